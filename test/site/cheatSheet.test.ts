import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { transform } from 'esbuild'
import { readSheet } from '../../docs/build/cheatSheet/sheet.js'
import { root } from '../support/repository.js'
import { problemsOf } from '../support/strictTypeScript.js'
import { sheetModule } from './support/sheetModule.js'
import { buildTimeout, site } from './support/sites.js'

const { sheet, recorded } = readSheet(join(root, 'docs'))!
const rows = sheet.groups.flatMap((group) => group.rows)

describe('the cheat sheet', function () {
  this.timeout(buildTimeout)
  let code: string
  let ours: unknown[]
  before(async () => {
    code = await sheetModule(sheet)
    ours = await resultsOf(code)
  })

  for (const [i, { python, typescript, differs }] of rows.entries()) {
    const relation = differs === undefined ? 'gives what NumPy gave for' : 'differs from'
    it(`${oneLine(typescript)} ${relation} ${oneLine(python)}`, () => {
      const theirs = recorded.answers[python]
      assert.ok(!isError(ours[i]), JSON.stringify(ours[i]))
      assert.notEqual(theirs, undefined, 'docs/build/cheatSheet/record.py records it')
      const told = `${JSON.stringify(ours[i])} and ${JSON.stringify(theirs)}`
      assert.equal(same(ours[i], theirs), differs === undefined, told)
    })
  }

  it('is strict TypeScript', () => {
    assert.deepEqual(problemsOf(new Map([[join(root, 'docs/cheatSheet.cells.ts'), code]])), [])
  })

  it('has each line of Python once, and no answer to a line that is gone', () => {
    const lines = rows.map(({ python }) => python)
    assert.equal(new Set(lines).size, lines.length)
    assert.deepEqual(Object.keys(recorded.answers), lines)
  })

  it('is a page with a row for each line', async () => {
    const page = (await site('course')).pages.get('cheat-sheet.html') ?? ''
    const pairs = sheet.setup.length + sheet.groups.filter(({ setup }) => setup).length
    assert.equal(page.match(/<tr><td>|<tr class="differs"><td>/g)?.length, pairs + rows.length)
    assert.equal(
      page.match(/Not the same\./g)?.length,
      rows.filter(({ differs }) => differs).length,
    )
  })

  it('errs in Python only where it says so', () => {
    const failed = rows.filter(({ python }) => isError(recorded.answers[python]))
    assert.deepEqual(
      failed.filter(({ differs }) => differs === undefined),
      [],
    )
  })
})

function oneLine(code: string): string {
  return code.replace(/\s*\n\s*/g, '; ')
}

/** Runs every line, in a process and a folder of its own, with the package as a stranger has it. */
async function resultsOf(code: string): Promise<unknown[]> {
  const scratch = await mkdtemp(join(tmpdir(), 'notegrad-sheet-'))
  const script = await transform(code, { loader: 'ts' })
  const run = `${script.code}
const plain = (value) => {
  if (typeof value?.toArray === 'function') return plain(value.toArray())
  if (ArrayBuffer.isView(value)) return Array.from(value)
  if (Array.isArray(value)) return value.map(plain)
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
}
process.chdir(${JSON.stringify(scratch)})
const told = (line) => {
  try { return plain(line()) } catch (error) { return { error: String(error) } }
}
const results = []
for (const line of lines) results.push(told(line))
process.stdout.write(JSON.stringify(results))`
  try {
    const options = ['--input-type=module', '--eval', run]
    const { stdout } = await promisify(execFile)(process.execPath, options, { cwd: root })
    return JSON.parse(stdout)
  } finally {
    await rm(scratch, { recursive: true })
  }
}

const isError = (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && 'error' in value

/** Equal to 1e-12 of the larger, in the same shape; true is 1 and false is 0. */
function same(ours: unknown, theirs: unknown): boolean {
  if (Array.isArray(ours) && Array.isArray(theirs))
    return ours.length === theirs.length && ours.every((part, i) => same(part, theirs[i]))
  if (!isNumber(ours) || !isNumber(theirs)) return ours === theirs
  const [a, b] = [Number(ours), Number(theirs)]
  return Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(a), Math.abs(b))
}

const isNumber = (value: unknown) => typeof value === 'number' || typeof value === 'boolean'
