/** What a translated cell has in common with its English. */
import type { CellPair } from './chinese.js'

/** Parts of a text that are the same in both languages, each as a list in its order or not. */
const shared: readonly { what: string; of(text: string): string[]; inOrder?: true }[] = [
  {
    what: 'formulas',
    of: (text) => matches(withoutCode(text), /\$\$[\s\S]*?\$\$|\$[^$]+\$/g).map(unbroken),
  },
  { what: 'blocks of code', of: (text) => matches(text, /```[\s\S]*?```/g), inOrder: true },
  { what: 'targets of links', of: (text) => matches(withoutCode(text), /\]\(<?([^)\s>]+)/g) },
  {
    what: 'marks of HTML',
    of: (text) => matches(withoutCode(text), /<\/?[a-z][^>]*>/g),
    inOrder: true,
  },
  {
    what: 'levels of headings',
    of: (text) => matches(fenceless(text), /^#+(?= )/gm),
    inOrder: true,
  },
  { what: 'slips', of: slipsOf, inOrder: true },
  { what: 'rows of tables', of: (text) => matches(fenceless(text), /^\|(?=.*\|$)/gm) },
  { what: 'marks of quotation', of: (text) => matches(fenceless(text), /(?<!^>.*\n)^> \*\*/gm) },
]

/** Two backticks hold a code with one inside. */
const inlineCode = /``.+?``|`[^`]+`/gs

const kinds = new Map([
  ['algorithm', '算法'],
  ['Python only', '仅限 Python'],
  ['wording', '措辞'],
])

/** How a translation departs from what it has to keep, a line for each fault. */
export function departures({ name, english, chinese }: CellPair): string[] {
  const faults = shared.flatMap(({ what, of, inOrder }) => {
    const [expected, given] = [of(english), of(chinese)].map((list) =>
      inOrder ? list : list.sort(),
    )
    if (JSON.stringify(expected) === JSON.stringify(given)) return []
    return [`${name}: the ${what} are ${JSON.stringify(given)}, not ${JSON.stringify(expected)}`]
  })
  return [...faults, ...missingCode({ name, english, chinese })]
}

/** Names in code that the Chinese does not have; it may use one more often. */
function missingCode({ name, english, chinese }: CellPair): string[] {
  const inline = (text: string) => new Set(matches(fenceless(text), inlineCode))
  const given = inline(chinese.replaceAll('notebooks/zh/', 'notebooks/en/'))
  return [...inline(english)].flatMap((code) =>
    given.has(code) ? [] : [`${name}: ${code} is missing`],
  )
}

/** "Slip E19 · algorithm" and "笔误 E19 · 算法" are the same. */
function slipsOf(text: string): string[] {
  const found = [...text.matchAll(/\*\*(?:Slip|笔误) (E\d+) · ([^*]+?)[.。]?\*\*/g)]
  return found.map(([, number, kind]) => `${number} · ${kinds.get(kind) ?? kind}`)
}

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([whole, group]) => group ?? whole)
}

/** A formula may run over the end of a line in one language only. */
function unbroken(formula: string): string {
  return formula.replaceAll(/\n(?:> | +)?/g, ' ')
}

function fenceless(text: string): string {
  return text.replaceAll(/```[\s\S]*?```/g, '')
}

function withoutCode(text: string): string {
  return fenceless(text).replaceAll(inlineCode, '')
}
