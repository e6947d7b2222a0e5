/**
 * What a machine may lack. A suite that needs it says so in a `before` hook and is skipped with one
 * line; with CI=true nothing may be left out, so the hook throws.
 */
import { mkdirSync } from 'node:fs'
import { chromiumPath } from '../../kernel-setup/environment/chromium.js'
import { findPython, hasEnsurepip, hasUv } from '../../kernel-setup/environment/findPython.js'
import { places } from '../../kernel-setup/environment/places.js'
import { setUpPython, whileAlone } from '../../kernel-setup/environment/setUp.js'
import { blasConfig } from '../../src/math/kernels/index.js'
import { hasNewestNode } from './newestNode.js'

export type Requirement = 'blas' | 'chromium' | 'newest Node' | 'python'

const checks: Record<Requirement, { present: () => Promise<boolean>; mend: string }> = {
  blas: {
    present: hasBlas,
    mend: 'install the optional npm package koffi, and OpenBLAS: npm start, or libopenblas0',
  },
  chromium: {
    present: async () => chromiumPath() !== undefined,
    mend: 'install Chromium (Debian: apt-get install chromium) or set CHROMIUM_PATH',
  },
  'newest Node': {
    present: hasNewestNode,
    mend: 'connect to the npm registry, from which it is installed once',
  },
  python: {
    present: canMakeEnvironment,
    mend: 'install Python >= 3.10 with venv (Debian: apt-get install python3-venv)',
  },
}

/** As `npm start` decides: the first Python that is new enough, with ensurepip or beside uv. */
async function canMakeEnvironment(): Promise<boolean> {
  if (await hasUv()) return true
  return findPython().then(hasEnsurepip, () => false)
}

/** One that is found, else the one in the project's Python environment, which is made for it. */
async function hasBlas(): Promise<boolean> {
  if (findsBlas()) return true
  if (!(await canMakeEnvironment())) return false
  const here = places()
  mkdirSync(here.state, { recursive: true })
  await whileAlone(here, () => setUpPython(here)).catch(() => {})
  return findsBlas()
}

function findsBlas(): boolean {
  try {
    blasConfig()
    return true
  } catch {
    return false
  }
}

/** Skips the suite of `context` when something is missing; throws instead when CI=true. */
export async function requires(context: Mocha.Context, ...needs: Requirement[]): Promise<void> {
  const found = await Promise.all(needs.map((need) => checks[need].present()))
  const missing = needs.filter((_, i) => !found[i])
  if (missing.length === 0) return
  const mends = missing.map((need) => checks[need].mend).join('; ')
  const line = `left out for want of ${missing.join(' and ')}: ${suiteTitle(context)} (${mends})`
  if (process.env.CI === 'true') throw new Error(line)
  process.stdout.write(`    ${line}\n`)
  context.skip()
}

function suiteTitle(context: Mocha.Context): string {
  return context.test?.parent?.title ?? 'a suite'
}
