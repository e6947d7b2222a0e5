/** The museum of slips: each as its notebook tells it, with the real output of what is printed. */
import { type Language, words } from '../words/index.js'
import { marked } from './content/language.js'
import { type PageContext, relative } from './content/page.js'
import { type Html, html } from './html.js'
import type { Cell } from './notebook/read.js'
import { renderCells } from './notebook/render.js'
import type { Page } from './page.js'
import type { Press } from './press.js'
import type { TitledNotebook } from './sources.js'

/** Where it stands, for each language. */
const addressOf = (language: Language) => `${language === 'en' ? '' : `${language}/`}museum.html`

/** A slip's box and the cells that show it, in one notebook. */
interface Exhibit {
  readonly name: string
  readonly kind: string
  readonly cells: readonly Cell[]
  readonly source: TitledNotebook
  /** Anchor of the box in its notebook. */
  readonly anchor: string
}

/** A page of a language's notebooks, or none when no one tells of a slip. */
export async function museumPage(
  notebooks: readonly TitledNotebook[],
  language: Language,
  press: Press,
): Promise<Page[]> {
  const exhibits = notebooks.flatMap(exhibitsOf)
  if (exhibits.length === 0) return []
  exhibits.sort((a, b) => Number(a.name.slice(1)) - Number(b.name.slice(1)))
  const inputs = notebooks.map(({ notebook }) => notebook.bytes)
  const address = addressOf(language)
  return [await press.page({ address, path: '' }, inputs, (context) => render(exhibits, context))]
}

/** In the order of their numbers. */
async function render(exhibits: readonly Exhibit[], page: PageContext): Promise<Page> {
  const { address, lang } = page
  const say = words[lang]
  const sections = []
  for (const { name, kind, cells, source, anchor } of exhibits) {
    const context = page.from(source.path)
    const body = await renderCells(cells, source.where, context)
    const notebook = `${relative(address, source.address)}#${anchor}`
    sections.push(html`<section aria-labelledby="${name.toLowerCase()}">
<h2 id="${name.toLowerCase()}">${name} · ${kind}</h2>
<p class="file">${say.in} <a href="${notebook}">${marked(source.title, lang)}</a></p>
${body}</section>
`)
  }
  return {
    kind: 'document',
    address,
    lang,
    title: say.museumTitle,
    description: say.museumDescription,
    headings: exhibits.map(({ name, kind }) => ({
      level: 2,
      id: name.toLowerCase(),
      text: `${name} · ${kind}`,
    })),
    body: html`<div class="prose"><h1 id="museum-of-slips">${say.museumTitle}</h1>
<p>${say.museumLead}</p>
<p>${kinds(lang)}</p></div>
${sections}`,
  }
}

/** What each kind of slip is. */
function kinds(language: Language): Html[] {
  const say = words[language]
  return (['algorithm', 'pythonOnly', 'wording'] as const).map(
    (kind) =>
      html`<em>${say[kind]}</em>${say.colon}${say[`${kind}Means`]}${language === 'en' && ' '}`,
  )
}

const box = /\*\*(?:Slip|笔误) (E\d+) · ([^*]+?)[.。]?\*\*/g

/** A box is followed by its cells: those that carry its name. */
function exhibitsOf(source: TitledNotebook): Exhibit[] {
  const { cells } = source.notebook
  return cells.flatMap((cell) => {
    if (cell.type !== 'markdown') return []
    return [...cell.source.matchAll(box)].map(([, name, kind]) => {
      const shown = cells.filter((one) => one.type === 'code' && one.tags.includes(name))
      const own = [cell, ...shown].map((one) => ({ ...one, id: `${name.toLowerCase()}-${one.id}` }))
      return { name, kind, cells: own, source, anchor: cell.id }
    })
  })
}
