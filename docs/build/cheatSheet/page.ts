/** The cheat sheet: each line of Python beside the one of TypeScript that does the same. */
import { highlightLines } from '../content/code.js'
import { renderMarkdown } from '../content/markdown.js'
import { PageContext, SiteOutput } from '../content/page.js'
import { type Html, html } from '../html.js'
import type { Page } from '../page.js'
import type { Press } from '../press.js'
import { type Answers, type Group, type Pair, type Row, readSheet, type Sheet } from './sheet.js'

const address = 'cheat-sheet.html'

/** A page, or none where the documents have no cheat sheet among their data. */
export async function cheatSheetPage(documents: string, press: Press): Promise<Page[]> {
  const read = readSheet(documents)
  if (read === undefined) return []
  return [await press.page({ address, path: '' }, [JSON.stringify(read)], () => render(read))]
}

async function render({ sheet, recorded }: { sheet: Sheet; recorded: Answers }): Promise<Page> {
  // its Markdown links to pages beside it, and brings no files
  const context = new PageContext(address, () => (href) => href, '', new SiteOutput())
  const groups: Html[] = []
  for (const group of sheet.groups) groups.push(await section(group, context))
  const rows = sheet.groups.flatMap((group) => group.rows)
  const unequal = rows.filter(({ differs }) => differs !== undefined).length
  return {
    kind: 'document',
    address,
    lang: 'en',
    title: 'Cheat sheet',
    description: 'The Python of the notes beside our TypeScript, line by line, each of them run.',
    headings: sheet.groups.map(({ title }) => ({ level: 2, id: idOf(title), text: title })),
    body: html`<div class="prose"><h1 id="cheat-sheet">Cheat sheet</h1>
<p>What the notes write in Python, and what to write here. Every line was run: the left one by
${recorded.versions}, the right one by the tests, and both give the same numbers, to 12 digits.
Where they do not, in ${unequal} of ${rows.length} lines, a line says why, and the tests hold the
two to differ.</p>
<p>Every line may use these; what else has a name (<code>shape</code>, <code>Random</code>, the
layers) comes from <code>'notegrad'</code> too.</p></div>
${await setupTable(sheet)}
${groups}`,
  }
}

async function section(group: Group, context: PageContext): Promise<Html> {
  const id = idOf(group.title)
  const rows: Html[] = []
  for (const row of group.rows) rows.push(await tableRow(row, context))
  const note = group.note && (await prose(group.note, id, context))
  const setup = group.setup && (await pairRow(group.setup))
  return html`<section aria-labelledby="${id}">
<div class="prose"><h2 id="${id}">${group.title}</h2>
${note}</div>
${table(group.title, html`${setup}${rows}`)}
</section>
`
}

async function setupTable({ setup }: Sheet): Promise<Html> {
  const rows: Html[] = []
  for (const pair of setup) rows.push(await pairRow(pair))
  return table('What every line may use', html`${rows}`)
}

function table(name: string, rows: Html): Html {
  return html`<table class="cheats"><caption class="sr-only">${name}</caption>
<thead><tr><th scope="col">Python</th><th scope="col">TypeScript</th></tr></thead>
<tbody>
${rows}</tbody></table>`
}

async function pairRow([python, typescript]: Pair): Promise<Html> {
  return html`<tr><td>${await code(python, 'python')}</td>
<td>${await code(typescript, 'typescript')}</td></tr>\n`
}

async function tableRow(row: Row, context: PageContext): Promise<Html> {
  const { python, typescript, differs } = row
  if (differs === undefined) return pairRow([python, typescript])
  const reason = await prose(`**Not the same.** ${differs}`, idOf(python), context)
  return html`<tr class="differs"><td>${await code(python, 'python')}</td>
<td>${await code(typescript, 'typescript')}
${reason}</td></tr>\n`
}

function prose(source: string, id: string, context: PageContext): Promise<Html> {
  return renderMarkdown({ source, where: 'docs/data/cheatSheet.json', id }, context)
}

async function code(text: string, language: 'python' | 'typescript'): Promise<Html> {
  const lines = await highlightLines(text, language, () => undefined)
  const shown = lines.map((line, i) => html`${i > 0 && '\n'}${line}`)
  return html`<pre class="code"><code>${shown}</code></pre>`
}

function idOf(title: string): string {
  return title.toLowerCase().replaceAll(/\W+/g, '-')
}
