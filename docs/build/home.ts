import { type Language, words } from '../words/index.js'
import { highlight } from './content/code.js'
import { marked } from './content/language.js'
import { relative } from './content/page.js'
import { homeOf } from './editions.js'
import { type Html, html } from './html.js'
import type { Page } from './page.js'

/** The way in: what this is, how to start, the course notebook by notebook. */
export async function homePage(
  language: Language,
  course: readonly Page[],
  documents: readonly Page[],
): Promise<Page> {
  const address = homeOf(language)
  const say = words[language]
  const entry = (page: Page) => entryOf(page, address)
  const start = `${say.startCommand}    `
  const commands = `${start}# ${say.startDoes}\n${'npm test'.padEnd(start.length)}# ${say.testDoes}`
  const body = html`<div class="prose lead">
<h1>${say.homeTitle}</h1>
<p>${say.homeLead}</p>
</div>
<div class="halves">
<section class="prose" aria-labelledby="course">
<h2 id="course">${say.theCourse}</h2>
<ol class="pages">${course.map(entry)}</ol>
</section>
<div class="prose">
<h2 id="start">${say.start}</h2>
<p>${say.startNeeds}</p>
<div class="code-block">${await highlight(commands, 'bash')}</div>
${
  documents.length > 0 &&
  html`<h2 id="documents">${say.beside}</h2>
<ul class="pages">${documents.map(entry)}</ul>`
}
</div>
</div>`
  return {
    kind: 'home',
    address,
    lang: language,
    title: say.siteTitle,
    description: say.siteDescription,
    headings: [],
    body,
  }
}

function entryOf({ address, lang, title, summary }: Page, from: string): Html {
  const number = /(\d+)-[^/]*$/.exec(address)?.[1]
  const href = relative(from, address)
  return html`<li><a href="${href}"${lang === 'en' && homeOf('en') !== from && html` lang="en"`}>
<span class="number" aria-hidden="true">${number}</span>
<span class="title">${marked(title, lang)}</span>
<span class="summary">${summary}</span></a></li>`
}
