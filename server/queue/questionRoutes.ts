import { Router } from 'express'
import type { Deps } from '../deps.ts'
import { questionFor } from '../access/questionOpening.ts'
import { showQuestion } from './questionPage.ts'

export function questionRoutes(deps: Deps): Router {
  return Router().get('/redaksjon/sporsmal/:id', async (req, res) => {
    const question = await questionFor(deps, req, res, 'read_question')
    await showQuestion(deps, req, res, question)
  })
}
