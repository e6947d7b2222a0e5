/**
 * What a machine may lack. A suite that needs it says so in a `before` hook and is skipped with one
 * line; with CI=true nothing may be left out, so the hook throws.
 */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

export type Requirement = 'chromium' | 'python'

/** Path of a Chromium to drive: CHROMIUM_PATH, else `chromium` or `google-chrome` on the PATH. */
export function chromiumPath(): string | undefined {
  const named = process.env.CHROMIUM_PATH
  if (named) return existsSync(named) ? named : undefined
  return ['chromium', 'chromium-browser', 'google-chrome'].map(which).find(Boolean)
}

function which(command: string): string | undefined {
  try {
    return execFileSync('sh', ['-c', `command -v ${command}`], { encoding: 'utf8' }).trim()
  } catch {
    return undefined
  }
}

/** A Python >= 3.10 that can make a virtual environment (by ensurepip, or by uv). */
function pythonWithVenv(): boolean {
  if (which('uv')) return true
  const probe =
    'import sys, importlib.util as u; sys.exit(not (sys.version_info >= (3, 10) and u.find_spec("ensurepip")))'
  return ['python3', 'python'].some((python) => {
    try {
      execFileSync(python, ['-c', probe], { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  })
}

const checks: Record<Requirement, { present: () => boolean; mend: string }> = {
  chromium: {
    present: () => chromiumPath() !== undefined,
    mend: 'install Chromium (Debian: apt-get install chromium) or set CHROMIUM_PATH',
  },
  python: {
    present: pythonWithVenv,
    mend: 'install Python >= 3.10 with venv (Debian: apt-get install python3-venv)',
  },
}

/** Skips the suite of `context` when something is missing; throws instead when CI=true. */
export function requires(context: Mocha.Context, ...needs: Requirement[]): void {
  const missing = needs.filter((need) => !checks[need].present())
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
