import type { Client } from './client.ts'

export const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1'

/** Opens a page as a person with a browser does. */
export function read(client: Client, path: string, headers: Record<string, string> = {}) {
  return client.get(path, { 'User-Agent': phone, 'Sec-Fetch-Dest': 'document', ...headers })
}

/** To the counter of views: a reader at an address that is a network of its own. */
export function readerAt(address: string) {
  return { address, network: address, userAgent: phone }
}
