/** What mail is about, and so who writes it (`jobs/outbox.ts`) and how long it is worth sending. */
export const mailKinds = ['alarm', 'access', 'invitation', 'reset'] as const
export type MailKind = (typeof mailKinds)[number]

/**
 * How long a mail is tried, and the longest wait between two tries. A link to a new password that comes hours after
 * it was asked for frightens; an alarm ends by itself when two have acknowledged the case.
 */
const patience: Record<MailKind, { hours: number; longestWaitMinutes: number }> = {
  alarm: { hours: 24, longestWaitMinutes: 5 },
  access: { hours: 48, longestWaitMinutes: 240 },
  invitation: { hours: 48, longestWaitMinutes: 240 },
  reset: { hours: 1, longestWaitMinutes: 15 },
}

/** What could not be delivered stands on the page for the administrators and the coordinators for so long. */
export const failuresShownDays = 14

export function endOf(kind: MailKind, writtenAt: Date): Date {
  return new Date(writtenAt.getTime() + patience[kind].hours * 3_600_000)
}

/** The next round after the first failure, and then twice as long each time: a minute, two, four, up to the longest. */
export function nextTry(kind: MailKind, attempts: number, now: Date): Date {
  const minutes = attempts <= 1 ? 0 : Math.min(2 ** (attempts - 2), patience[kind].longestWaitMinutes)
  return new Date(now.getTime() + minutes * 60_000)
}

type MailError = { code?: unknown; responseCode?: unknown }

/**
 * Whether the mail itself was refused for good: its address is wrong, or the server said 5xx to it. A server that
 * refuses us (our password, its certificate) says nothing about the mail, which waits.
 */
export function isRefused(error: unknown): boolean {
  const { code, responseCode } = (error ?? {}) as MailError
  if (code !== 'EENVELOPE' && code !== 'EMESSAGE') return false
  return responseCode === undefined || (Number(responseCode) >= 500 && Number(responseCode) < 600)
}

/** The server's number or the code of the error. Never its message: it may repeat the address, or more. */
export function failureOf(error: unknown): string {
  const { code, responseCode } = (error ?? {}) as MailError
  if (typeof responseCode === 'number' && responseCode > 0) return String(responseCode)
  return typeof code === 'string' && /^E[A-Z]{2,20}$/.test(code) ? code : 'unknown'
}
