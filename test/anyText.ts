import fc from 'fast-check'

/** Half a character is none: it has no bytes to be sent as. */
const halves = { first: 0xd800, count: 0x800 }

const anySign = fc
  .integer({ min: 0, max: 0x10ffff - halves.count })
  .map((code) => String.fromCodePoint(code < halves.first ? code : code + halves.count))

/**
 * Texts of any signs there are. It is what `fc.string({ unit: 'binary' })` gives, but that takes a second of
 * processor time to make, in every worker, before it has given one.
 */
export function anyText(length: { maxLength?: number } = {}): fc.Arbitrary<string> {
  return fc.string({ ...length, unit: anySign })
}
