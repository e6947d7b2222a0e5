/** The same page in another language: its address differs by the folder of the language only. */
import { type Language, languages } from '../words/index.js'
import type { Page } from './page.js'

export function inLanguage(
  { address }: Pick<Page, 'address'>,
  language: Language,
  pages: readonly Page[],
): Page | undefined {
  const name = withoutLanguage(address)
  return pages.find((page) => page.lang === language && withoutLanguage(page.address) === name)
}

/** `zh/museum.html` and `museum.html` are editions of one page. */
function withoutLanguage(address: string): string {
  const [folder, ...rest] = address.split('/')
  return languages.some((language) => language === folder) ? rest.join('/') : address
}

/** Where the pages of a language begin; English stands at the root, but for the course. */
export function homeOf(language: Language): string {
  return language === 'en' ? 'index.html' : `${language}/index.html`
}
