import { once } from 'node:events'
import { connect } from 'node:net'

/** What no browser sends: broken requests, wrong bodies, half a request. A word is in each of them. */
export function oddRequests(word: string): string[] {
  const form = 'Content-Type: application/x-www-form-urlencoded'
  const ours = 'Host: localhost\r\nSec-Fetch-Site: same-origin'
  const post = (lines: string, body: string, length = body.length) =>
    `POST /spor HTTP/1.1\r\n${ours}\r\n${lines}\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n${body}`
  const get = (target: string, lines = ours) =>
    `GET ${target} HTTP/1.1\r\n${lines}\r\nConnection: close\r\n\r\n`
  return [
    get(`/${word}/%`),
    get(`/%${word}`),
    get(`//${word}:99999999/${word}`),
    get(`http://${word}:99a/${word}`), // Node's own warning quotes it
    get(`http://[${word}/`),
    get('/', `Host: ${word}:x\r\nX-Forwarded-Host: ${word}`),
    get('/', `${ours}\r\nExpect: ${word}`),
    get('/', `${ours}\r\nUpgrade: ${word}\r\nConnection: Upgrade`),
    get('/', `${ours}\r\nCookie: sid=${word}; ${'a'.repeat(20_000)}${word}`),
    get('/', `${ours}\r\n${word} : bad header\r\n${word}`),
    `${word} / ${word}\r\n\r\n`,
    `CONNECT ${word}:443 HTTP/1.1\r\nHost: ${word}\r\n\r\n`,
    ...['TRACE', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND'].map((method) =>
      get(`/${word}`).replace('GET', method),
    ),
    post(form, `question=${word.repeat(30_000)}`),
    post(form, `question=%E0%A4%A%%${word}%zz&__proto__=${word}&a[b]=${word}`),
    post(form, Array.from({ length: 500 }, (_, index) => `${word}${index}=${word}`).join('&')),
    post(`${form}; charset=${word}`, `question=${word}`),
    post(`Content-Type: ${word}`, word),
    post('Content-Type: application/json', `{"question": "${word}`),
    post(`Content-Type: multipart/form-data; boundary=${word}`, `--${word}`),
    post(`${form}\r\nContent-Encoding: gzip`, word),
    post(`${form}\r\nContent-Encoding: ${word}`, word),
    post(`${form}\r\nTransfer-Encoding: chunked`, `${word}\r\n`),
    post(form, `question=${word}`, 5000),
    post(form, `question=${word}\0\u0001&title=\0${word}`),
  ]
}

/** Sends bytes as they are, and waits until one of the two has had enough. */
export async function sendRaw(url: string, bytes: string) {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  socket.on('error', () => {})
  socket.resume()
  socket.setTimeout(300, () => socket.destroy())
  const closed = once(socket, 'close')
  socket.write(bytes)
  await closed
}
