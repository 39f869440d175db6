import { expect, test } from 'vitest'
import type { ArticleKind, RevisionStatus } from '../../server/articles/article.ts'
import { eventActions, type EventAction } from '../../server/events/action.ts'
import type { HelpLine } from '../../server/help/helpLine.ts'
import { dictionaries } from '../../server/i18n/dictionary.ts'
import {
  ageBands,
  genders,
  languages,
  questionStatuses,
  type QuestionStatus,
} from '../../server/questions/question.ts'
import type { IdentifyingKind } from '../../server/screening/identifyingKind.ts'
import { checkItems, type AlertLevel, type CheckItem } from '../../server/urgent/urgentCase.ts'

const { admin, help, history, queue, receipt, screening, urgent, writing } = dictionaries.nb

// The dictionary knows no noun: that each of its words has a text is for the compiler to see here.
admin.log.actions satisfies Record<EventAction, string>
history.phrases satisfies Partial<Record<EventAction, string>>
writing.stages satisfies Record<RevisionStatus | 'unpublished' | 'delivered' | 'editing', string>
writing.untitled satisfies Record<ArticleKind, string>
help.groups satisfies Record<HelpLine['kind'], string>
screening.kinds satisfies Record<IdentifyingKind, string>
receipt.statuses satisfies Record<QuestionStatus, object>
urgent.checklist.items satisfies Record<CheckItem, object>
const levels = [0, 1, 2, 3] satisfies AlertLevel[]

test('whatever a question can be has a name, and no name is left over', () => {
  expect(Object.keys(queue.statuses).toSorted()).toEqual(questionStatuses.toSorted())
  expect(Object.keys(receipt.statuses).toSorted()).toEqual(questionStatuses.toSorted())
  expect(Object.keys(queue.ages).toSorted()).toEqual(ageBands.toSorted())
  expect(Object.keys(queue.genders).toSorted()).toEqual(genders.toSorted())
  expect(Object.keys(queue.languages).toSorted()).toEqual(languages.toSorted())
  expect(Object.keys(urgent.checklist.items).toSorted()).toEqual(checkItems.toSorted())
})

test('an administrator reads in the log a Norwegian name of everything that is recorded', () => {
  expect(Object.keys(admin.log.actions).toSorted()).toEqual(eventActions.toSorted())
})

test('an alarm says of every level why it came', () => {
  const texts = levels.map((level) => urgent.mail.text(level, [], { rest: 0, intake: '' }))
  expect(new Set(texts).size).toBe(levels.length)
})
