export type Topic = {
  slug: string
  name: string
  description: string
  /** The slug of the topic that this is a subtopic of, or null. */
  parent: string | null
  /** An answer here needs the approval of a health professional. */
  isHealth: boolean
}

/** Main topics, each followed by its subtopics, as one list to choose from. */
export function topicChoices(topics: Topic[]): { value: string; label: string }[] {
  return topics
    .filter(({ parent }) => parent === null)
    .flatMap((main) => [
      { value: main.slug, label: main.name },
      ...topics
        .filter(({ parent }) => parent === main.slug)
        .map(({ slug, name }) => ({ value: slug, label: `${main.name}: ${inSentence(name)}` })),
    ])
}

/** A name inside a sentence: «søvn» of «Søvn», but «ADHD og studieteknikk» as it is. */
export function inSentence(name: string): string {
  return /^\p{Lu}\p{Lu}/u.test(name) ? name : name.slice(0, 1).toLocaleLowerCase('nb') + name.slice(1)
}
