import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ourKernelSpec } from '../../kernel-setup/client/kernelSpec.js'
import { checkRun } from '../../kernel-setup/notebook/checkRun.js'
import { NotebookSession } from '../../kernel-setup/notebook/NotebookSession.js'
import { joinText, type Notebook } from '../../kernel-setup/notebook/nbformat.js'
import { parseNotebook } from '../../kernel-setup/notebook/readNotebook.js'
import { hasSameCells, shippedNotebook } from '../../kernel-setup/notebook/shipped.js'
import { root } from '../support/repository.js'

/** A notebook of the package as it is to be tested. */
export interface TestedNotebook {
  /** From the root, with forward slashes. */
  path: string
  /** The shipped version; where there is none yet, the file. */
  notebook: Notebook
  /** The file, when its reader changed the cells. */
  changed?: Notebook
}

/** The notebooks of a language; copies that `notegrad reset` kept are their reader's. */
export function notebooksIn(language: string): TestedNotebook[] {
  const folder = `notebooks/${language}`
  const names = existsSync(join(root, folder)) ? readdirSync(join(root, folder)).sort() : []
  return names
    .filter((name) => name.endsWith('.ipynb') && !/\.mine-\d+\.ipynb$/.test(name))
    .map((name) => testedNotebook(`${folder}/${name}`))
}

function testedNotebook(path: string): TestedNotebook {
  const file = parseNotebook(readFileSync(join(root, path), 'utf8'), path)
  const shippedText = shippedNotebook(join(root, path), root)
  if (!shippedText) return { path, notebook: file }
  const shipped = parseNotebook(shippedText.toString(), path)
  if (hasSameCells(file, shipped)) return { path, notebook: file }
  return { path, notebook: shipped, changed: file }
}

/** Milliseconds that a cell, and a kernel's start, may take. */
const patience = 300_000

/** One test for each code cell, in a fresh kernel, and one for what the reader made of them. */
export function notebookSuite({ path, notebook, changed }: TestedNotebook): void {
  const note = changed ? ' (changed by its reader; the shipped version is tested)' : ''
  describe(path + note, function () {
    this.timeout(patience + 20_000)
    cellTests(path, notebook)
    if (changed) {
      it('as its reader changed it', async function () {
        const problem = await firstProblem(path, changed)
        if (!problem) return
        process.stdout.write(`    ${path} was changed by its reader, and there ${problem}\n`)
        this.skip()
      })
    }
  })
}

function cellTests(path: string, notebook: Notebook): void {
  let session: NotebookSession

  before(async () => {
    session = await start(path, notebook)
  })
  after(() => session?.stop())

  for (const [index, cell] of notebook.cells.entries()) {
    if (cell.cell_type !== 'code') continue
    const [line] = joinText(cell.source).trim().split('\n')
    it(`[${index + 1}] ${line.slice(0, 70)}`, async () => {
      const problem = checkRun(await session.run(index))
      if (problem) assert.fail(`${path}, cell ${index + 1}: ${problem}`)
    })
  }
}

async function firstProblem(path: string, notebook: Notebook): Promise<string | undefined> {
  const session = await start(path, notebook)
  try {
    for (const [index, { cell_type }] of notebook.cells.entries()) {
      const problem = cell_type === 'code' ? checkRun(await session.run(index)) : undefined
      if (problem) return `cell ${index + 1}: ${problem}`
    }
    return undefined
  } finally {
    await session.stop()
  }
}

function start(path: string, notebook: Notebook): Promise<NotebookSession> {
  return NotebookSession.start(notebook, {
    spec: ourKernelSpec(),
    folder: dirname(join(root, path)),
    env: { NOTEGRAD_BACKEND: 'wasm' },
    timeout: patience,
  })
}
