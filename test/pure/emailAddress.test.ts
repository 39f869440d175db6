import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isEmail, normalEmail } from '../../server/lib/emailAddress.ts'
import { anyText } from '../anyText.ts'

const names = fc.stringMatching(/^[a-zæøåé0-9][a-zæøåé0-9_+-]{0,20}$/)
const domains = fc.stringMatching(/^[a-zæøå][a-zæøå0-9]{0,10}\.(no|com|online)$/)
const addresses = fc.tuple(names, domains).map(([name, domain]) => `${name}@${domain}`)

const spellings: ((address: string) => string)[] = [
  (address) => address,
  (address) => address.normalize('NFD'),
  (address) => address.toUpperCase(),
  (address) => address.replace('@', '\u200b@\u00ad'),
  (address) => address.replace('@', '\uff20'),
  (address) => Array.from(address).join('\u2060'),
]
const wrappings: ((address: string) => string)[] = [
  (address) => ` ${address}\n`,
  (address) => `<${address}>`,
  (address) => `"Åse Nord" <${address}>;`,
  (address) => `«${address}».`,
  (address) => `\u202a${address}\u202c,`,
  (address) => `mailto:${address}?subject=Hei`,
  (address) => `<mailto:${address}>`,
  (address) => `mailto:${encodeURIComponent(address)}`,
]

test('an address is one and the same however it was typed or pasted', () => {
  const ways = fc.tuple(fc.constantFrom(...spellings), fc.constantFrom(...wrappings))
  fc.assert(
    fc.property(addresses, ways, (address, [spell, wrap]) => {
      expect(normalEmail(wrap(spell(address)))).toBe(address)
      expect(isEmail(address)).toBe(true)
    }),
  )
})

test('a domain is the same in our letters and as mail writes it', () => {
  for (const typed of ['kari@blåbær.no', 'KARI@BLÅBÆR.NO', 'kari@xn--blbr-roah.no', 'kari@bla\u030abær.no']) {
    expect(normalEmail(typed)).toBe('kari@blåbær.no')
  }
})

test('the normal form is its own, and what mail can be sent to hides nothing', () => {
  fc.assert(
    fc.property(fc.oneof(anyText({ maxLength: 40 }), addresses), anyText({ maxLength: 5 }), (one, other) => {
      const address = normalEmail(`${one}${other}@example.no`)
      expect(normalEmail(address)).toBe(address)
      if (isEmail(address)) expect(address).not.toMatch(/[\s\p{C}\p{Default_Ignorable_Code_Point}A-Z]/u)
    }),
    { numRuns: 300 },
  )
})

test('what is no address, or more than one, is refused', () => {
  const wrong = [
    '',
    'kari',
    'kari@',
    '@example.no',
    'kari@localhost',
    'kari@1.2.3.4',
    'kari@[1.2.3.4]',
    'a b@example.no',
    'kari@example.no, ola@example.no',
    'kari@ola@example.no',
    'kari..p@example.no',
    '.kari@example.no',
    'kari@-a.no',
    'kari@a_b.no',
    'kari@a..no',
    'kari@xn--.no',
    'kari%40example.no',
    'kari@ex%61mple.no',
    `${'a'.repeat(65)}@example.no`,
    `kari@${'a'.repeat(64)}.no`,
    `kari@${'a.'.repeat(130)}no`,
  ]
  for (const typed of wrong) expect([typed, isEmail(normalEmail(typed))]).toEqual([typed, false])
})
