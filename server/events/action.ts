/** What changes something that readers see: it raises the version of the site. */
const publicActions = [
  'account_changed',
  'samskipnad_added',
  'samskipnad_renamed',
  'campus_added',
  'campus_renamed',
  'topic_added',
  'topic_changed',
  'help_line_added',
  'help_line_changed',
  'help_line_retired',
  'help_line_restored',
  'profession_added',
  'profession_changed',
  'article_published',
  'article_unpublished',
  'article_imported',
] as const

/** What readers see nothing of. */
const innerActions = [
  'account_created',
  'account_invited',
  'invitation_accepted',
  'roles_changed',
  'account_deactivated',
  'account_reactivated',
  'access_notices_seen',
  'signed_in',
  'signed_out',
  'signed_out_everywhere',
  'sign_in_failed',
  'identity_confirmed',
  'password_changed',
  'password_reset_requested',
  'password_reset',
  'second_factor_enrolled',
  'second_factor_reset',
  'recovery_code_used',
  'recovery_codes_replaced',
  'audit_verified',
  'log_exported',
  'articles_exported',
  'desk_opened',
  'intake_opened',
  'question_submitted',
  'question_read',
  'question_glimpsed',
  'question_triaged',
  'question_rejected',
  'details_requested',
  'details_given',
  'question_assigned',
  'question_claimed',
  'question_declined',
  'question_given_back',
  'question_conflicted',
  'offer_expired',
  'lease_expired',
  'offer_withdrawn',
  'question_released',
  'question_left_in_review',
  'answer_started',
  'answer_taken_over',
  'question_sent_to_review',
  'question_returned',
  'question_recalled',
  'question_approved',
  'question_answered',
  'question_withdrawn',
  'question_expired',
  'question_texts_deleted',
  'article_started',
  'article_left',
  'article_taken_over',
  'article_saved',
  'article_submitted',
  'article_recalled',
  'article_returned',
  'article_approved',
  'article_delivered',
  'urgent_raised',
  'urgent_renewed',
  'urgent_lowered',
  'urgent_ended',
  'urgent_alerted_1',
  'urgent_alerted_2',
  'urgent_alerted_3',
  'urgent_alerted_later',
  'urgent_acknowledged',
  'urgent_unacknowledged',
  'urgent_decided_avert',
  'urgent_decided_emergency',
  'urgent_decided_child',
  'duty_added',
  'duty_removed',
  'help_line_confirmed',
  'protection_raised',
  'protection_lowered',
] as const

/**
 * Everything that is recorded in the log, and nothing else is. A new action is sorted by where it is written down.
 * Its Norwegian name: `admin.log.actions`.
 */
export const eventActions = [...publicActions, ...innerActions] as const

export type EventAction = (typeof eventActions)[number]

const raising: ReadonlySet<EventAction> = new Set(publicActions)

export function changesSite(action: EventAction): boolean {
  return raising.has(action)
}

type Timed = { at: string; actor: string | null }

/** What an asker did: of that only the hour is known, wherever in the log it stands. */
export function isKnownToTheHour({ at, actor }: Timed): boolean {
  return actor === null && at.endsWith(':00:00.000Z')
}

/** «21. november 2026 kl. 14.05», or «kl. 14–15» when nobody knows more. */
export function timeOf(dates: Dates, event: Timed): string {
  return isKnownToTheHour(event) ? dates.hour(event.at) : dates.time(event.at)
}

type Dates = Record<'hour' | 'time', (iso: string) => string>
