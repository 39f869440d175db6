import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shellWord } from '../../scripts/shellWord.ts'
import { anyText } from '../anyText.ts'

/** What a command gets when a line is pasted into a shell. */
function pasted(line: string): string[] {
  const { stdout } = spawnSync('sh', ['-c', `printf '%s\\0' ${line}`], { encoding: 'utf8' })
  return stdout.split('\0').slice(0, -1)
}

test('a path is the same path when the line it stands in is pasted into a shell', () => {
  const path = fc
    .array(
      fc.oneof(fc.constantFrom(' ', "'", '"', '$HOME', '`ls`', '\\', '\n', '*', '~', '&', 'å'), anyText()),
    )
    .map((parts) => parts.join('').replaceAll('\0', ''))
  fc.assert(
    fc.property(fc.array(path, { minLength: 20, maxLength: 40 }), (paths) => {
      expect(pasted(paths.map(shellWord).join(' '))).toEqual(paths)
    }),
    { numRuns: 10 },
  )
})

test('an ordinary path is left as it is', () => {
  const path = '/srv/studenter-spor/backups/2026-11-21T10-00-00.sqlite'
  expect(shellWord(path)).toBe(path)
})
