import { Feed } from 'feed'
import type { PublishedArticle } from '../articles/published.ts'
import { markdownHtml } from '../lib/markdown.ts'
import { startOfDay } from '../lib/oslo.ts'

export type FeedTexts = {
  title: string
  description: string
  kinds: Record<PublishedArticle['kind'], string>
}

/** The newest articles, whole. Dated by the day, as on the pages. */
export function atomFeed(articles: PublishedArticle[], baseUrl: string, texts: FeedTexts): string {
  // Titles and summaries stand in Atom as HTML, in JSON Feed as plain text.
  return xmlSafe(feedOf(articles, baseUrl, texts, escaped).atom1())
}

export function jsonFeed(articles: PublishedArticle[], baseUrl: string, texts: FeedTexts): string {
  return feedOf(articles, baseUrl, texts, (text) => text).json1()
}

const feedLanguage = 'nb'

function feedOf(
  articles: PublishedArticle[],
  baseUrl: string,
  texts: FeedTexts,
  plain: (text: string) => string,
): Feed {
  const newest = articles[0]
  const feed = new Feed({
    id: `${baseUrl}/`,
    link: `${baseUrl}/`,
    title: texts.title,
    description: texts.description,
    language: feedLanguage,
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
      title: plain(article.title),
      date: startOfDay(article.publishedOn),
      published: startOfDay(article.publishedOn),
      description: plain(article.summary),
      content: contentOf(article),
      category: [{ name: texts.kinds[article.kind], term: article.kind }],
    })
  }
  return feed
}

function contentOf({ question, body, language }: PublishedArticle): string {
  const html = (question === null ? '' : quotedHtml(question)) + markdownHtml(body)
  return language === feedLanguage ? html : `<div lang="${language}">${html}</div>`
}

/** A question is plain text: its paragraphs, and nothing in it is markup. */
function quotedHtml(text: string): string {
  const paragraphs = escaped(text)
    .split(/\n{2,}/)
    .map((one) => `<p>${one.replaceAll('\n', '<br>')}</p>`)
  return `<blockquote>${paragraphs.join('')}</blockquote>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Without the few characters that XML has no way to carry: one of them would make the feed unreadable. */
function xmlSafe(xml: string): string {
  return xml.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
}
