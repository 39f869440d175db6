/** Who points at whom. What is pointed at has an entry of its own. */
export type Arrows = ReadonlyMap<string, ReadonlySet<string>>

/** The members that can be reached from themselves. */
export function inCircles(arrows: Arrows): string[] {
  return [...arrows.keys()].filter((from) => reach(arrows, from).has(from))
}

function reach(arrows: Arrows, from: string, seen = new Set<string>()): Set<string> {
  for (const to of arrows.get(from) ?? []) {
    if (seen.has(to)) continue
    seen.add(to)
    reach(arrows, to, seen)
  }
  return seen
}

/** The longest way along the arrows, both ends counted. Only where there are no circles does it end. */
export function longestChain(arrows: Arrows): string[] {
  const known = new Map<string, string[]>()
  const chainFrom = (from: string): string[] => {
    const chain = known.get(from) ?? [from, ...longest([...(arrows.get(from) ?? [])].map(chainFrom))]
    known.set(from, chain)
    return chain
  }
  return longest([...arrows.keys()].map(chainFrom))
}

function longest(chains: string[][]): string[] {
  return chains.reduce((best, chain) => (chain.length > best.length ? chain : best), [])
}

/** The same arrows between the groups that the members are in; members without a group are left out. */
export function between(arrows: Arrows, groupOf: (member: string) => string | undefined): Arrows {
  const groups = new Map<string, Set<string>>()
  for (const [from, tos] of arrows) {
    const group = groupOf(from)
    if (group === undefined) continue
    const reached = groups.get(group) ?? new Set()
    for (const to of [...tos].map(groupOf)) if (to !== undefined && to !== group) reached.add(to)
    groups.set(group, reached)
  }
  return groups
}
