import { expect, test } from 'vitest'
import { openHouse, type House } from '../house.ts'
import { newColleague, password } from '../staff.ts'

const addresses = { known: 'kari@example.no', closed: 'lukket@example.no', unknown: 'ingen@example.no' }

async function houseWithStaff() {
  const house = await openHouse()
  await newColleague(house, { email: addresses.known })
  const closed = await newColleague(house, { email: addresses.closed })
  await house.deps.db('accounts').where({ id: closed }).update({ is_active: 0 })
  return house
}

/** What the database is asked to do, until it has been left alone for a while: the answer is sent long before. */
async function workOf(house: House, deed: () => Promise<unknown>): Promise<string[]> {
  const work: string[] = []
  const note = ({ sql }: { sql: string }) => void work.push(kindOf(sql))
  house.deps.db.on('query', note)
  await deed()
  for (let seen = -1; seen !== work.length;) {
    seen = work.length
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  house.deps.db.removeListener('query', note)
  return work
}

/** «select accounts», «insert events», «COMMIT;»: not how a list of ids happens to be written. */
function kindOf(sql: string): string {
  const [verb = ''] = sql.split(' ')
  return `${verb} ${sql.match(/(?:from|into|update|join) [`"](\w+)[`"]/)?.[1] ?? ''}`.trim()
}

test('a failed sign-in is the same work before and after the answer, whether the address has an account or not', async () => {
  const house = await houseWithStaff()
  const attempt = (epost: string) => () =>
    house.visitor.post('/redaksjon/inn', { epost, passord: 'en helt annen setning' })
  const known = await workOf(house, attempt(addresses.known))
  expect(known.filter((one) => one === 'insert events')).toHaveLength(1)
  expect(await workOf(house, attempt(addresses.unknown))).toEqual(known)
  expect(await workOf(house, attempt(addresses.closed))).toEqual(known)
})

test('asking for a new password is the same work for every address, and nothing is left for after the answer', async () => {
  const house = await houseWithStaff()
  const ask = (epost: string) => () => house.visitor.post('/redaksjon/glemt', { epost })
  const known = await workOf(house, ask(addresses.known))
  expect(known.filter((one) => one.startsWith('insert'))).toEqual(['insert outbox'])
  expect(await workOf(house, ask(addresses.unknown))).toEqual(known)
  expect(await workOf(house, ask(addresses.closed))).toEqual(known)
  expect(house.mails).toEqual([])
})

test('when the links are made, the disk is written to as often, whoever was asked for', async () => {
  const house = await houseWithStaff()
  const commits = async (epost: string) => {
    await house.visitor.post('/redaksjon/glemt', { epost })
    const work = await workOf(house, () => house.post())
    return work.filter((one) => one.startsWith('COMMIT')).length
  }
  expect([
    await commits(addresses.known),
    await commits(addresses.unknown),
    await commits(addresses.closed),
  ]).toEqual([2, 2, 2])
  expect(house.mails.map(({ to }) => to)).toEqual([addresses.known])
  expect(await house.deps.db('outbox').select('*')).toEqual([])
})

test('the log tells of guessing at addresses that nobody has, and names none of them', async () => {
  const house = await houseWithStaff()
  await house.visitor.post('/redaksjon/inn', { epost: addresses.unknown, passord: password })
  const failures = () =>
    house.deps.db('events').where({ action: 'sign_in_failed' }).select('actor', 'subject')
  await expect.poll(failures).toEqual([{ actor: null, subject: null }])
  const admin = await house.signInAs('administrator')
  const page = await admin.get('/redaksjon/admin/logg')
  expect(page.text).toContain('Mislykket innlogging')
  expect(page.text).not.toContain('ingen@')
})
