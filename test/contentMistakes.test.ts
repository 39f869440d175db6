import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readArticles } from '../server/articles/store.ts'
import { importReference } from '../server/import/reference.ts'
import { tallyOf } from '../server/import/tally.ts'
import { allTopics } from '../server/topics/store.ts'
import { changeEntry, copyOfContent, run, slug } from './contentFiles.ts'
import { openHouse } from './house.ts'

test('a mistake in a file is told with file, entry and field', async () => {
  const house = await openHouse()
  const mistakes: [change: (folder: string) => void, sentence: RegExp][] = [
    [
      (folder) => changeEntry(folder, slug, { title: '' }),
      /articles\.json\n.*fem-kjaerlighetssprak.*title er tom/,
    ],
    [(folder) => changeEntry(folder, slug, { topic: 'finnes-ikke' }), /temaet «finnes-ikke» finnes ikke/],
    [
      (folder) => changeEntry(folder, slug, { kind: 'notis' }),
      /kind må være en av: svar, artikkel, studentartikkel/,
    ],
    [(folder) => changeEntry(folder, slug, { kind: 'svar' }), /fem-kjaerlighetssprak.*skal ha et spørsmål/],
    [
      (folder) => changeEntry(folder, slug, { question: 'Hva?' }),
      /fem-kjaerlighetssprak.*skal ha et spørsmål/,
    ],
    [(folder) => changeEntry(folder, slug, { publishedOn: '14.2.2022' }), /publishedOn har feil form \(dato/],
    [(folder) => changeEntry(folder, slug, { tittel: 'x' }), /fem-kjaerlighetssprak\): ukjent felt: tittel/],
    [(folder) => changeEntry(folder, slug, { summary: undefined }), /summary mangler/],
    [
      (folder) => changeEntry(folder, slug, { slug: 'a-tvile-pa-parforholdet' }),
      /«a-tvile.*» står flere ganger/,
    ],
    [
      (folder) => rmSync(path.join(folder, `articles/${slug}.md`)),
      /articles\/fem-kjaerlighetssprak\.md\n.*finnes ikke/,
    ],
    [
      (folder) => writeFileSync(path.join(folder, `articles/${slug}.md`), ' \n'),
      /fem-kjaerlighetssprak\.md\n.*tom/,
    ],
    [(folder) => writeFileSync(path.join(folder, 'topics.json'), '[{'), /topics\.json\n.*ikke gyldig JSON/],
    [
      (folder) => writeFileSync(path.join(folder, 'most-read-2022.json'), '{}'),
      /most-read-2022\.json\n.*year mangler/,
    ],
  ]
  for (const [change, sentence] of mistakes) {
    const folder = copyOfContent()
    change(folder)
    await expect(run(house, folder)).rejects.toThrow(sentence)
  }
})

test('when one article cannot be read none of them comes in', async () => {
  const house = await openHouse()
  const folder = copyOfContent()
  changeEntry(folder, 'studietips-til-deg-med-adhd', { topic: 'finnes-ikke' })
  await expect(run(house, folder)).rejects.toThrow(/content\/articles\.json/)
  expect(await readArticles(house.deps.db, (query) => query)).toEqual([])
})

test('a broken list of samskipnader leaves the topics as they were, too', async () => {
  const house = await openHouse()
  const before = await allTopics(house.deps.db)
  const folder = copyOfContent()
  changeEntry(folder, 'psykisk-helse', { name: 'Et annet navn' }, 'topics.json')
  writeFileSync(path.join(folder, 'samskipnader.json'), '[{ "code": "sit" }]')
  await expect(importReference(house.deps.db, folder)).rejects.toThrow(
    /samskipnader\.json\n.*\(sit\).*name mangler/,
  )
  expect(await allTopics(house.deps.db)).toEqual(before)
})

test('a new name of a topic is counted as one change', async () => {
  const house = await openHouse()
  const folder = copyOfContent()
  changeEntry(folder, 'psykisk-helse', { name: 'Et annet navn' }, 'topics.json')
  const { topics } = await importReference(house.deps.db, folder)
  expect(topics).toMatchObject({ added: 0, updated: 1 })
})

test('whatever a file holds, the import says in Norwegian which file it was', async () => {
  const house = await openHouse()
  const folder = copyOfContent()
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (value) => {
      if (Array.isArray(value) && value.length === 0) return
      writeFileSync(path.join(folder, 'help-lines.json'), JSON.stringify(value))
      await expect(importReference(house.deps.db, folder)).rejects.toThrow(
        /^content\/help-lines\.json\n {2}\S/,
      )
    }),
    { numRuns: 50 },
  )
})

test('a tally counts each outcome once', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('added', 'updated', 'unchanged', 'kept')), (outcomes) => {
      const tally = tallyOf(outcomes)
      const told = Object.entries(tally).flatMap(([outcome, count]) => Array<string>(count).fill(outcome))
      expect(told.toSorted()).toEqual(outcomes.toSorted())
    }),
  )
})
