/** Where a page of a list begins, and how many pages there are (at least one, even of nothing). */
export function pagesOf(page: number, count: number, size: number): { pages: number; offset: number } {
  return { pages: Math.max(1, Math.ceil(count / size)), offset: (page - 1) * size }
}
