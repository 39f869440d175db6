import { Feed } from 'feed'
import type { PublishedArticle } from '../articles/published.ts'
import { markdownHtml, withWholeLinks } from '../lib/markdown.ts'
import { startOfDay } from '../lib/oslo.ts'

export type FeedTexts = {
  title: string
  description: string
  kinds: Record<PublishedArticle['kind'], string>
}

const feedLanguage = 'nb'

/** The newest articles, whole. Dated by the day, as on the pages. */
export function atomFeed(articles: PublishedArticle[], baseUrl: string, texts: FeedTexts): string {
  const feed = new Feed({
    id: `${baseUrl}/`,
    link: `${baseUrl}/`,
    title: texts.title,
    description: texts.description,
    language: feedLanguage,
    generator: false,
    updated: newestDay(articles),
    feedLinks: { atom: `${baseUrl}/feed.atom` },
    author: { name: texts.title, link: `${baseUrl}/` },
  })
  for (const article of articles) {
    const link = linkTo(article, baseUrl)
    feed.addItem({
      id: link,
      link,
      // Titles and summaries stand in Atom as HTML.
      title: escaped(article.title),
      date: startOfDay(article.updatedOn),
      published: startOfDay(article.publishedOn),
      description: escaped(article.summary),
      content: contentOf(article, baseUrl),
      category: [{ name: texts.kinds[article.kind], term: article.kind }],
    })
  }
  return xmlSafe(feed.atom1())
}

/** The same as JSON Feed 1.1, where titles and summaries are plain text. */
export function jsonFeed(articles: PublishedArticle[], baseUrl: string, texts: FeedTexts): string {
  const items = articles.map((article) => ({
    id: linkTo(article, baseUrl),
    url: linkTo(article, baseUrl),
    title: article.title,
    summary: article.summary,
    content_html: contentOf(article, baseUrl),
    date_published: startOfDay(article.publishedOn),
    date_modified: startOfDay(article.updatedOn),
    tags: [texts.kinds[article.kind]],
    language: article.language,
  }))
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: texts.title,
    description: texts.description,
    home_page_url: `${baseUrl}/`,
    feed_url: `${baseUrl}/feed.json`,
    language: feedLanguage,
    authors: [{ name: texts.title, url: `${baseUrl}/` }],
    items,
  })
}

/** With nothing published, the feed was never updated: a day that is always the same. */
function newestDay(articles: PublishedArticle[]): Date {
  const newest = articles
    .map(({ updatedOn }) => updatedOn)
    .toSorted()
    .at(-1)
  return newest === undefined ? new Date(0) : startOfDay(newest)
}

function linkTo({ slug }: PublishedArticle, baseUrl: string): string {
  return `${baseUrl}/artikler/${slug}`
}

function contentOf(article: PublishedArticle, baseUrl: string): string {
  const { question, body, language } = article
  const bodyHtml = withWholeLinks(markdownHtml(body), { site: baseUrl, page: linkTo(article, baseUrl) })
  const html = (question === null ? '' : quotedHtml(question)) + bodyHtml
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
