/** The results that are kept: docs/data/benchmarks.json, and the page that shows them. */
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { root } from '../support/repository.js'
import { performancePage, type Results } from './performance.js'

const resultsFile = join(root, 'docs/data/benchmarks.json')

export const pageFile = join(root, 'docs/performance.md')

/** Four digits are more than a noisy machine gives. */
const DIGITS = 4

/** Keeps one section's result; the others stay as they are. */
export async function keep(section: string, result: unknown): Promise<void> {
  const all = { ...(await readResults()), [section]: result }
  await mkdir(dirname(resultsFile), { recursive: true })
  await writeFile(resultsFile, `${JSON.stringify(all, rounded, 1)}\n`)
  await writeFile(pageFile, performancePage(await readResults()))
  process.stdout.write(`${section}: written to docs/data/benchmarks.json and docs/performance.md\n`)
}

export async function readResults(): Promise<Results> {
  return existsSync(resultsFile) ? JSON.parse(await readFile(resultsFile, 'utf8')) : {}
}

function rounded(_key: string, value: unknown): unknown {
  const isFraction = typeof value === 'number' && !Number.isInteger(value)
  return isFraction ? Number(value.toPrecision(DIGITS)) : value
}
