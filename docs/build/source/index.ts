/** The pages of the annotated source, and the page that leads to them. */
import { dirname, relative as pathTo, resolve } from 'node:path'
import { relative } from '../content/page.js'
import { type Html, html } from '../html.js'
import { makePage, type Page } from '../page.js'
import type { Press } from '../press.js'
import type { Exported, Reference } from '../reference/model.js'
import { targets } from '../reference/pages.js'
import type { NotebookSource, Source, TitledNotebook } from '../sources.js'
import type { LiterateSource } from './readSource.js'
import { type Link, renderSource } from './render.js'

/** What tells more of a file than its page. */
interface Around {
  /** The notebooks, with their titles. */
  readonly taught: readonly TitledNotebook[]
  readonly reference?: Reference
}

/** A page for each file. */
export async function sourcePages(
  files: readonly LiterateSource[],
  { taught, reference }: Around,
  press: Press,
): Promise<Page[]> {
  const pages: Page[] = []
  const addresses = reference ? targets(reference) : new Map<string, string>()
  const exported = reference?.floors.flatMap((floor) => floor.exports) ?? []
  for (const file of files) {
    const own = exported.filter((one) => one.file === file.where)
    const more = { lessons: lessonsOn(file, taught), entries: entriesOf(own, file, addresses) }
    const page = press.page(file, [file.text, JSON.stringify(more)], async (context) => {
      const body = await renderSource(file, context, more)
      return makePage({ kind: 'source', where: file.where, body, context })
    })
    pages.push(await page)
  }
  return pages
}

/** What the reference tells of that which the library exports from a file. */
function entriesOf(
  exported: readonly Exported[],
  { address }: LiterateSource,
  addresses: ReadonlyMap<string, string>,
): Link[] {
  return exported.map(({ name }) => ({
    title: name,
    href: relative(address, addresses.get(name)!),
  }))
}

/** The notebooks whose prose links to a file. */
function lessonsOn({ path, address }: LiterateSource, taught: readonly TitledNotebook[]): Link[] {
  const links = ({ path: from, notebook }: NotebookSource) =>
    notebook.cells.some(
      ({ type, source }) =>
        type === 'markdown' &&
        [...source.matchAll(/\]\(([^)#]+\.ts)\)/g)].some(
          ([, target]) => resolve(dirname(from), target) === path,
        ),
    )
  return taught
    .filter(links)
    .map(({ title, address: to }) => ({ title, href: relative(address, to) }))
}

const folders: Readonly<Record<string, string>> = {
  math: 'Numbers',
  autodiff: 'Derivatives',
  'autodiff/ops': 'Derivatives: the operations',
  nn: 'Layers and losses',
  'nn/models': 'Models',
  data: 'Data',
  train: 'Training and optimizers',
  exercises: 'Exercises',
}

/** All files, by the floors of the library. */
export function sourceIndex(files: readonly LiterateSource[], pages: readonly Page[]): Page {
  const folderOf = ({ address }: Source) => pathTo('source', dirname(address)).replaceAll('\\', '/')
  const groups = Object.entries(folders).map(([folder, title]) => {
    const own = files.filter((file) => folderOf(file) === folder)
    return own.length > 0 && group(title, own, pages)
  })
  const others = files.filter((file) => !(folderOf(file) in folders))
  const body = html`<div class="prose">
<h1 id="annotated-source">Annotated source</h1>
<p>The files of the library that a learner reads: each opens with the derivation of what follows,
and its comments stand beside their code. Names lead to the file that defines them.</p>
${groups}${others.length > 0 && group('And besides', others, pages)}
</div>`
  return {
    kind: 'source',
    address: 'source/index.html',
    lang: 'en',
    title: 'Annotated source',
    description: 'The library as prose beside code, file by file.',
    headings: [],
    body,
  }
}

function group(title: string, files: readonly LiterateSource[], pages: readonly Page[]): Html {
  const items = files.map(({ address, where }) => {
    const page = pages.find((one) => one.address === address)
    return html`<li><a href="${relative('source/index.html', address)}">
<span class="title">${page?.title}</span> <code>${where}</code>
<span class="summary">${page?.summary}</span></a></li>\n`
  })
  return html`<h2>${title}</h2>\n<ul class="pages">${items}</ul>\n`
}
