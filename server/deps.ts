import type { EventEmitter } from 'node:events'
import type { Db } from './db/open.ts'
import type { Languages } from './i18n/dictionary.ts'
import type { Mailer } from './mail/mailer.ts'
import type { Retention } from './retention/retention.ts'
import type { Vault } from './vault/vault.ts'
import type { ViewCounter } from './views/counter.ts'
import type { Log } from './web/log.ts'
import type { Render } from './web/views.ts'

/** What a feature receives. Time and randomness come in here, so that tests can fix them. */
export type Deps = {
  db: Db
  vault: Vault
  now: () => Date
  /** 128 random bits, for ids and session cookies: never sequential, never time-ordered. */
  newId: () => string
  render: Render
  /** The interface in every language. */
  languages: Languages
  /** Views that are counted and not yet saved, in memory. */
  viewCounter: ViewCounter
  mailer: Mailer
  /** Rung when somebody may have to be told of an urgent case: the alarms are looked at now, not with the next minute. */
  alarmBell: EventEmitter<{ ring: [] }>
  log: Log
  baseUrl: string
  production: boolean
  retention: Retention
  /** Where to report a weakness: an address with `mailto:` or `https:`. */
  securityContact: string
  /** Keys the nonces of forms and the ids of sessions. */
  sessionSecret: string
}
