/**
 * Reads at most once in so many seconds: for what every visitor asks for and nobody changes by the minute. Those
 * who ask while it is being read wait for the same answer; a failure is not remembered.
 */
export function remembered<T>(seconds: number, now: () => Date, read: () => Promise<T>): () => Promise<T> {
  let until = 0
  let value: Promise<T> | undefined
  return () => {
    if (value === undefined || now().getTime() >= until) {
      until = now().getTime() + seconds * 1000
      value = read().catch((error: unknown) => {
        value = undefined
        throw error
      })
    }
    return value
  }
}
