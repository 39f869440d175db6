import { expect, test } from 'vitest'
import { openHouse } from './house.ts'

const elsewhere = { Origin: 'https://ond.example' }
const question = 'Jeg sover dårlig før eksamen,\nog jeg vet <ikke> hva jeg skal gjøre.'

test('a student whose browser hides where the form is from gets her text back, and a kind word', async () => {
  const house = await openHouse()
  for (const headers of [{ Origin: 'null' }, elsewhere, { 'Sec-Fetch-Site': 'cross-site' }]) {
    const reply = await house.visitor.post('/spor', { question, nonce: 'hemmelig-nonce' }, headers)
    expect(reply.status).toBe(403)
    expect(reply.text).toContain('Vi kunne ikke se at skjemaet kom fra vår egen side')
    expect(reply.text).toContain('Du har ikke gjort noe galt')
    expect(reply.text).not.toContain('Det har du ikke tilgang til')
    expect(reply.text).toContain('Dette skrev du')
    expect(reply.text).toContain('og jeg vet &lt;ikke&gt; hva jeg skal gjøre.')
    expect(reply.text).not.toContain('hemmelig-nonce')
    expect(reply.headers.get('Cache-Control')).toBe('no-store')
  }
  expect(await house.deps.db('questions').first('id')).toBeUndefined()
})

test('a form from elsewhere shows no password and no receipt code', async () => {
  const house = await openHouse()
  const form = { epost: 'kari@example.no', passord: 'en lang setning som bare er hennes egen' }
  const signIn = await house.visitor.post('/redaksjon/inn', form, elsewhere)
  expect([signIn.status, signIn.text.includes('bare er hennes')]).toEqual([403, false])
  const receipt = await house.visitor.post('/kvittering', { kode: '0N8T-XF40-4JYS-DA5J-SH7D' }, elsewhere)
  expect([receipt.status, receipt.text.includes('0N8T')]).toEqual([403, false])
})

test('however much another site sends, no more is read than of our own forms', async () => {
  const house = await openHouse()
  const reply = await house.visitor.post('/spor', { question: 'a'.repeat(600_000) }, elsewhere)
  expect(reply.status).toBe(413)
  const odd = await fetch(`${house.url}/spor`, {
    method: 'POST',
    headers: { ...elsewhere, 'Content-Type': 'application/json' },
    body: '{"question":"Hei"}',
  })
  expect(odd.status).toBe(415)
})
