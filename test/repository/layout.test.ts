import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, trackedFiles } from '../support/repository.js'

const visible = [
  'LICENSE',
  'README.md',
  'docs',
  'kernel-setup',
  'notebooks',
  'package-lock.json',
  'package.json',
  'src',
  'test',
  'tsconfig.json',
]

describe('the repository', () => {
  it('shows exactly the agreed entries at its top', () => {
    const top = new Set(trackedFiles().map((file) => file.split('/')[0]))
    const shown = [...top].filter((name) => !name.startsWith('.')).sort()
    assert.deepEqual(shown, visible)
  })

  it('names no host of a package registry and no path of one machine', () => {
    const hosts = ['registry\\.npmjs', 'npmjs\\.org', 'pypi\\.org', 'pythonhosted', 'deb\\.debian']
    const paths = `(^|[\\s"'\`(=])/(work|root|home|Users)/`
    const forbidden = new RegExp(`${hosts.join('|')}|${paths}`)
    const textual = trackedFiles().filter((file) => !/\.(png|jpg|npz|wasm)$/.test(file))
    const found = textual
      .filter((file) => file !== 'test/repository/layout.test.ts')
      .flatMap((file) =>
        readFileSync(join(root, file), 'utf8')
          .split('\n')
          .flatMap((line, i) => (forbidden.test(line) ? [`${file}:${i + 1}`] : [])),
      )
    assert.deepEqual(found, [])
  })

  it('keeps code to 100 columns, but for titles of tests and regular expressions', () => {
    // strings too: Biome breaks none, nor comments; in CSS it makes a line of 101 columns itself
    const sources = trackedFiles().filter((file) => /\.([cm]?[jt]s|py)$/.test(file))
    const isWhole = (line: string) => /^\s*(it\(|\/[^*/].*\/[a-z]*,?$)/.test(line)
    const found = sources.flatMap((file) =>
      readFileSync(join(root, file), 'utf8')
        .split('\n')
        .flatMap((line, i) => (line.length > 100 && !isWhole(line) ? [`${file}:${i + 1}`] : [])),
    )
    assert.deepEqual(found, [])
  })

  it('keeps the registry out of the lock file and refuses an unfit Node', () => {
    const settings = readFileSync(join(root, '.npmrc'), 'utf8')
    assert.match(settings, /^engine-strict=true$/m)
    assert.match(settings, /^omit-lockfile-registry-resolved=true$/m)
    const lock = readFileSync(join(root, 'package-lock.json'), 'utf8')
    assert.doesNotMatch(lock, /"resolved": "http/)
  })

  it('pins every dependency to one version', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    const { dependencies, optionalDependencies, devDependencies } = manifest
    const loose = Object.entries({ ...dependencies, ...optionalDependencies, ...devDependencies })
      .map(([name, range]) => `${name}@${range}`)
      .filter((pin) => !/@(npm:[\w-]+@)?\d+\.\d+\.\d+$/.test(pin))
    assert.deepEqual(loose, [])
  })
})
