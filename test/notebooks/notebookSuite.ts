import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type KernelSpec, ourKernelSpec } from '../../kernel-setup/client/kernelSpec.js'
import { checkRun } from '../../kernel-setup/notebook/checkRun.js'
import { formatNotebook } from '../../kernel-setup/notebook/formatNotebook.js'
import {
  type CellRun,
  hasFailed,
  NotebookSession,
} from '../../kernel-setup/notebook/NotebookSession.js'
import { joinText, type Notebook } from '../../kernel-setup/notebook/nbformat.js'
import { NotebookError, parseNotebook } from '../../kernel-setup/notebook/readNotebook.js'
import { recordOutputs } from '../../kernel-setup/notebook/recordOutputs.js'
import { hasSameCells, shippedNotebook } from '../../kernel-setup/notebook/shipped.js'
import { isPlain } from '../../src/math/plainMode.js'
import { exercisesIn, withAnswers } from './exercises.js'

/** A notebook of the package as it is to be tested. */
export interface TestedNotebook {
  /** The package's folder. */
  root: string
  /** From the root, with forward slashes. */
  path: string
  /** The shipped version; where there is none yet, the file. */
  notebook: Notebook
  /** Its bytes, as it is shipped. */
  text: string
  /** The file, when its reader changed the cells; or why it is no notebook any more. */
  changed?: Notebook | NotebookError
}

/** The notebooks of a language; copies that `notegrad reset` kept are their reader's. */
export function notebooksIn(language: string, root: string): TestedNotebook[] {
  const folder = `notebooks/${language}`
  const names = existsSync(join(root, folder)) ? readdirSync(join(root, folder)).sort() : []
  return names
    .filter((name) => name.endsWith('.ipynb') && !/\.mine-\d+\.ipynb$/.test(name))
    .map((name) => testedNotebook(`${folder}/${name}`, root))
}

/** @throws NotebookError when the file is no notebook and there is no shipped version. */
function testedNotebook(path: string, root: string): TestedNotebook {
  const fileText = readFileSync(join(root, path), 'utf8')
  const file = parsed(fileText, path)
  const text = shippedNotebook(join(root, path), root)?.toString()
  if (text === undefined) {
    if (file instanceof NotebookError) throw file
    return { root, path, notebook: file, text: fileText }
  }
  const shipped = parseNotebook(text, path)
  if (file instanceof NotebookError) return { root, path, notebook: shipped, text, changed: file }
  if (hasSameCells(file, shipped)) return { root, path, notebook: file, text }
  return { root, path, notebook: shipped, text, changed: file }
}

function parsed(text: string, path: string): Notebook | NotebookError {
  try {
    return parseNotebook(text, path)
  } catch (error) {
    if (error instanceof NotebookError) return error
    throw error
  }
}

/** Milliseconds that a cell, and a kernel's start, may take. */
const patience = 600_000

/** One test for each code cell, in a fresh kernel, and one for what the reader made of them. */
export function notebookSuite(tested: TestedNotebook, spec = ourKernelSpec): void {
  const { path, changed } = tested
  const note = changed ? ' (changed by its reader; the shipped version is tested)' : ''
  const start = (cells: Notebook) => startSession(tested, cells, spec())
  describe(path + note, function () {
    this.timeout(patience + 20_000)
    cellTests(tested, start)
    if (changed) {
      it('as its reader changed it', async function () {
        const unreadable = changed instanceof NotebookError
        const problem = unreadable ? changed.message : await firstProblem(changed, start)
        if (!problem) return
        process.stdout.write(`    ${path} was changed by its reader, and there ${problem}\n`)
        this.skip()
      })
    }
  })
}

type Start = (notebook: Notebook) => Promise<NotebookSession>

function startSession({ root, path }: TestedNotebook, notebook: Notebook, spec: KernelSpec) {
  return NotebookSession.start(notebook, {
    spec,
    folder: dirname(join(root, path)),
    env: { NOTEGRAD_BACKEND: 'wasm' },
    timeout: patience,
  })
}

function cellTests({ path, notebook, text }: TestedNotebook, start: Start): void {
  let session: NotebookSession

  before(async () => {
    session = await start(withAnswers(notebook))
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

  it('changes no byte when it is recorded again', async function () {
    if (isPlain) return this.skip() // mathjs's own order of sums gives other last bits
    const runs: CellRun[] = []
    for (const [index, { cell_type }] of notebook.cells.entries()) {
      if (cell_type === 'code') runs.push(await session.run(index))
    }
    if (runs.some(hasFailed)) return this.skip() // its cells say why
    assert.equal(formatNotebook(recordOutputs(parseNotebook(text, path), runs)), text)
  })

  for (const [i, { name }] of exercisesIn(notebook).entries()) {
    it(`${name}: the checker takes it`, async () => {
      const { status, error, outputs } = await session.run(notebook.cells.length + 2 * i + 1)
      assert.equal(status, 'ok', error?.evalue)
      assert.match(JSON.stringify(outputs), /✓ Right!/)
    })
  }
}

async function firstProblem(notebook: Notebook, start: Start): Promise<string | undefined> {
  const session = await start(notebook)
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
