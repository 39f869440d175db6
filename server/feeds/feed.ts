import { Feed } from 'feed'
import type { PublishedArticle } from '../articles/published.ts'
import { markdownHtml } from '../lib/markdown.ts'
import { startOfDay } from '../lib/oslo.ts'

export type FeedTexts = {
  title: string
  description: string
  kinds: Record<PublishedArticle['kind'], string>
}

/** The newest articles, whole, for Atom and JSON Feed. Dated by the day, as on the pages. */
export function feedOf(articles: PublishedArticle[], baseUrl: string, texts: FeedTexts): Feed {
  const newest = articles[0]
  const feed = new Feed({
    id: `${baseUrl}/`,
    link: `${baseUrl}/`,
    title: texts.title,
    description: texts.description,
    language: 'nb',
    generator: false,
    updated: newest ? startOfDay(newest.publishedOn) : new Date(0),
    feedLinks: { atom: `${baseUrl}/feed.atom`, json: `${baseUrl}/feed.json` },
    author: { name: texts.title, link: `${baseUrl}/` },
  })
  for (const article of articles) {
    const link = `${baseUrl}/artikler/${article.slug}`
    feed.addItem({
      id: link,
      link,
      title: article.title,
      date: startOfDay(article.publishedOn),
      published: startOfDay(article.publishedOn),
      description: article.summary,
      content: contentOf(article),
      category: [{ name: texts.kinds[article.kind], term: article.kind }],
    })
  }
  return feed
}

function contentOf({ question, body }: PublishedArticle): string {
  return (question === null ? '' : quotedHtml(question)) + markdownHtml(body)
}

/** A question is plain text: its paragraphs, and nothing in it is markup. */
function quotedHtml(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const paragraphs = escaped.split(/\n{2,}/).map((one) => `<p>${one.replaceAll('\n', '<br>')}</p>`)
  return `<blockquote>${paragraphs.join('')}</blockquote>`
}
