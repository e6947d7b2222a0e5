import { splitChinese } from '../../chinese.js'
import type { Found } from './finder.js'
import { snippet } from './snippet.js'

interface Context {
  /** Place in the list. */
  i: number
  root: string
  question: string
}

/** One answer: a link that the list shows as an option; the words around the match come later. */
export function option(found: Found, { i, root, question }: Context): HTMLElement {
  const link = document.createElement('a')
  link.href = root + found.address
  link.id = `search-result-${i}`
  link.tabIndex = -1
  link.setAttribute('role', 'option')
  link.setAttribute('aria-selected', 'false')
  const title = element('span', 'title', found.page)
  if (found.heading !== '') title.append(' › ', ...inLanguages(found.heading))
  const text = element('span', 'snippet', '')
  link.append(title, text)
  void found.text().then(
    (whole) => text.append(...marked(whole, question)),
    () => {}, // without its texts the answer still leads there
  )
  return link
}

function marked(text: string, question: string): (Node | string)[] {
  return snippet(text, question).flatMap(({ text, isMatch }) => {
    if (!isMatch) return inLanguages(text)
    return [element('mark', '', text)]
  })
}

function element(name: string, className: string, text: string): HTMLElement {
  const made = document.createElement(name)
  if (className) made.className = className
  made.append(...inLanguages(text))
  return made
}

/** Chinese words say what they are, as in the pages. */
function inLanguages(text: string): (Node | string)[] {
  return splitChinese(text).map((piece, i) => {
    if (i % 2 === 0) return piece
    const span = document.createElement('span')
    span.lang = 'zh-Hans'
    span.textContent = piece
    return span
  })
}
