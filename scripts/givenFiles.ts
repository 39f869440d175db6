import { accessSync, constants, mkdirSync, statSync } from 'node:fs'
import path from 'node:path'

/** Throws when there is no such file to read, and says which of the files that were given it is. */
export function requireFile(name: string, file: string) {
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found) throw new Error(`Finner ikke ${name}: ${file}`)
  if (!found.isFile()) throw new Error(`Dette er ikke en fil. Du må oppgi ${name}: ${file}`)
  try {
    accessSync(file, constants.R_OK)
  } catch (error) {
    throw new Error(`Har ikke tilgang til å lese ${name}: ${file}`, { cause: error })
  }
}

/** Makes the folder that a file is to be written in, or says which it was that could not be used. */
export function requireFolderOf(file: string) {
  const folder = path.dirname(file)
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
  } catch (error) {
    throw new Error(`Kan ikke skrive i mappen ${folder}`, { cause: error })
  }
}
