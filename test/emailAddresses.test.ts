import { expect, test } from 'vitest'
import { allAccounts } from '../server/accounts/store.ts'
import { accounts, choosePassword, linkTo } from './accountForms.ts'
import { openHouse } from './house.ts'
import { newColleague, sendPassword } from './staff.ts'

const invitation = { navn: 'Pål Nordli', roller: ['illustrator'], samskipnad: 'sit' }
const address = 'pål@blåbær.no'
/** As they come from a Mac, a chat, a link, an address book and an old mail program. */
const pasted = [
  address.normalize('NFD'),
  `\u202a${address}\u202c`,
  `mailto:${encodeURIComponent(address)}`,
  `Pål Nordli <${address.toUpperCase()}>`,
  'pål@xn--blbr-roah.no',
  'pål\u200b@blåbær.no.',
]

test('an invitation to an address with whatever came along reaches it, and is the only one', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  const [first = '', ...others] = pasted
  expect((await admin.post(accounts, { ...invitation, epost: first })).status).toBe(303)
  const link = await linkTo(house, address)
  expect((await choosePassword(house, link)).status).toBe(303)
  for (const epost of others) {
    const again = await admin.post(accounts, { ...invitation, epost })
    expect([epost, again.status]).toEqual([epost, 422])
    expect(again.text).toContain('Adressen har en konto fra før')
  }
  expect((await allAccounts(house.deps.db)).filter(({ email }) => email === address)).toHaveLength(1)
})

test('whichever way she writes her address, she signs in and gets a new password', async () => {
  const house = await openHouse()
  await newColleague(house, { email: address })
  for (const epost of pasted) {
    expect([epost, (await sendPassword(house, { epost })).status]).toEqual([epost, 303])
    house.wait({ days: 1 })
    await house.visitor.post('/redaksjon/glemt', { epost })
    expect(await house.post()).toBe(1)
    expect(house.mails.at(-1)?.to).toBe(address)
  }
})

test('what is no address is refused with the reason, wherever it is written', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  for (const epost of ['kari', 'kari@localhost', 'kari@example.no, ola@example.no', 'kari @example.no']) {
    const replies = [
      await admin.post(accounts, { ...invitation, epost }),
      await house.visitor.post('/redaksjon/glemt', { epost }),
    ]
    for (const { status, text } of replies) {
      expect([epost, status]).toEqual([epost, 422])
      expect(text).toContain('Skriv en gyldig e-postadresse')
    }
  }
  expect([await house.post(), house.mails.length]).toEqual([0, 0])
})
