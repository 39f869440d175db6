import type { Db } from '../db/open.ts'
import { allProfessions, allSamskipnader, type Profession, type Samskipnad } from '../samskipnader/store.ts'
import { allTopics } from '../topics/store.ts'
import type { Topic } from '../topics/topic.ts'
import type { Question } from './question.ts'

/** What codes are called on the pages of the desk. */
export type Names = {
  topics: Map<string, string>
  professions: Map<string, string>
  samskipnader: Map<string, string>
  campuses: Map<string, string>
}

export async function loadNames(db: Db): Promise<Names> {
  return namesIn(await allTopics(db), await allProfessions(db), await allSamskipnader(db))
}

export function namesIn(topics: Topic[], professions: Profession[], samskipnader: Samskipnad[]): Names {
  const campuses = samskipnader.flatMap((samskipnad) => samskipnad.campuses)
  return {
    topics: new Map(topics.map(({ slug, name }) => [slug, name])),
    professions: new Map(professions.map(({ code, name }) => [code, name])),
    samskipnader: new Map(samskipnader.map(({ code, name }) => [code, shortName(name)])),
    campuses: new Map(campuses.map(({ code, name }) => [code, name])),
  }
}

export function topicName(names: Names, question: Question): string | undefined {
  return question.topic === null ? undefined : (names.topics.get(question.topic) ?? question.topic)
}

/** «SiO» of «SiO – Studentsamskipnaden i Oslo og Akershus». */
function shortName(name: string): string {
  return name.split(' – ')[0] ?? name
}
