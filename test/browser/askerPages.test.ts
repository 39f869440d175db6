import { expect, test } from 'vitest'
import { problemsOf } from './lookAt.ts'
import { askerLooks } from './looks.ts'

test('every page of askers is valid and for everyone, light and dark, small and large', async () => {
  expect(await problemsOf(askerLooks)).toEqual([])
}, 900_000)
