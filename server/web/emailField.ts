import { dictionaries } from '../i18n/dictionary.ts'
import { text } from './forms.ts'

const t = dictionaries.nb.accounts.errors

/** An address as it was typed, whatever it is. */
export const email = text({ min: 1, max: 254 }, { min: t.emailMissing, max: t.emailWrong })
/** An address that mail can be sent to. */
export const workEmail = email.refine(
  // No dot inside the parts between the dots: each can be read in one way only, however long the address.
  (value) => value === '' || /^[^\s@<>"(),:;\\]+@[^\s@<>"(),:;.\\]+(\.[^\s@<>"(),:;.\\]+)+$/.test(value),
  t.emailWrong,
)
