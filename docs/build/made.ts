import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Ledger } from '../../src/train/experiments/ledger.js'
import { autodiffPicture } from './autodiffPicture.js'
import { commandLinePage } from './commandLinePage.js'
import { coverage, coverageFile } from './coverage.js'
import { functionsPage } from './functionsPage.js'
import { glossaryPage, readGlossary } from './glossaryPage.js'
import { ledgerPage } from './ledgerPage.js'
import { notesPage } from './notesPage.js'
import { operationsPage } from './operationsPage.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The committed files that `npm run docs` makes from declarations and data, by path. */
export async function madeFiles(): Promise<Record<string, string>> {
  const covered = coverage(root)
  const glossary = readGlossary(root)
  // written by `notegrad ledger`, which checks each run
  const recorded = readFileSync(join(root, 'docs/data/ledger.json'), 'utf8')
  const ledger = JSON.parse(recorded) as Ledger
  return {
    'docs/command-line.md': commandLinePage(),
    'docs/data/coverage.json': coverageFile(covered),
    'docs/functions.md': functionsPage(),
    'docs/glossary.md': glossaryPage(glossary, root, 'en'),
    'docs/glossary.zh.md': glossaryPage(glossary, root, 'zh'),
    'docs/images/autodiff-graph.svg': await autodiffPicture(),
    'docs/ledger.md': ledgerPage(ledger),
    'docs/notes.md': notesPage(covered, root, 'en'),
    'docs/notes.zh.md': notesPage(covered, root, 'zh'),
    'docs/operations.md': operationsPage(),
    // for notebook 17, which is in the package, where docs is not
    'notebooks/data/coverage.json': coverageFile(covered),
    'notebooks/data/ledger.json': recorded,
  }
}
