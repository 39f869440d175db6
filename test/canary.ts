import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** A word that is nowhere else, of letters only: nothing takes it for a number or an address. */
export function newCanary(name: string): string {
  return name + Array.from(randomBytes(12), (byte) => String.fromCharCode(97 + (byte % 26))).join('')
}

/** How often a word is in some bytes: in any case, and in the shapes that programs give to text. */
export function countIn(bytes: Buffer, canary: string): number {
  const haystack = bytes.toString('latin1').toLowerCase()
  return shapesOf(canary).reduce((sum, shape) => sum + haystack.split(shape.toLowerCase()).length - 1, 0)
}

/** Every file of a folder and the folders in it, by name. */
export function filesIn(folder: string): Map<string, Buffer> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name))
  return new Map(files.map((file) => [path.relative(folder, file), readFileSync(file)]))
}

/** Plain, hexadecimal, 16 bits a letter, and base64 from each of the three places where it may begin. */
function shapesOf(canary: string): string[] {
  const base64 = [0, 1, 2].map((skip) => {
    const text = Buffer.from(' '.repeat(skip) + canary).toString('base64')
    return text.slice(skip === 0 ? 0 : skip + 1, -4)
  })
  return [
    canary,
    Buffer.from(canary).toString('hex'),
    Buffer.from(canary, 'utf16le').toString('latin1'),
    ...base64,
  ]
}
