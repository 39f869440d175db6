import type { Label } from './portions.ts'

export type Level = 'alarm' | 'look' | null
export type Thresholds = { alarm: number; alarmAfterPhrase: number; look: number }
/** A line of a left-out portion, as the model of the others scored it. */
export type Judged = { label: Label; score: number; hasPhrase: boolean }

/**
 * What each mistake costs, in false alarms: two people who click «falsk alarm». Somebody in danger whom nobody hears
 * costs twenty of them; seen the same day, six, for the night may be too long. Help lines that nobody needed stand
 * calmly on the page, and a look too many makes the others wait.
 */
const costs: Record<Label, Record<'alarm' | 'look' | 'none', number>> = {
  alarm: { alarm: 0, look: 6, none: 20 },
  look: { alarm: 0.5, look: 0, none: 5 },
  near: { alarm: 1, look: 0.4, none: 0 },
  plain: { alarm: 1, look: 0.4, none: 0 },
}

/** How many of a hundred questions are of each kind when the service is in use; the portions have far more danger. */
const shares: Record<Label, number> = { alarm: 2, look: 3, near: 10, plain: 85 }

/** The thresholds that cost least over these lines. A phrase of the list is always a reason to look. */
export function cheapestThresholds(judged: Judged[]): Thresholds {
  const heard = judged.filter(({ hasPhrase }) => hasPhrase)
  const others = judged.filter(({ hasPhrase }) => !hasPhrase)
  const perLine = weightsOf(judged)
  const costAt = (lines: Judged[], alarm: number, look: number) =>
    lines.reduce((sum, { label, score }) => {
      const level = score >= alarm ? 'alarm' : score >= look ? 'look' : 'none'
      return sum + perLine[label] * costs[label][level]
    }, 0)
  const alarm = cheapest(others, (at) => costAt(others, at, -Infinity))
  const look = cheapest(others, (at) => costAt(others, Math.max(alarm, at), at))
  const alarmAfterPhrase = cheapest(heard, (at) => costAt(heard, at, -Infinity))
  return { alarm, alarmAfterPhrase: Math.min(alarm, alarmAfterPhrase), look: Math.min(alarm, look) }
}

export function levelOf({ score, hasPhrase }: Judged, { alarm, alarmAfterPhrase, look }: Thresholds): Level {
  if (score >= (hasPhrase ? alarmAfterPhrase : alarm)) return 'alarm'
  return hasPhrase || score >= look ? 'look' : null
}

function cheapest(lines: Judged[], costOf: (at: number) => number): number {
  let [best, least] = [Infinity, Infinity]
  for (const { score } of lines) {
    const cost = costOf(score)
    if (cost < least || (cost === least && score > best)) [best, least] = [score, cost]
  }
  return best
}

/** So that each label weighs as its share, however many lines of it there are. */
function weightsOf(judged: Judged[]): Record<Label, number> {
  const weightOf = (label: Label) =>
    shares[label] / Math.max(1, judged.filter((each) => each.label === label).length)
  return {
    alarm: weightOf('alarm'),
    look: weightOf('look'),
    near: weightOf('near'),
    plain: weightOf('plain'),
  }
}
