import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Page } from 'playwright-core'
import { notebooksIn } from '../notebooks/notebookSuite.js'
import { root } from '../support/repository.js'
import { requires } from '../support/requirements.js'
import { type JupyterLab, startJupyterLab } from './JupyterLab.js'
import { runAll, type SeenCell, seeCells } from './notebookPage.js'

const fixture = (name: string) => join(root, 'test/lab/fixtures', `${name}.ipynb`)
const notebook = (name: string) => join(root, 'notebooks/en', `${name}.ipynb`)

const runLimit = 240_000

/** Three, and with `npm run test:lab` all, besides 11, which is looked at while it trains. */
function namesToRun(): string[] {
  if (process.env.NOTEGRAD_LAB !== 'all') {
    return ['00-start-here', '03-activation-functions', '10-gradient-check']
  }
  return notebooksIn('en', root)
    .map(({ path }) => basename(path, '.ipynb'))
    .filter((name) => name !== '11-training-mnist')
}

describe('JupyterLab in Chromium', function () {
  this.timeout(runLimit + 60_000)
  let lab: JupyterLab

  before(async function () {
    await requires(this, 'python', 'chromium')
    lab = await startJupyterLab()
  })

  after(() => lab?.close())

  /** Opens a copy of a notebook, runs all of it, and tells what is to be seen. */
  async function run(
    file: string,
    { look = async () => {}, watch = () => {} }: Looks = {},
  ): Promise<SeenCell[]> {
    const page = await lab.open(file)
    try {
      await runAll(page, runLimit, (cells) => watch(cells, page))
      const cells = await seeCells(page)
      await look(page)
      await photograph(page, basename(file, '.ipynb'))
      return cells
    } finally {
      await lab.shut(page)
    }
  }

  it('opens without the news pop-up, and draws a chart', async () => {
    const look = async (page: Page) => {
      assert.equal(await page.locator('.Toastify__toast').count(), 0)
    }
    const cells = await run(fixture('charts'), { look })
    assert.deepEqual(problems(cells), [])
    assert.equal(cells[1].charts.length, 1)
  })

  it('shows the error of a cell that throws, where the run ends', async () => {
    const cells = await run(fixture('broken'))
    assert.match(problems(cells).join('\n'), /cell 1: .*on purpose/)
    assert.notEqual(cells[1].executionCount, 2)
  })

  it('would notice a chart without any data in it', async () => {
    assert.match(problems(await run(fixture('empty'))).join('\n'), /cell 1: a chart without marks/)
  })

  for (const name of namesToRun()) {
    it(`runs every cell of ${name}, and draws every chart`, async () => {
      const cells = await run(notebook(name))
      assert.deepEqual(problems(cells), [])
      assert.ok(cells.some(({ charts }) => charts.length > 0))
    })
  }

  it('runs every cell of 11-training-mnist, where the loss curve grows while it trains', async () => {
    const curve: number[] = []
    const watch = async (cells: readonly SeenCell[], page: Page) => {
      const training = cells.findIndex(({ source }) => source.includes('.fit()'))
      const { executionCount, charts } = cells[training]
      if (executionCount !== null || charts.length === 0 || charts[0].marks === 0) return
      curve.push(charts[0].marks)
      if (curve.length === 12) await photographCell(page, training, '11-while-training')
    }
    const cells = await run(notebook('11-training-mnist'), { watch })
    assert.deepEqual(problems(cells), [])
    assert.ok(new Set(curve).size > 3, `the curve's points, seen while training: ${curve}`)
    assert.ok((curve.at(-1) ?? 0) > curve[0])
  })
})

interface Looks {
  /** Looks at the page when all cells have run. */
  look?(page: Page): Promise<void>
  /** Looks at the cells while they run. */
  watch?(cells: readonly SeenCell[], page: Page): Promise<void> | void
}

/** What is wrong with the cells that a reader sees, one line each. */
function problems(cells: readonly SeenCell[]): string[] {
  return cells.flatMap(({ executionCount, error, charts, tokens }, i) => {
    const undrawn = charts.filter(({ marks, painted }) => marks === 0 || painted === 0)
    return [
      ...(executionCount === null ? ['it was not run'] : []),
      ...(error === '' ? [] : [error]),
      ...undrawn.map(({ element }) => `a chart without marks (${element})`),
      ...(tokens === 0 ? ['its TypeScript is not highlighted'] : []),
    ].map((problem) => `cell ${i + 1}: ${problem}`)
  })
}

/** Keeps a picture of the window with one code cell in its middle. */
async function photographCell(page: Page, index: number, name: string): Promise<void> {
  const folder = process.env.NOTEGRAD_SCREENSHOTS
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.locator('.jp-CodeCell .jp-OutputArea').nth(index).scrollIntoViewIfNeeded()
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

/** Keeps a picture of the whole notebook in the folder that NOTEGRAD_SCREENSHOTS names. */
async function photograph(page: Page, name: string): Promise<void> {
  const folder = process.env.NOTEGRAD_SCREENSHOTS
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  const height = await page.evaluate(() => {
    const content = document.querySelector('.jp-WindowedPanel-outer')
    return (content?.scrollHeight ?? 0) + 200
  })
  await page.setViewportSize({ width: 1280, height: Math.min(Math.max(height, 900), 16_000) })
  await page.waitForTimeout(1_000)
  await page.locator('.jp-WindowedPanel-outer').evaluate((content) => content.scrollTo(0, 0))
  await page.waitForTimeout(1_000)
  const path = join(folder, `${name}.png`)
  await page.screenshot({ path })
  process.stdout.write(`      picture: ${path}\n`)
}
