import { addDays } from '../lib/oslo.ts'

export type HelpLine = {
  slug: string
  name: string
  /** Null for a chat. Spaces as people read it; `telOf` gives the address. */
  number: string | null
  url: string | null
  hours: string
  kind: 'akutt' | 'samtale' | 'vold' | 'barn' | 'rus' | 'etterlatte'
  description: string
  source: string
  /** The Oslo day somebody last checked number and hours, or null when nobody has. */
  confirmedOn: string | null
}

const confirmedForDays = 90

/** Numbers and hours change: after 90 days the staff is asked to confirm again (research, Crisis lines). */
export function needsConfirming(line: HelpLine, today: string): boolean {
  return line.confirmedOn === null || addDays(line.confirmedOn, confirmedForDays) < today
}
