import { autodiffPicture } from './autodiffPicture.js'
import { functionsPage } from './functionsPage.js'
import { operationsPage } from './operationsPage.js'

/** The committed files that `npm run docs` makes from declarations, by path. */
export async function madeFiles(): Promise<Record<string, string>> {
  return {
    'docs/functions.md': functionsPage(),
    'docs/operations.md': operationsPage(),
    'docs/images/autodiff-graph.svg': await autodiffPicture(),
  }
}
