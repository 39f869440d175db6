import { Router, type Response } from 'express'
import { actorOf, allow } from '../access/guard.ts'
import type { Deps } from '../deps.ts'
import { notFound } from '../errors.ts'
import { slugOf } from '../lib/slug.ts'
import { addTopic, allTopics, changeTopic } from '../topics/store.ts'
import { parseForm, rawForm, type FieldError, type RawForm } from '../web/forms.ts'
import { textsOf } from '../web/views.ts'
import { newTopicForm, topicForm } from './topicForms.ts'

const list = '/redaksjon/admin/temaer'
const manage = allow('manage_accounts')

/** Adding topics and subtopics, and changing their words. An address that is in use never changes. */
export function topicAdminRoutes(deps: Deps): Router {
  const router = Router()

  router.get(list, manage, (_req, res) => showTopics(deps, res))

  router.post(list, manage, async (req, res) => {
    const topics = await allTopics(deps.db)
    const parents = topics.filter(({ parent }) => parent === null)
    const slugs = parents.map(({ slug }) => slug)
    const form = parseForm(textsOf(res), (t) => newTopicForm(t, slugs), req.body)
    if (!form.ok) return showTopics(deps, res.status(422), form.raw, form.errors)

    const { navn: name, beskrivelse: description, under: parent, helse } = form.values
    const isHealth = parents.find(({ slug }) => slug === parent)?.isHealth ?? helse
    const topic = { slug: slugOf(name), name, description, parent, isHealth }
    if (!(await addTopic(deps.db, topic, { by: actorOf(res).id, now: deps.now() }))) {
      const errors = [{ field: 'navn', message: textsOf(res).admin.errors.taken }]
      return showTopics(deps, res.status(422), rawForm(req.body), errors)
    }
    res.redirect(303, list)
  })

  router.get(`${list}/:slug`, manage, async (req, res) => {
    const topic = await topicAt(deps, req.params.slug as string)
    const values = { navn: topic.name, beskrivelse: topic.description }
    deps.render(res, 'admin/topic', { topic, values, errors: [] })
  })

  router.post(`${list}/:slug`, manage, async (req, res) => {
    const topic = await topicAt(deps, req.params.slug as string)
    const form = parseForm(textsOf(res), topicForm, req.body)
    if (!form.ok) {
      return deps.render(res.status(422), 'admin/topic', { topic, values: form.raw, errors: form.errors })
    }
    const { navn: name, beskrivelse: description, var_navn, var_beskrivelse } = form.values
    const before = { name: var_navn, description: var_beskrivelse }
    const doing = { by: actorOf(res).id, now: deps.now() }
    await changeTopic(deps.db, topic.slug, before, { name, description }, doing)
    res.redirect(303, list)
  })

  return router
}

async function showTopics(deps: Deps, res: Response, values: RawForm = {}, errors: FieldError[] = []) {
  const topics = await allTopics(deps.db)
  const groups = topics
    .filter(({ parent }) => parent === null)
    .map((topic) => ({ ...topic, subtopics: topics.filter(({ parent }) => parent === topic.slug) }))
  deps.render(res, 'admin/topics', { groups, values, errors })
}

async function topicAt(deps: Deps, slug: string) {
  const topic = (await allTopics(deps.db)).find((one) => one.slug === slug)
  if (!topic) throw notFound()
  return topic
}
