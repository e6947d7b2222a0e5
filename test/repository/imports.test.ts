import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { root } from '../support/repository.js'

/** Lays out files in an empty folder and runs the import rules of this repository over its src. */
function check(files: Record<string, string>): { status: number | null; output: string } {
  const folder = mkdtempSync(join(tmpdir(), 'notegrad-imports-'))
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), text)
    }
    for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) {
      copyFileSync(join(root, name), join(folder, name))
    }
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    const depcruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
    const args = [depcruise, '--config', '.dependency-cruiser.cjs', 'src']
    const run = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
    return { status: run.status, output: run.stdout + run.stderr }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

describe('the import rules', function () {
  this.timeout(60_000)

  it('accept an import that points down', () => {
    const { status, output } = check({
      'src/math/a.ts': 'export const a = 1\n',
      'src/nn/b.ts': "import { a } from '../math/a.js'\nexport const b = a\n",
    })
    assert.equal(status, 0, output)
  })

  it('catch an import that points up', () => {
    const { status, output } = check({
      'src/nn/a.ts': 'export const a = 1\n',
      'src/math/b.ts': "import { a } from '../nn/a.js'\nexport const b = a\n",
    })
    assert.notEqual(status, 0)
    assert.match(output, /math-imports-down/)
  })

  it('catch a kernel that is used outside math', () => {
    const { status, output } = check({
      'src/math/kernels/a.ts': 'export const a = 1\n',
      'src/train/b.ts': "import { a } from '../math/kernels/a.js'\nexport const b = a\n",
    })
    assert.notEqual(status, 0)
    assert.match(output, /kernels-stay-inside-math/)
  })

  it('catch a static import of a node: module in the library', () => {
    const { status, output } = check({
      'src/data/a.ts': "import { readFileSync } from 'node:fs'\nexport const a = readFileSync\n",
    })
    assert.notEqual(status, 0)
    assert.match(output, /no-static-node-modules-in-src/)
  })

  it('catch mathjs entering by any door but its own', () => {
    const { status, output } = check({
      'src/nn/a.ts': "import { add } from 'mathjs'\nexport const a = add\n",
    })
    assert.notEqual(status, 0)
    assert.match(output, /one-door-for-mathjs/)
  })
})
