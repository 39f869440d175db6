import type { Request, RequestHandler, Response } from 'express'
import type { Deps } from '../deps.ts'
import type { Dictionary } from '../i18n/dictionary.ts'
import type { QuestionCommand } from '../questions/changeStore.ts'
import type { Question } from '../questions/question.ts'
import { parseForm, type FieldError, type RawForm, type Schema, type ValuesOf } from '../web/forms.ts'
import { textsOf } from '../web/views.ts'
import { questionFor, stepOf, type QuestionAction } from './questionOpening.ts'

/** A form that came back with something to correct: its address, what was written, and what is wrong. */
export type Correction = { form: string; raw: RawForm; errors: FieldError[] }

/** Shows the page of a question, with the form that has to be corrected when there is one. */
export type ShowQuestion = (
  deps: Deps,
  req: Request,
  res: Response,
  question: Question,
  correction?: Correction,
) => Promise<void>

type Done<Values> = {
  question: Question
  step: QuestionCommand
  values: Values
  /** A text of hers, as it is stored. */
  note: (text: string) => { id: string; text: string }
  res: Response
}

type Asked<Form extends Schema> = {
  name: string
  may: QuestionAction
  form: (t: Dictionary) => Form | Promise<Form>
  show: ShowQuestion
}

/**
 * What a person does to a question with a form of its page: who may, what is asked, what is done, and the page
 * that comes after it. What she has to correct is shown on the question's page. `name` is the form's address.
 */
export function formStep<Form extends Schema>(
  deps: Deps,
  { name, may, form, show }: Asked<Form>,
  act: (done: Done<ValuesOf<Form>>) => Promise<string>,
): RequestHandler {
  return async (req: Request, res: Response) => {
    const question = await questionFor(deps, req, res, may)
    const parsed = parseForm(textsOf(res), await form(textsOf(res)), req.body)
    if (!parsed.ok) return show(deps, req, res, question, { form: name, ...parsed })
    const note = (text: string) => ({ id: deps.newId(), text })
    const next = await act({
      question,
      step: stepOf(deps, res, question),
      values: parsed.values,
      note,
      res,
    })
    res.redirect(303, next)
  }
}
