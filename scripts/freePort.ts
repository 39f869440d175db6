import { createServer } from 'node:net'

// Below those that the operating system lends to clients (32768 and up): it gives none of these away by itself.
const [first, last] = [10_000, 32_000]

/** A port on 127.0.0.1 that nothing answers on now. Only another program that looks for one can take it meanwhile. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = first + Math.floor(Math.random() * (last - first))
    if (await isFree(port)) return port
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}
