/** What the scripts of search leave for each other. */
import type { Addresses } from '../addresses.js'

declare global {
  var openSearch: ((addresses: Addresses) => void) | undefined
  /** The index as JSON. */
  var searchIndex: string | undefined
  /** The texts of its entries, by their numbers, as JSON. */
  var searchTexts: string | undefined
}
