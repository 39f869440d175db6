import { expect, test } from 'vitest'
import { problemsOf } from './lookAt.ts'
import { deskLooks } from './looks.ts'

test('every page of staff at their desks is valid and for everyone, light and dark, small and large', async () => {
  expect(await problemsOf(deskLooks)).toEqual([])
}, 900_000)
