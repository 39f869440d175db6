import path from 'node:path'
import { z } from 'zod'
import { isEmail, normalEmail } from './lib/emailAddress.ts'
import { readableLine } from './lib/visible.ts'

const flag = z.enum(['true', 'false'], 'må være «true» eller «false»').transform((value) => value === 'true')
const port = z.coerce
  .number('må være et tall')
  .int('må være et helt tall')
  .min(1, 'må være mellom 1 og 65535')
  .max(65_535, 'må være mellom 1 og 65535')

const days = z.coerce.number('må være et tall').int('må være et helt tall').min(1, 'må være minst 1')

const environment = z.object({
  NODE_ENV: z
    .enum(['development', 'test', 'production'], 'må være «development», «test» eller «production»')
    .default('development'),
  PORT: port.default(3000),
  HOST: z.string().default('localhost'),
  BASE_URL: z
    .url({ protocol: /^https?$/, error: 'må være en adresse som «https://spor.example.no»' })
    .optional(),
  DATA_DIR: z.string().default('data'),
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: 'må være en adresse som «postgres://bruker:passord@vert/base»',
    })
    .optional(),
  KEY_FILE: z.string().optional(),
  SESSION_SECRET: z.string().min(32, 'må ha minst 32 tegn').optional(),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'må være en adresse som «smtps://bruker:passord@vert»' })
    .optional(),
  MAIL_FROM: z
    .string()
    .refine(
      (value) => isEmail(normalEmail(value)) || /@localhost>?$/.test(value),
      'må være en e-postadresse, for eksempel «Studenter spør <ikke-svar@example.no>»',
    )
    .transform((value) => readableLine(value.replace(/\p{Default_Ignorable_Code_Point}/gu, '')))
    .optional(),
  SECURITY_CONTACT: z
    .string()
    .refine(
      (value) =>
        /^https:\/\/[!-~]+$/.test(value) || (/^mailto:[!-~]+$/.test(value) && isEmail(normalEmail(value))),
      'må være «mailto:navn@vert» eller en https-adresse',
    )
    .optional(),
  TRUST_PROXY: z.string().optional(),
  DEMO: flag.optional(),
  RETENTION_TEXT_DAYS: days.default(90),
  RETENTION_DETAILS_DAYS: days.default(60),
  RETENTION_AUDIT_MONTHS: days.default(24),
  LOG_LEVEL: z
    .enum(['silent', 'error', 'warn', 'info'], 'må være «silent», «error», «warn» eller «info»')
    .default('info'),
})

type Environment = z.infer<typeof environment>

export type Config = {
  production: boolean
  port: number
  host: string
  baseUrl: string
  dataDir: string
  database: { client: 'sqlite'; file: string } | { client: 'postgres'; url: string }
  keyFile: string
  /** Undefined outside production: then it is derived from the key file. */
  sessionSecret: string | undefined
  mail: {
    /** Undefined outside production, when none is set: then mail is put in `folder`. */
    smtpUrl: string | undefined
    from: string
    folder: string
  }
  /** Where to report a weakness, for /.well-known/security.txt. */
  securityContact: string
  /** Exact addresses or a number of hops, never `true`: see `trust proxy` in Express. */
  trustProxy: number | string[] | false
  demo: boolean
  retention: { textDays: number; detailsDays: number; auditMonths: number }
  logLevel: string
}

/** Reads the settings, or throws an Error that names every setting that is missing or wrong, never its value. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const values = parse(env)
  const production = values.NODE_ENV === 'production'
  const dataDir = path.resolve(values.DATA_DIR)
  const keyFile = path.resolve(values.KEY_FILE ?? path.join(dataDir, 'keys.json'))
  if (production) requireForProduction(values, dataDir, keyFile)
  return {
    production,
    port: values.PORT,
    host: values.HOST,
    baseUrl: (values.BASE_URL ?? `http://localhost:${values.PORT}`).replace(/\/+$/, ''),
    dataDir,
    database: values.DATABASE_URL
      ? { client: 'postgres', url: values.DATABASE_URL }
      : { client: 'sqlite', file: path.join(dataDir, 'studenter-spor.sqlite') },
    keyFile,
    sessionSecret: values.SESSION_SECRET,
    mail: {
      smtpUrl: values.SMTP_URL,
      from: values.MAIL_FROM ?? 'Studenter spør <ikke-svar@localhost>',
      folder: path.join(dataDir, 'mail'),
    },
    securityContact: values.SECURITY_CONTACT ?? 'mailto:sikkerhet@example.no',
    trustProxy: readTrustProxy(values.TRUST_PROXY),
    demo: !production && (values.DEMO ?? true),
    retention: {
      textDays: values.RETENTION_TEXT_DAYS,
      detailsDays: values.RETENTION_DETAILS_DAYS,
      auditMonths: values.RETENTION_AUDIT_MONTHS,
    },
    logLevel: values.LOG_LEVEL,
  }
}

/** A setting that is there but empty counts as not set: that is what `PORT= npm start` means. */
function parse(env: NodeJS.ProcessEnv): Environment {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = environment.safeParse(present)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`)
  throw new Error(`Disse innstillingene er feil:\n${problems.join('\n')}`)
}

function requireForProduction(values: Environment, dataDir: string, keyFile: string) {
  const required = [
    'BASE_URL',
    'KEY_FILE',
    'SESSION_SECRET',
    'SMTP_URL',
    'MAIL_FROM',
    'SECURITY_CONTACT',
    // A number or addresses, «0» for no proxy: without it, all who come through a proxy are one network.
    'TRUST_PROXY',
  ] as const
  const missing = required.filter((name) => values[name] === undefined)
  if (missing.length > 0) {
    throw new Error(`Disse innstillingene må settes i produksjon: ${missing.join(', ')}`)
  }
  if (isInside(keyFile, dataDir)) {
    throw new Error('KEY_FILE må ligge utenfor DATA_DIR, så en kopi av dataene ikke har nøklene med seg.')
  }
}

function isInside(file: string, folder: string): boolean {
  const way = path.relative(folder, file)
  return way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way)
}

function readTrustProxy(value: string | undefined): Config['trustProxy'] {
  if (value === undefined) return false
  if (/^\d+$/.test(value)) return Number(value)
  if (/^(true|yes|all)$/i.test(value)) {
    throw new Error('TRUST_PROXY må være et antall ledd eller en liste med adresser, aldri «true».')
  }
  return value.split(',').map((address) => address.trim())
}
