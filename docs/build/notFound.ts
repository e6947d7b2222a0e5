import { htmlLang, languages, words } from '../words/index.js'
import { html } from './html.js'
import type { Page } from './page.js'

/** What a server shows for an address that is none; it may stand at any depth, in any language. */
export function notFoundPage(): Page {
  const { notFoundTitle, notFoundDescription } = words.en
  const editions = languages.map((language) => {
    const say = words[language]
    const lang = htmlLang[language]
    const heading = language === 'en' ? 'h1' : 'h2'
    return html`<${heading} lang="${lang}">${say.notFoundTitle}</${heading}>
<p lang="${lang}">${say.notFoundDescription}${language === 'en' && ' '}${say.notFoundMend}</p>
`
  })
  return {
    kind: 'notFound',
    address: '404.html',
    lang: 'en',
    title: notFoundTitle,
    description: notFoundDescription,
    headings: [],
    body: html`<div class="prose">${editions}</div>`,
  }
}
