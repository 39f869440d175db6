export type Fields = Record<string, string | string[]>
export type Reply = { status: number; headers: Headers; text: string; location: string | null }

export type Client = {
  get: (path: string, headers?: Record<string, string>) => Promise<Reply>
  /** Sends a form as a browser on our own pages would. */
  post: (path: string, fields?: Fields, headers?: Record<string, string>) => Promise<Reply>
}

export function client(url: string, cookie?: string, address?: string): Client {
  const own = {
    ...(cookie !== undefined && { Cookie: cookie }),
    ...(address !== undefined && { 'X-Forwarded-For': address }),
  }
  const send = async (path: string, init: RequestInit): Promise<Reply> => {
    const response = await fetch(url + path, { ...init, redirect: 'manual' })
    const text = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      text,
      location: response.headers.get('Location'),
    }
  }
  return {
    get: (path, headers) => send(path, { headers: { ...own, ...headers } }),
    post: (path, fields = {}, headers) =>
      send(path, { method: 'POST', headers: { ...own, Origin: url, ...headers }, body: encode(fields) }),
  }
}

export function encode(fields: Fields): URLSearchParams {
  const pairs = Object.entries(fields).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  )
  return new URLSearchParams(pairs)
}
