import type { Db } from '../db/open.ts'
import { keyFileExists, makeKeyFile } from './keyFile.ts'
import { checkVault, countLost, hasDataKeys } from './store.ts'
import { openVault, type Vault } from './vault.ts'

/** Opens the key file of a database, making one for a new database. Throws when the two do not belong together. */
export async function unlockVault(db: Db, keyFile: string): Promise<Vault> {
  if (!keyFileExists(keyFile)) {
    if (await hasDataKeys(db)) {
      throw new Error(
        `Databasen har forseglede tekster, men nøkkelfilen ${keyFile} finnes ikke. ` +
          'Sett KEY_FILE til filen som ble laget sammen med den. Ingenting er endret.',
      )
    }
    makeKeyFile(keyFile)
  }
  const vault = openVault(keyFile)
  await checkVault(db, vault)
  return vault
}

/** What whoever starts the service must know of an old database beside the key file of today; mostly nothing. */
export async function lostTexts(db: Db, vault: Vault): Promise<string | undefined> {
  const lost = await countLost(db, vault)
  if (lost === 0) return undefined
  return (
    `${lost} datanøkler hører til månedsnøkler som ikke er i nøkkelfilen. Tekstene under dem kan ikke åpnes. ` +
    'Er databasen en gammel sikkerhetskopi, er det som lovet. Er nøkkelfilen gammel, må den nyeste legges tilbake.'
  )
}
