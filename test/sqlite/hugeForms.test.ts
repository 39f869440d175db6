import { expect, test } from 'vitest'
import { longForms } from '../../server/app.ts'
import { bytesFor } from '../../server/web/formBody.ts'
import { openHouse } from '../house.ts'

/** The forms that are open to all, and where each takes words. */
const forms = [
  ['/spor', ['question', 'title', 'place', 'nonce', 'proof']],
  ['/kvittering', ['code']],
  ['/kvittering/svar', ['reply']],
  ['/kvittering/oppfolging', ['followUp', 'nonce']],
  ['/redaksjon/inn', ['epost', 'passord']],
  ['/redaksjon/glemt', ['epost']],
] as const
const pieces = ['a+', 'a.', 'vil ikke leve ']
// Without limits to what is searched one of these takes from seconds to minutes, in which nobody else is answered;
// together they would not end within the time that a test has.
test('any form that is open to all, filled to the brim, is answered like any other mistake', async () => {
  const house = await openHouse()
  const { code } = await house.given.receivedQuestion()
  let network = 0
  for (const [address, names] of forms) {
    for (const name of names) {
      for (const piece of pieces) {
        network += 1
        const form = { code, publish: 'ja', language: 'nb', [name]: filler(piece, roomOf(address)) }
        const { status } = await house.visitorFrom(`10.0.0.${network}`).post(address, form)
        expect([address, name, piece, status]).toEqual([address, name, piece, 422])
      }
    }
  }
})

const roomOf = (address: string) => bytesFor(new Map(Object.entries(longForms)).get(address) ?? 0)

/** A text that leaves just room for the other fields. */
function filler(piece: string, room: number): string {
  const bytes = new URLSearchParams({ '': piece }).toString().length - 1
  return `a@${piece.repeat((room - 200) / bytes)}a(`
}
