/** How many may wait: in one line, and in all lines together. */
type Patience = { inLine: number; inAll: number }

const endless: Patience = { inLine: Infinity, inAll: Infinity }

/**
 * Lets at most `limit` pieces of work run at once. The others wait, each in the line she belongs to, and the lines
 * are served in turn: however many stand in one of them, the first in another waits for one piece of work from each.
 */
export function slots(limit: number, most: Patience = endless) {
  const lines = new Map<string, (() => void)[]>()
  let running = 0

  const waiting = () => [...lines.values()].reduce((sum, line) => sum + line.length, 0)
  const isFull = (name = '') =>
    running >= limit && ((lines.get(name)?.length ?? 0) >= most.inLine || waiting() >= most.inAll)

  const enter = (name: string) =>
    new Promise<void>((resolve, reject) => {
      if (isFull(name)) reject(Object.assign(new Error('Too many are waiting'), { status: 429 }))
      else if (running < limit) {
        running += 1
        resolve()
      } else lines.set(name, [...(lines.get(name) ?? []), resolve])
    })

  // The place goes straight to the next in line, so that nobody slips in between.
  const leave = () => {
    const [first] = lines
    if (!first) {
      running -= 1
      return
    }
    const [name, [next, ...rest]] = first
    lines.delete(name) // and last again, if anyone is left in it
    if (rest.length > 0) lines.set(name, rest)
    next?.()
  }

  return {
    /** Rejects, with status 429, when the line is full. */
    use: async <T>(work: () => Promise<T>, line = ''): Promise<T> => {
      await enter(line)
      try {
        return await work()
      } finally {
        leave()
      }
    },
    waiting,
    isFull,
  }
}
