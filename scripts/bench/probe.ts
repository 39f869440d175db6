/**
 * Loaded into the server that the bench starts, and only there: tells what is alive in its memory, after a
 * collection (`--expose-gc`). What the service itself does is not touched.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

export type Alive = { heapMb: number; buffersMb: number }

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

process.on('message', (question) => {
  if (question !== 'alive') return
  collect()
  // Finalisers run after the first one, and free what only they held.
  setImmediate(() => {
    collect()
    const { heapUsed, external } = process.memoryUsage()
    process.send?.({ heapMb: heapUsed / 2 ** 20, buffersMb: external / 2 ** 20 } satisfies Alive)
  })
})
// Does not keep the server alive.
process.channel?.unref()
