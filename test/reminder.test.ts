import { expect, test } from 'vitest'
import { aQuestion, ask, codeIn, textOf } from './asking.ts'
import type { Reply } from './client.ts'
import { openHouse } from './house.ts'

test('she can put a reminder in her calendar that tells nobody what it is about', async () => {
  const house = await openHouse()
  const reply = await ask(house.visitor)
  const lines = calendarIn(reply)
  expect(lines).toContain('SUMMARY:Sjekk svar')
  expect(lines).toContain('DTSTART;VALUE=DATE:20261127')
  expect(lines).toContain('DTEND;VALUE=DATE:20261128')
  expect(lines).toContain('CLASS:PRIVATE')
  const all = lines.join('\n')
  const [first, second] = codeIn(reply)?.split('-') ?? []
  expect(all.replaceAll('-', '').toUpperCase()).not.toContain(`${first}${second}`)
  expect(all).not.toMatch(/http|spør|spor|student|kvittering|anonym|127\.0\.0\.1/i)
  // Nor when she asked.
  expect(all).not.toContain('20261120')
})

test('the reminder comes when answers usually do', async () => {
  const house = await openHouse()
  for (const days of [2, 3, 4, 5, 6]) {
    const at = (before: number) => new Date(house.deps.now().getTime() - before * 86_400_000).toISOString()
    await house.given.receivedQuestion({ status: 'answered', receivedAt: at(days), answeredAt: at(0) })
  }
  const reply = await ask(house.visitor)
  expect(calendarIn(reply)).toContain('DTSTART;VALUE=DATE:20261124')
  expect(textOf(reply)).toContain('«Sjekk svar» 24. november 2026')
})

test('no two reminders are named alike', async () => {
  const house = await openHouse()
  const named = async () => calendarIn(await ask(house.visitor)).find((line) => line.startsWith('UID:'))
  expect(await named()).not.toBe(await named())
})

test('she may ask in three languages, and whoever sorts sees which', async () => {
  const house = await openHouse()
  expect((await house.visitor.get('/spor')).text).toContain('lang="en">You can ask in English')
  const moderator = await house.signInAs('moderator')
  for (const [language, name, question] of [
    ['nb', 'bokmål', aQuestion.question],
    ['nn', 'nynorsk', 'Eg får ikkje sova før eksamen. Kva kan eg gjera?'],
    ['en', 'engelsk', 'I cannot sleep before my exams. What can I do?'],
  ] as const) {
    await ask(house.visitor, { language, question: String(question) })
    const intake = (await moderator.get('/redaksjon/mottak')).text
    const id = [...intake.matchAll(/href="\/redaksjon\/sporsmal\/([\w-]+)"/g)].map(([, one]) => one)
    const pages = await Promise.all(id.map((one) => moderator.get(`/redaksjon/sporsmal/${one}`)))
    const page = pages.find(({ text }) => text.includes(String(question)))
    expect(page && textOf(page)).toContain(name)
    if (language !== 'nb') expect(page?.text).toContain(`lang="${language}"`)
  }
})

function calendarIn({ text }: Reply): string[] {
  const address = /href="data:text\/calendar;charset=utf-8,([^"]+)" download="paaminnelse\.ics"/.exec(
    text,
  )?.[1]
  return decodeURIComponent(address ?? '').split('\r\n')
}
