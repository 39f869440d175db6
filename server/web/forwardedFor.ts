import type { RequestHandler } from 'express'

/**
 * Some proxies (Azure Application Gateway, IIS) write the port of the connection beside the address in
 * `X-Forwarded-For`: `203.0.113.7:50412`, `[2001:db8::7]:50412`. A port is new for every connection, so that each
 * would be a network of its own, and no proxy of ours would be known by its address. Left out before Express
 * reads the header, so that `req.ip` is an address everywhere.
 */
export const dropForwardedPorts: RequestHandler = (req, _res, next) => {
  const forwarded = req.headers['x-forwarded-for']
  if (forwarded !== undefined) {
    req.headers['x-forwarded-for'] = String(forwarded).split(',').map(withoutPort).join(', ')
  }
  next()
}

const ipv4 = /^([\d.]+):\d*$/
const bracketed = /^\[([^\]]*)\](?::\d*)?$/

function withoutPort(entry: string): string {
  const address = entry.trim().replace(/^"(.*)"$/, '$1')
  return (ipv4.exec(address) ?? bracketed.exec(address))?.[1] ?? address
}
