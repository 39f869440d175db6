export type Topic = {
  slug: string
  name: string
  description: string
  /** The slug of the topic that this is a subtopic of, or null. */
  parent: string | null
  /** An answer here needs the approval of a health professional. */
  isHealth: boolean
}
