/** What the scripts of search leave for each other. */
import type { Language } from '../../words/index.js'
import type { Addresses } from '../addresses.js'

declare global {
  var openSearch: ((addresses: Addresses) => void) | undefined
  /** The index of each language as JSON. */
  var searchIndex: { [language in Language]?: string } | undefined
  /** The texts of its entries, by their numbers, as JSON. */
  var searchTexts: { [language in Language]?: string } | undefined
}
