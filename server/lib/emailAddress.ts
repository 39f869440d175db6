import { unescape } from 'node:querystring'
import { domainToASCII, domainToUnicode } from 'node:url'

const longest = { typed: 1000, address: 254, name: 64 }

/**
 * An address in the one form in which it is kept and looked up, whichever way it was typed or pasted: composed
 * letters in lower case, without blanks and signs that nobody sees, without «mailto:», the owner's name and what a
 * sentence leaves after it. A domain of our letters is kept as people read it; mail writes it as «xn--…» by itself.
 */
export function normalEmail(typed: string): string {
  if (typed.length > longest.typed) return typed
  const address = withoutWrapping(
    decoded(typed)
      .normalize('NFKC')
      .replace(/[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}]/gu, '')
      .toLowerCase()
      .normalize('NFC')
      .trim(),
  )
  const at = address.lastIndexOf('@')
  const domain = address.slice(at + 1)
  return at === -1 || !isDomain(domain) ? address : address.slice(0, at + 1) + readable(domain)
}

/** Whether mail can be sent to an address in its normal form. */
export function isEmail(address: string): boolean {
  const [name = '', domain = '', ...more] = address.split('@')
  return (
    more.length === 0 &&
    isDomain(domain) &&
    /^[^\s"(),:;<>[\\\]]+$/.test(name) &&
    !/^\.|\.\.|\.$|\p{C}/u.test(name) &&
    Buffer.byteLength(name) <= longest.name &&
    Buffer.byteLength(name) + domainToASCII(domain).length < longest.address
  )
}

/** A link to somebody's mail writes our letters as «%C3%A5». */
function decoded(typed: string): string {
  return /^[^@]*mailto:/i.test(typed) ? unescape(typed) : typed
}

/** «Kari Nordmann <kari@example.no>;» and «mailto:kari@example.no?subject=Hei» are both about kari@example.no. */
function withoutWrapping(text: string): string {
  const inside = /<([^<>]*)>[^<>]*$/.exec(text)?.[1] ?? text
  return inside
    .replace(/^(?:[\s"'«»“”‘’]|mailto:)+/, '')
    .replace(/^([^\s?]+@[^\s?]+)\?.*$/s, '$1')
    .replace(/[\s"'«»“”‘’.,;:!]+$/, '')
}

/** At least two labels of letters, digits and hyphens; the last is no number, which would be an IP address. */
function isDomain(domain: string): boolean {
  const labels = /^[\p{L}\p{M}\p{N}.-]+$/u.test(domain) ? domainToASCII(domain).split('.') : []
  return (
    labels.length > 1 &&
    labels.every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label)) &&
    !/^\d+$/.test(labels.at(-1) ?? '')
  )
}

function readable(domain: string): string {
  return domainToUnicode(domainToASCII(domain)).normalize('NFC')
}
