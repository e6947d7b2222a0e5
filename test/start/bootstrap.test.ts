import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { transform } from 'esbuild'
import {
  buildIsCurrent,
  checkArguments,
  packagesAreCurrent,
} from '../../kernel-setup/environment/bootstrap.mjs'
import { checks, type Finding } from '../../kernel-setup/environment/findings.js'
import { stateFolder } from '../../kernel-setup/environment/stateFolder.mjs'
import { root } from '../support/repository.js'
import { inEmptyFolder } from './stage.js'

const script = join(root, 'kernel-setup/start.mjs')
/** Fit and unfit ones, at every border. */
const nodes = ['18.20.8', '20.18.3', '20.19.0', '21.7.3', '22.15.1', '22.16.0', '23.11.1', '24.0.0']
const engines: string = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).engines.node
/** It has no types. */
const { satisfies, subset } = createRequire(import.meta.url)('semver')

/** Writes a file that was last changed `time` seconds after the epoch. */
function write(file: string, time: number): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, '')
  utimesSync(file, time, time)
}

describe('the bootstrap', () => {
  it('refuses a Node that package.json refuses, in one message before anything else', () => {
    for (const version of nodes) {
      const pretend = `data:text/javascript,Object.defineProperty(process, 'versions',
        { value: { ...process.versions, node: '${version}' } })`
      const run = spawnSync(process.execPath, ['--import', pretend, script, '--help'], {
        encoding: 'utf8',
      })
      const fits = satisfies(version, engines)
      assert.equal(run.status, fits ? 0 : 1, version)
      if (fits) continue
      assert.equal(run.stdout, '')
      assert.match(run.stderr, /expected Node 24 or newer, .*\n +found: Node \d+.*\n +mend: /)
      assert.ok(run.stderr.includes(`Node ${version}`))
    }
  })

  it('judges a Node as `notegrad doctor` does', () => {
    const { versions } = process
    const look = checks.find(({ name }) => name === 'Node')!.look as () => Finding // of no place
    const pretend = (value: object) => Object.defineProperty(process, 'versions', { value })
    try {
      for (const node of nodes) {
        pretend({ ...versions, node })
        assert.equal(look().mend === undefined, satisfies(node, engines), node)
      }
    } finally {
      pretend(versions)
    }
  })

  it('lets in no Node that npm would refuse for one of the packages', () => {
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
    const wanted = Object.entries<{ engines?: { node?: string } }>(packages).flatMap(
      ([name, { engines: { node } = {} }]) => (node === undefined ? [] : [[name, node] as const]),
    )
    assert.ok(wanted.length > 100)
    assert.deepEqual(
      wanted.filter(([, node]) => !subset(engines, node)),
      [],
    )
  })

  it('begins in a syntax that Node 12 reads', async () => {
    const text = readFileSync(script, 'utf8')
    const [now, then] = await Promise.all(
      ['esnext', 'node12.22'].map((target) => transform(text, { target })),
    )
    assert.equal(then.code, now.code)
    assert.doesNotMatch(text, /^import |node:|\bawait\b/m)
  })

  it('tells its usage without installing anything', () => {
    const run = spawnSync(process.execPath, [script, '--help'], { encoding: 'utf8' })
    assert.equal(run.status, 0)
    assert.match(run.stdout, /--port NUMBER --no-browser/)
  })

  it('refuses an unknown option before installing anything', () => {
    const run = spawnSync(process.execPath, [script, '--prot', '9999'], { encoding: 'utf8' })
    assert.equal(run.status, 2)
    assert.match(run.stderr, /found: --prot/)
    checkArguments(['x.ipynb', '--port=9999', '--lang', 'zh', '--no-browser'], {})
  })

  it('sends readers on Windows to WSL before installing anything', () => {
    const code = `Object.defineProperty(process, 'platform', { value: 'win32' })`
    const pretend = `data:text/javascript,${code}`
    const run = spawnSync(process.execPath, ['--import', pretend, script], { encoding: 'utf8' })
    assert.deepEqual([run.status, run.stdout], [1, ''])
    assert.match(run.stderr, /expected Linux or macOS\n +found: Windows\n +mend: +install WSL/)
  })

  it('tells who forgot the dashes what npm has done with the options', () => {
    const npm = { npm_lifecycle_event: 'start' }
    for (const given of [['zh'], ['9999'], ['zh', '9999']])
      assert.throws(() => checkArguments(given, npm), /npm start -- --lang zh/)
    assert.throws(() => checkArguments([], { ...npm, npm_config_port: '9999' }), /npm took/)
    checkArguments(['--lang', 'zh', '--port', '9999', 'x.ipynb'], npm)
    checkArguments([], { ...npm, npm_config_browser: 'true' })
  })

  it('installs packages when they are missing, half installed, or older than the lock file', () =>
    inEmptyFolder((folder) => {
      write(join(folder, 'package-lock.json'), 200)
      assert.equal(packagesAreCurrent(folder), false)
      mkdirSync(join(folder, 'node_modules/mathjs'), { recursive: true })
      assert.equal(packagesAreCurrent(folder), false)
      write(join(folder, 'node_modules/.package-lock.json'), 100)
      assert.equal(packagesAreCurrent(folder), false)
      write(join(folder, 'node_modules/.package-lock.json'), 200)
      assert.equal(packagesAreCurrent(folder), true)
    }))

  it('builds when a product is missing or older than a source', () =>
    inEmptyFolder((folder) => {
      write(join(folder, 'src/math/add.ts'), 100)
      for (const file of ['package.json', 'package-lock.json', 'tsconfig.json']) {
        write(join(folder, file), 100)
      }
      assert.equal(buildIsCurrent(folder), false)
      mkdirSync(join(folder, 'node_modules'))
      symlinkSync('..', join(folder, 'node_modules/notegrad'))
      write(join(folder, 'dist/index.js'), 110)
      write(join(folder, 'dist/types/index.d.ts'), 110)
      assert.equal(buildIsCurrent(folder), false, 'without the commands')
      write(join(folder, 'dist/cli/main.js'), 110)
      assert.equal(buildIsCurrent(folder), true)
      write(join(folder, 'src/math/made.generated.ts'), 120)
      assert.equal(buildIsCurrent(folder), true, 'what the build makes is no source')
      write(join(folder, 'src/math/add.ts'), 120)
      assert.equal(buildIsCurrent(folder), false, 'a source changed')
      write(join(folder, 'src/math/add.ts'), 100)
      rmSync(join(folder, 'node_modules/notegrad'))
      assert.equal(buildIsCurrent(folder), false, 'npm ci removed the link')
    }))

  it('says what to do when the folder can not be written', () =>
    inEmptyFolder((folder) => {
      // Root may write anywhere but in the kernel's own file systems.
      const place = process.platform === 'linux' ? '/sys' : '/System'
      assert.throws(() => stateFolder(place), /expected a folder that can be written\n.*\n +mend: /)
      writeFileSync(join(folder, '.notegrad'), 'a file where the folder should be')
      assert.throws(() => stateFolder(folder), /EEXIST/)
    }))
})
