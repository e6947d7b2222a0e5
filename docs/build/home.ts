import { type Language, words } from '../words/index.js'
import { highlight } from './content/code.js'
import { marked } from './content/language.js'
import { type PageContext, relative } from './content/page.js'
import { courseMap } from './courseMap.js'
import { homeOf } from './editions.js'
import { type Html, html } from './html.js'
import { neuron } from './neuron.js'
import { specOf } from './notebook/chart.js'
import { chartWithTable } from './notebook/chartTable.js'
import type { Page } from './page.js'
import type { Press } from './press.js'
import type { TitledNotebook } from './sources.js'

/** What the home page of a language leads to. */
export interface Ways {
  readonly course: readonly Page[]
  /** The English notebooks, which say what each of them needs. */
  readonly notebooks: readonly TitledNotebook[]
  readonly documents: readonly Page[]
}

/** The way in: what this is, how to start, the course notebook by notebook. */
export function homePage(language: Language, ways: Ways, press: Press): Promise<Page> {
  const listed = [...ways.course, ...ways.documents].map(
    ({ address, title, summary }) => `${address} ${title} ${summary}`,
  )
  const openings = ways.notebooks.map(({ notebook }) => notebook.cells[0]?.source ?? '')
  const source = { address: homeOf(language), path: '' }
  return press.page(source, [...listed, ...openings], (context) => render(language, ways, context))
}

async function render(
  language: Language,
  { course, notebooks, documents }: Ways,
  context: PageContext,
): Promise<Page> {
  const { address } = context
  const say = words[language]
  const entry = (page: Page) => entryOf(page, address)
  const commands = `# ${say.startDoes}\n${say.startCommand}\n# ${say.testDoes}\nnpm test`
  const [first] = course
  const begin = first && relative(address, first.address)
  const body = html`<div class="hero">
<div class="prose lead">
<h1>${say.homeTitle}</h1>
<p>${say.homeLead}</p>
${begin && html`<p><a class="begin" href="${begin}">${say.begin}</a></p>`}
</div>
<div class="neuron"><p class="try">${say.neuronTry}</p>
${await chartWithTable(specOf(neuron(say)), context)}</div>
<div class="prose lead">
<h2 id="start">${say.start}</h2>
<p class="start">${say.startNeeds}</p>
<div class="code-block">${await highlight(commands, 'bash')}</div>
</div>
</div>
<div class="halves">
<section class="prose" aria-labelledby="course">
<h2 id="course">${say.theCourse}</h2>
<ol class="pages">${course.map(entry)}</ol>
</section>
${mapSection(courseMap(notebooks, language, course), say.map)}
</div>
${
  documents.length > 0 &&
  html`<section aria-labelledby="documents">
<h2 id="documents">${say.beside}</h2>
<ul class="pages cards">${documents.map(entry)}</ul>
</section>`
}`
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

function mapSection(map: Html | false, title: string): Html | false {
  return (
    map &&
    html`<section class="map-section" aria-labelledby="map">
<h2 id="map">${title}</h2>
<div class="map-frame">${map}</div>
</section>`
  )
}

function entryOf({ address, lang, title, summary, description }: Page, from: string): Html {
  const number = /(\d+)-[^/]*$/.exec(address)?.[1]
  const href = relative(from, address)
  return html`<li><a href="${href}"${lang === 'en' && homeOf('en') !== from && html` lang="en"`}>
<span class="number" aria-hidden="true">${number}</span>
<span class="title">${marked(title, lang)}</span>
<span class="summary">${summary ?? (description !== title && description)}</span></a></li>`
}
