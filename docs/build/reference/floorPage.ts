/** A floor of the library as Markdown: every export with its declaration and its docstring. */
import GithubSlugger from 'github-slugger'
import type { Exported, Floor, Member } from './model.js'

/** What the page of a floor leads to. */
export interface Links {
  /** The file of the repository whose page has a line; undefined where there is no page. */
  source(file: string, line: number): string | undefined
  /** Notebooks whose cells import a name. */
  lessons(name: string): readonly { title: string; href: string }[]
}

/** How a floor calls itself; its folder's name stands for one that is not listed. */
const titles: Readonly<Record<string, string>> = {
  math: 'Numbers',
  autodiff: 'Derivatives',
  nn: 'Layers and models',
  data: 'Data',
  train: 'Training',
  charts: 'Charts',
  notebook: 'Notebook',
  exercises: 'Exercises',
}

/** From the numbers up, as the architecture has them; what is not listed comes last. */
export function inOrder(floors: readonly Floor[]): Floor[] {
  const names = Object.keys(titles)
  const place = ({ name }: Floor) => (name in titles ? names.indexOf(name) : names.length)
  return [...floors].sort((one, other) => place(one) - place(other))
}

export function titleOf({ name }: Floor): string {
  return titles[name] ?? name
}

/** Names in the order of the alphabet: what one can call or make first, then types alone. */
function sorted(exports: readonly Exported[]): Exported[] {
  const isType = ({ kind }: Exported) => Number(kind === 'interface' || kind === 'type')
  const order = ({ name }: Exported) => name.toLowerCase()
  return [...exports].sort((a, b) => isType(a) - isType(b) || (order(a) < order(b) ? -1 : 1))
}

/** Export → anchor of its heading on the floor's page, as the page makes it from the headings. */
export function anchorsOf(floor: Floor): ReadonlyMap<string, string> {
  const slugger = new GithubSlugger()
  slugger.slug(titleOf(floor))
  const anchors = new Map<string, string>()
  for (const one of sorted(floor.exports)) {
    anchors.set(one.name, slugger.slug(one.name))
    for (const member of methodsOf(one)) slugger.slug(headingOf(one, member))
  }
  return anchors
}

export function floorPage(floor: Floor, links: Links): string {
  const sections = sorted(floor.exports).map((one) => section(one, links))
  return [`# ${titleOf(floor)}\n`, introduction(floor), ...sections].join('\n')
}

function introduction({ name, exports }: Floor): string {
  return `What \`src/${name}\` exports from \`'notegrad'\`: ${exports.length} names, with their
docstrings. Names in a declaration lead to what they stand for.\n`
}

function section(one: Exported, links: Links): string {
  const { name, kind, text, throws, signatures, inherited } = one
  const properties = one.members.filter((member) => member.kind === 'property')
  return [
    `## ${name}\n`,
    `${origin(one, links)}\n`,
    declaration(signatures),
    escaped(text),
    ...throws.map(thrown),
    properties.length > 0 && table(properties, kind),
    inherited.length > 0 && `Inherited: ${inherited.map((member) => `\`${member}\``).join(', ')}.`,
    ...methodsOf(one).flatMap((member) => [
      `### ${headingOf(one, member)}\n`,
      declaration(member.signatures),
      escaped(member.text),
      ...member.throws.map(thrown),
    ]),
    '',
  ]
    .filter((part) => part !== false && part !== '')
    .join('\n\n')
    .concat('\n')
}

const methodsOf = ({ members }: Exported) => members.filter(({ kind }) => kind === 'method')

const headingOf = ({ name }: Exported, member: Member) => `${name}.${member.name}`

/** What it is, where it stands, and which notebooks use it. */
function origin({ name, kind, file, line }: Exported, { source, lessons }: Links): string {
  const address = source(file, line)
  const place = address === undefined ? `\`${file}\`` : `[\`${file}\`](${address})`
  const used = lessons(name).map(({ title, href }) => `[${title}](${href})`)
  return `${kind} · ${place}${used.length > 0 ? ` · used in ${used.join(', ')}` : ''}`
}

function declaration(signatures: readonly string[]): string {
  return signatures.length > 0 ? `\`\`\`typescript\n${signatures.join('\n')}\n\`\`\`` : ''
}

function thrown(text: string): string {
  return `**Throws** ${escaped(text).replace(/^(\w+Error)\b/, '`$1`')}`
}

function table(members: readonly Member[], kind: Exported['kind']): string {
  const what = kind === 'interface' ? 'property' : 'member'
  const rows = members.map(
    ({ signatures: [text], text: about }) =>
      `| \`${text.replaceAll('|', '\\|')}\` | ${inRow(escaped(about))} |`,
  )
  return `| ${what} | what it is |\n| --- | --- |\n${rows.join('\n')}`
}

function inRow(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ').replaceAll('|', '\\|')
}

/** Outside code and formulas, types in angle brackets are text. */
function escaped(text: string): string {
  const parts = text.split(/(`[^`]*`|\$\$[\s\S]*?\$\$|\$[^$]*\$)/)
  return parts.map((part, i) => (i % 2 === 0 ? part.replaceAll('<', '&lt;') : part)).join('')
}
