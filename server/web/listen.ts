import type { Server } from 'node:http'

/** How long requests under way may take to finish once the process is asked to stop. */
const graceSeconds = 10

export function listen(server: Server, place: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(place.port, place.host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

/** On SIGTERM or SIGINT: takes no new requests, finishes those under way, cleans up, and then leaves. */
export function stopOnSignal(server: Server, cleanUp: () => Promise<void>) {
  const stop = () => void close(server).then(cleanUp).then(leave)
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

async function close(server: Server) {
  const closed = new Promise((resolve) => server.close(resolve))
  // A browser keeps its connection open after the answer: let go of each as it falls idle.
  const sweep = setInterval(() => server.closeIdleConnections(), 50)
  const patience = setTimeout(() => server.closeAllConnections(), graceSeconds * 1000)
  server.closeIdleConnections()
  await closed
  clearInterval(sweep)
  clearTimeout(patience)
}

function leave() {
  process.exit(0)
}
