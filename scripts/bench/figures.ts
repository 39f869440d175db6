export function median(values: number[]): number {
  return percentile(values, 0.5)
}

export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** A number in a column of a table. */
export function cell(value: number, width = 9): string {
  return value.toFixed(value < 100 ? 1 : 0).padStart(width)
}
