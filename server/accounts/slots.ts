/** Lets at most `limit` pieces of work run at once; the others wait their turn. */
export function slots(limit: number) {
  const queue: (() => void)[] = []
  let running = 0

  const enter = () =>
    new Promise<void>((resolve) => {
      if (running < limit) {
        running += 1
        resolve()
      } else queue.push(resolve)
    })

  // The place goes straight to the next in line, so that nobody slips in between.
  const leave = () => {
    const next = queue.shift()
    if (next) next()
    else running -= 1
  }

  return {
    use: async <T>(work: () => Promise<T>): Promise<T> => {
      await enter()
      try {
        return await work()
      } finally {
        leave()
      }
    },
    waiting: () => queue.length,
  }
}
