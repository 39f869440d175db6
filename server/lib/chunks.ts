/** Databases take only so many values in one statement. */
const size = 100

export function chunks<T>(things: T[]): T[][] {
  return Array.from({ length: Math.ceil(things.length / size) }, (_, index) =>
    things.slice(index * size, (index + 1) * size),
  )
}
