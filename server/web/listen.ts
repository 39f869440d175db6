import type { Server } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'

/** How long requests and jobs under way may take to finish once the process is asked to stop. */
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

/**
 * On SIGTERM or SIGINT: takes no new requests and starts no more jobs, finishes what is under way, cleans up, and
 * then leaves.
 */
export function stopOnSignal(server: Server, stopJobs: () => Promise<void>, cleanUp: () => Promise<void>) {
  const stop = () =>
    void Promise.all([close(server), atMost(graceSeconds, stopJobs())])
      .then(cleanUp)
      .then(leave)
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

async function atMost(seconds: number, work: Promise<void>) {
  const timeIsUp = new AbortController()
  await Promise.race([work, wait(seconds * 1000, undefined, timeIsUp).catch(() => {})])
  timeIsUp.abort()
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
