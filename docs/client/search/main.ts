/** The search dialog; a script of its own, loaded when somebody first opens it. */
import type { Addresses } from '../addresses.js'
import { SearchDialog } from './dialog.js'
import type {} from './handover.js'

let dialog: SearchDialog | undefined

globalThis.openSearch = (addresses: Addresses) => {
  dialog ??= new SearchDialog(addresses)
  dialog.open()
}
