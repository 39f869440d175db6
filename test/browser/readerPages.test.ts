import { expect, test } from 'vitest'
import { problemsOf } from './lookAt.ts'
import { readerLooks } from './looks.ts'

test('every page of readers is valid and for everyone, light and dark, small and large', async () => {
  expect(await problemsOf(readerLooks)).toEqual([])
}, 900_000)
