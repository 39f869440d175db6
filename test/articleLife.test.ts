import { expect, test } from 'vitest'
import { findArticle } from '../server/articles/store.ts'
import { findQuestion } from '../server/questions/store.ts'
import { openHouse } from './house.ts'

test('a question that is answered and approved becomes an article that readers can find', async () => {
  const house = await openHouse()
  const article = await house.given.publishedArticle({ title: 'Hvordan sove før eksamen?' })
  expect(article).toMatchObject({ status: 'published', slug: 'hvordan-sove-for-eksamen' })
  expect(await findArticle(house.deps.db, article.id)).toEqual(article)
  const question = await findQuestion(house.deps.db, article.questionId ?? '')
  expect(question).toMatchObject({ status: 'answered', answeredBy: 'article', holder: null })
})

test('two articles with the same title get addresses of their own, and a title of signs gets one too', async () => {
  const house = await openHouse()
  const slugs: (string | null)[] = []
  for (const title of ['Hei', 'Hei', '???', '???', 'hei!']) {
    slugs.push((await house.given.publishedArticle({ title, kind: 'artikkel', topic: 'studier' })).slug)
  }
  expect(slugs).toEqual(['hei', 'hei-2', 'artikkel', 'artikkel-2', 'hei-3'])
})
