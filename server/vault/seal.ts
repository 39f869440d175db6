import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** Where a sealed text lives. Bound into the seal, so that a text moved elsewhere cannot be opened. */
export type Place = { table: string; column: string; id: string; organisation: string }

const version = 1
const ivLength = 12
const tagLength = 16
const paddedTo = 512

/**
 * AES-256-GCM: `version (1) | iv (12) | tag (16) | ciphertext`. The text is padded to a multiple of 512 bytes
 * so that its length tells little (trust.md, Sealing).
 */
export function seal(key: Buffer, place: Place, text: string): Buffer {
  return encrypt(key, place, pad(Buffer.from(text, 'utf8')))
}

/** Throws when the key, the place or a single bit is wrong. */
export function unseal(key: Buffer, place: Place, sealed: Buffer): string {
  return unpad(decrypt(key, place, sealed)).toString('utf8')
}

/** Encrypts a 32-byte key under another. Not padded: every key has the same length. */
export function wrapKey(wrapping: Buffer, place: Place, key: Buffer): Buffer {
  return encrypt(wrapping, place, key)
}

export function unwrapKey(wrapping: Buffer, place: Place, wrapped: Buffer): Buffer {
  return decrypt(wrapping, place, wrapped)
}

function encrypt(key: Buffer, place: Place, plain: Buffer): Buffer {
  const iv = randomBytes(ivLength)
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagLength })
  cipher.setAAD(bindingOf(place))
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([Buffer.of(version), iv, cipher.getAuthTag(), body])
}

function decrypt(key: Buffer, place: Place, sealed: Buffer): Buffer {
  if (sealed[0] !== version || sealed.length < 1 + ivLength + tagLength) throw new Error('Unknown seal.')
  const iv = sealed.subarray(1, 1 + ivLength)
  const tag = sealed.subarray(1 + ivLength, 1 + ivLength + tagLength)
  // Without `authTagLength` Node accepts a tag cut down to four bytes.
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagLength })
  decipher.setAAD(bindingOf(place))
  decipher.setAuthTag(tag)
  return Buffer.concat([decipher.update(sealed.subarray(1 + ivLength + tagLength)), decipher.final()])
}

function bindingOf(place: Place): Buffer {
  return Buffer.from(JSON.stringify([place.table, place.column, place.id, place.organisation]), 'utf8')
}

/** ISO/IEC 7816-4: one 0x80 byte, then zeros. */
function pad(plain: Buffer): Buffer {
  const padded = Buffer.alloc(Math.ceil((plain.length + 1) / paddedTo) * paddedTo)
  plain.copy(padded)
  padded[plain.length] = 0x80
  return padded
}

function unpad(padded: Buffer): Buffer {
  return padded.subarray(0, padded.lastIndexOf(0x80))
}
