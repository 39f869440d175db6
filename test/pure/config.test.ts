import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readConfig } from '../../server/config.ts'

const production = {
  NODE_ENV: 'production',
  BASE_URL: 'https://spor.example.no/',
  KEY_FILE: '/etc/studenter-spor/keys.json',
  DATA_DIR: '/srv/studenter-spor',
  SESSION_SECRET: 'en lang hemmelighet som ingen andre kjenner',
  SMTP_URL: 'smtps://spor:hemmelig@post.example.no',
  MAIL_FROM: 'Studenter spør <ikke-svar@example.no>',
  SECURITY_CONTACT: 'mailto:sikkerhet@example.no',
  TRUST_PROXY: '1',
}

test('a newcomer who sets nothing gets a whole service of her own', () => {
  expect(readConfig({})).toEqual({
    production: false,
    port: 3000,
    host: 'localhost',
    baseUrl: 'http://localhost:3000',
    dataDir: path.resolve('data'),
    database: { client: 'sqlite', file: path.resolve('data/studenter-spor.sqlite') },
    keyFile: path.resolve('data/keys.json'),
    sessionSecret: undefined,
    mail: {
      smtpUrl: undefined,
      from: 'Studenter spør <ikke-svar@localhost>',
      folder: path.resolve('data/mail'),
    },
    securityContact: 'mailto:sikkerhet@example.no',
    trustProxy: false,
    demo: true,
    retention: { textDays: 90, detailsDays: 60, auditMonths: 24 },
    logLevel: 'info',
  })
})

test('an operator finds every setting in the README, and none that is not there', () => {
  const settings = namesIn('server/config.ts', /^ {2}([A-Z][A-Z_]+): /gm)
  expect(namesIn('README.md', /^\| `([A-Z_]+)`/gm)).toEqual(settings)
  expect(settings).toContain('BASE_URL')
})

test('someone who empties a setting gets the same as someone who never set it', () => {
  expect(readConfig({ PORT: '', BASE_URL: '', DATABASE_URL: '', DEMO: '' })).toEqual(readConfig({}))
})

test('someone who chooses another port is sent to that port', () => {
  expect(readConfig({ PORT: '4123' })).toMatchObject({ port: 4123, baseUrl: 'http://localhost:4123' })
})

test('an operator in production hears about every missing setting at once', () => {
  expect(() => readConfig({ NODE_ENV: 'production' })).toThrow(
    /BASE_URL, KEY_FILE, SESSION_SECRET, SMTP_URL, MAIL_FROM, SECURITY_CONTACT, TRUST_PROXY/,
  )
})

test('an operator in production hears about the one setting that is missing', () => {
  for (const name of [
    'BASE_URL',
    'KEY_FILE',
    'SESSION_SECRET',
    'SMTP_URL',
    'MAIL_FROM',
    'SECURITY_CONTACT',
    'TRUST_PROXY',
  ] as const) {
    expect(() => readConfig({ ...production, [name]: '' })).toThrow(new RegExp(`produksjon: ${name}$`))
  }
})

test('no demonstration content is loaded in production, even when someone asks for it', () => {
  expect(readConfig({ ...production, DEMO: 'true' })).toMatchObject({ production: true, demo: false })
})

test('a base address never ends in a slash', () => {
  expect(readConfig(production).baseUrl).toBe('https://spor.example.no')
})

test('in production the keys lie outside the folder that is backed up', () => {
  for (const inside of ['keys.json', 'deep/down/keys.json', './keys.json', '..keys.json']) {
    const keyFile = path.join(production.DATA_DIR, inside)
    expect(() => readConfig({ ...production, KEY_FILE: keyFile })).toThrow(/utenfor DATA_DIR/)
  }
  for (const outside of [
    '/srv/keys.json',
    '/srv/studenter-spor-keys/keys.json',
    '/srv/studenter-spor.json',
  ]) {
    expect(readConfig({ ...production, KEY_FILE: outside }).keyFile).toBe(outside)
  }
})

test('an operator who misspells several settings hears about each of them, and reads no value', () => {
  const wrong = {
    PORT: 'hemmelig1',
    BASE_URL: 'hemmelig2',
    DATABASE_URL: 'mysql://hemmelig3',
    SESSION_SECRET: 'hemmelig4',
    DEMO: 'hemmelig5',
    LOG_LEVEL: 'hemmelig6',
    NODE_ENV: 'hemmelig7',
  }
  const message = messageOf(() => readConfig(wrong))
  for (const name of Object.keys(wrong)) expect(message).toContain(name)
  expect(message).not.toContain('hemmelig')
})

test('a port outside 1 to 65535 is refused, every one inside is taken', () => {
  const outside = fc.oneof(fc.integer({ max: 0 }), fc.integer({ min: 65_536 }))
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 65_535 }), outside, (right, wrong) => {
      expect(readConfig({ PORT: String(right) }).port).toBe(right)
      expect(() => readConfig({ PORT: String(wrong) })).toThrow(/PORT må være mellom/)
    }),
  )
})

test('the addresses of a proxy are taken as they are, and «everybody» never', () => {
  expect(readConfig({ TRUST_PROXY: '1' }).trustProxy).toBe(1)
  expect(readConfig({ ...production, TRUST_PROXY: '0' }).trustProxy).toBe(0)
  expect(readConfig({ TRUST_PROXY: '10.0.0.1, 10.0.0.2' }).trustProxy).toEqual(['10.0.0.1', '10.0.0.2'])
  for (const everybody of ['true', 'TRUE', 'yes', 'all']) {
    expect(() => readConfig({ TRUST_PROXY: everybody })).toThrow(/TRUST_PROXY/)
  }
})

test('whatever the environment holds, reading it gives settings or a sentence in Norwegian', () => {
  const names = ['PORT', 'HOST', 'BASE_URL', 'DATABASE_URL', 'DEMO', 'TRUST_PROXY', 'SESSION_SECRET']
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), fc.string()), (env) => {
      const message = messageOf(() => readConfig(env))
      expect(message === '' || /må/.test(message)).toBe(true)
    }),
  )
})

function namesIn(file: string, pattern: RegExp): string[] {
  return [...readFileSync(file, 'utf8').matchAll(pattern)].map(([, name = '']) => name).toSorted()
}

function messageOf(act: () => unknown): string {
  try {
    act()
    return ''
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
