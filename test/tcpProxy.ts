import { connect, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import { freePort } from '../scripts/freePort.ts'

export type TcpProxy = {
  /** The same address, by way of the proxy. */
  url: string
  /** Cuts every connection and takes no new ones, as when the machine behind is gone. */
  cut: () => Promise<void>
  restore: () => Promise<void>
}

/** Stands between a service and a server elsewhere, to take that server away and bring it back. */
export async function proxyTo(address: string): Promise<TcpProxy> {
  const target = new URL(address)
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname)
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket)
      socket.on('error', () => other.destroy())
      socket.on('close', () => sockets.delete(socket) && other.destroy())
    }
    near.pipe(far).pipe(near)
  })
  const port = await freePort()
  const listen = () => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  await listen()
  const cut = async () => {
    const closed = new Promise((resolve) => server.close(resolve))
    for (const socket of sockets) socket.destroy()
    await closed
  }
  onTestFinished(async () => {
    if (server.listening) await cut()
  })
  const url = new URL(address)
  url.host = `127.0.0.1:${port}`
  return { url: url.href, cut, restore: listen }
}
