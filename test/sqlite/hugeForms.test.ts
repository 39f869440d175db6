import { expect, test } from 'vitest'
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
const room = 500_000

// Without the limits one of these takes from seconds to minutes, in which nobody else is answered; together they
// would not end within the time that a test has.
test('half a megabyte in any form that is open to all is answered like any other mistake', async () => {
  const house = await openHouse()
  const { code } = await house.given.receivedQuestion()
  let network = 0
  for (const [address, names] of forms) {
    for (const name of names) {
      for (const piece of pieces) {
        network += 1
        const words = `a@${piece.repeat(room / encodeURIComponent(piece).length)}a(`
        const form = { code, publish: 'ja', language: 'nb', [name]: words }
        const { status } = await house.visitorFrom(`10.0.0.${network}`).post(address, form)
        expect([address, name, piece, status]).toEqual([address, name, piece, 422])
      }
    }
  }
})
