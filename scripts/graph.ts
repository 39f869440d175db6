/**
 * Prints the shape of `server/`: its rooms (folders) with files and lines and what each imports, the circles, and the
 * longest chains of rooms and of files.
 *
 *     npm run graph
 *     npm run graph -- 9   says only, with exit code 1, when a chain of rooms is longer than that
 */
import { readFileSync } from 'node:fs'
import { cruise, type IModule } from 'dependency-cruiser'
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import { between, inCircles, longestChain, type Arrows } from './graph/arrows.ts'

const [most] = process.argv.slice(2)
const modules = await readModules()
const lines = new Map(
  modules.map(({ source }) => [source, readFileSync(source, 'utf8').split('\n').length - 1]),
)
const byValue = arrowsOf(({ dependencyTypes }) => !dependencyTypes.includes('type-only'))
const withTypes = arrowsOf(() => true)
const rooms = between(withTypes, roomOf)

if (most === undefined) {
  printRooms()
  printFiles()
  console.log(
    `circles: rooms ${inCircles(rooms).join(' ') || 0}, files ${inCircles(withTypes).join(' ') || 0}`,
  )
  console.log(`longest chain of rooms by value: ${chainOf(between(byValue, roomOf)).told}`)
  console.log(`longest chain of rooms with types: ${chainOf(rooms).told}`)
  console.log(`longest chain of files by value: ${chainOf(byValue).told}`)
  console.log(`longest chain of files with types: ${chainOf(withTypes).told}`)
} else if (!(chainOf(rooms).length <= Number(most))) {
  console.error(`The longest chain of rooms may be ${most}, and is ${chainOf(rooms).told}`)
  process.exitCode = 1
}

async function readModules(): Promise<IModule[]> {
  const { output } = await cruise(['server'], await extractOptions('./scripts/depcruise.json'))
  if (typeof output === 'string') throw new Error('dependency-cruiser gave a text.')
  return output.modules.filter(({ source }) => source.startsWith('server/'))
}

function arrowsOf(counts: (dependency: IModule['dependencies'][number]) => boolean): Arrows {
  const inside = new Set(modules.map(({ source }) => source))
  return new Map(
    modules.map(({ source, dependencies }) => {
      const counted = dependencies.filter(counts).map(({ resolved }) => resolved)
      return [source, new Set(counted.filter((file) => inside.has(file)))]
    }),
  )
}

/** The folder of a file; the files on top (`app.ts`, `errors.ts`) are in no room. */
function roomOf(file: string): string | undefined {
  return /^server\/(.+?)\//.exec(file)?.[1]
}

function printRooms() {
  for (const [room, imports] of [...rooms].toSorted(([one], [other]) => one.localeCompare(other))) {
    const sizes = [...lines].filter(([file]) => roomOf(file) === room).map(([, size]) => size)
    const count = `${sizes.length} files ${sizes.reduce((sum, size) => sum + size, 0)} lines`
    console.log(`${room.padEnd(13)} ${count.padEnd(21)} → ${[...imports].toSorted().join(' ')}`)
  }
}

function printFiles() {
  const sizes = [...lines.values()].toSorted((one, other) => one - other)
  const at = (share: number) => sizes[Math.floor((sizes.length - 1) * share)]
  console.log(`\n${sizes.length} files, median ${at(0.5)} lines, p95 ${at(0.95)}`)
}

function chainOf(arrows: Arrows): { length: number; told: string } {
  if (inCircles(arrows).length > 0) return { length: Infinity, told: 'endless' }
  const chain = longestChain(arrows)
  return {
    length: chain.length,
    told: `${chain.length} (${chain.join(' → ').replaceAll('server/', '')})`,
  }
}
