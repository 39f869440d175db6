import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openMailer } from '../server/mail/mailer.ts'

test('on a developer’s machine mail is put in a folder for her eyes', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'studenter-spor-mail-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const settings = { smtpUrl: undefined, from: 'Spør <spor@localhost>', folder: path.join(folder, 'mail') }
  await openMailer(settings, () => 'en').send({
    to: 'kari@example.no',
    subject: 'Hei',
    text: 'Blåbærsyltetøy',
  })
  const file = path.join(folder, 'mail', 'en.txt')
  expect(readdirSync(path.join(folder, 'mail'))).toEqual(['en.txt'])
  expect(readFileSync(file, 'utf8')).toBe(
    'Fra: Spør <spor@localhost>\nTil: kari@example.no\nEmne: Hei\n\nBlåbærsyltetøy\n',
  )
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('in production mail goes to the server of SMTP_URL, with æøå whole', async () => {
  const received: string[] = []
  const server = createServer((socket) => {
    socket.setEncoding('utf8').write('220 post\r\n')
    let isData = false
    socket.on('data', (chunk: string) => {
      received.push(chunk)
      if (isData && !chunk.endsWith('\r\n.\r\n')) return
      isData = /^DATA/m.test(chunk)
      socket.write(isData ? '354 go\r\n' : /^QUIT/m.test(chunk) ? '221 bye\r\n' : '250 ok\r\n')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as { port: number }
  const settings = { smtpUrl: `smtp://127.0.0.1:${port}`, from: 'Spør <spor@example.no>', folder: '' }
  await openMailer(settings, () => 'en').send({
    to: 'kari@example.no',
    subject: 'Nå',
    text: 'Blåbærsyltetøy på brødskiva',
  })
  const said = received.join('')
  expect(said).toContain('RCPT TO:<kari@example.no>')
  expect(said).toMatch(/Bl=C3=A5b=C3=A6rsyltet=C3=B8y|Blåbærsyltetøy|QmzDpWLDpnJzeWx0ZXTDuHk/)
})
