import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { KernelClient } from '../../kernel-setup/client/KernelClient.js'
import { launch } from '../support/chromium.js'
import { root } from '../support/repository.js'

/** The package as a stranger gets it: packed, and installed into an empty folder. */
describe('the packed package, installed into an empty folder', function () {
  this.timeout(300_000)
  let folder = ''

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'notegrad-package-'))
    const tarball = run('npm', ['pack', '--silent', '--pack-destination', folder], root).trim()
    writeFileSync(join(folder, 'package.json'), '{ "name": "stranger", "private": true }\n')
    copyFileSync(join(root, '.npmrc'), join(folder, '.npmrc'))
    run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', `./${tarball}`], folder)
  })

  after(() => rmSync(folder, { recursive: true, force: true }))

  it('holds the built library, the kernel, the notebooks, and no sources or tests', () => {
    const installed = readdirSync(join(folder, 'node_modules/notegrad')).filter(
      (name) => name !== 'node_modules',
    )
    assert.deepEqual(installed.sort(), [
      'LICENSE',
      'README.md',
      'dist',
      'kernel-setup',
      'notebooks',
      'package.json',
    ])
  })

  it('answers require', () => {
    const code = "const { math } = require('notegrad'); console.log(math.sum(math.matrix([1, 2])))"
    assert.equal(run(process.execPath, ['--no-warnings', '-e', code], folder), '3\n')
  })

  it('answers import', () => {
    const code =
      "import { Variable, math } from 'notegrad'; console.log(math.square(new Variable(3)).value)"
    assert.equal(run(process.execPath, ['--input-type=module', '-e', code], folder), '9\n')
  })

  it('runs the examples of the README and of docs/how-to.md, which two compilers find right', () => {
    const texts = ['README.md', 'docs/how-to.md'].map((name) =>
      readFileSync(join(root, name), 'utf8'),
    )
    const examples = [...texts.join('').matchAll(/^```ts\n(.*?)^```/gms)].map(([, code]) => code)
    assert.equal(examples.length, 7)
    const files = examples.map((code, i) => {
      writeFileSync(join(folder, `example${i}.mts`), code)
      return `example${i}.mts`
    })
    const strict = ['--strict', '--module', 'nodenext', '--target', 'es2022', ...files]
    // tslab's compiler is TypeScript 5.0, and may be the one that `npx tsc` finds
    for (const compiler of ['@tslab/typescript-for-tslab', 'typescript'])
      run(process.execPath, [`node_modules/${compiler}/lib/tsc.js`, ...strict], folder)
    const [gradients, training, own, numbers, layer, optimizer, saved] = examples.map((_, i) =>
      run(process.execPath, [`example${i}.mjs`], folder),
    )
    assert.match(gradients, /^\[\[/)
    assert.ok(Number(training.split('\n').at(-2)) > 0.9, training)
    assert.match(readFileSync(join(folder, 'loss.svg'), 'utf8'), /^<svg/)
    const last = (text: string) => Number(text.trim().split(/\s/).at(-1))
    assert.equal(own, 'classes: [1, 0]\n')
    assert.ok(last(numbers) < 0.001, numbers)
    assert.ok(last(layer.split('\n')[0]) < 1e-12, layer)
    assert.ok(last(optimizer) > 0.9, optimizer)
    assert.equal(saved, 'weights: W1 b1 W2 b2\n')
  })

  it('runs a notebook', () => {
    const notebook = 'node_modules/notegrad/notebooks/en/00-start-here.ipynb'
    copyFileSync(join(folder, notebook), join(folder, 'first.ipynb'))
    const printed = run('npx', ['--no-install', 'notegrad', 'run', 'first.ipynb'], folder)
    assert.match(printed, /first\.ipynb/)
  })

  it('registers its kernel, and from there the kernel runs a cell', async () => {
    const prefix = join(folder, 'prefix')
    run('npx', ['--no-install', 'notegrad', 'kernel', 'install', '--prefix', prefix], folder)
    const { argv } = JSON.parse(
      readFileSync(join(prefix, 'share/jupyter/kernels/tslab/kernel.json'), 'utf8'),
    )
    assert.ok(argv.includes(join(folder, 'node_modules/notegrad/dist/kernel/launcher.js')))
    const spec = { name: 'tslab', argv, env: {}, interruptMode: 'message' } as const
    const client = await KernelClient.start({ spec, cwd: folder })
    try {
      const { outputs } = await client.execute('6 * 7')
      assert.match(JSON.stringify(outputs), /"42"/)
    } finally {
      await client.stop()
    }
  })

  const bundlers = {
    Vite: async () => {
      const { build } = await import('vite')
      await build({
        root: folder,
        configFile: false,
        logLevel: 'error',
        build: {
          outDir: 'bundle',
          target: 'es2022',
          lib: { entry: 'main.js', formats: ['es'], fileName: 'main' },
        },
      })
      return readFileSync(join(folder, 'bundle/main.mjs'), 'utf8')
    },
    esbuild: async () => {
      const { build } = await import('esbuild')
      const { outputFiles } = await build({
        absWorkingDir: folder,
        entryPoints: ['main.js'],
        bundle: true,
        format: 'esm',
        write: false,
      })
      return outputFiles[0].text
    },
  }
  for (const [name, bundled] of Object.entries(bundlers)) {
    it(`goes through ${name}, without settings, into a browser bundle that computes`, async () => {
      writeFileSync(join(folder, 'main.js'), browserProgram)
      const bundle = await bundled()
      assert.doesNotMatch(
        bundle,
        /from\s*["'](?:node:|fs|path)/,
        'no static import of Node modules',
      )
      assert.deepEqual(await inBrowser(bundle), [10, 'a browser', 'a browser'])
    })
  }
})

const browserProgram = `
import { load, math, readImage } from 'notegrad'
const given = (error) => error.given
const refused = [
  await load('net.npz').catch(given),
  await readImage(Uint8Array.of(0x89, 0x50, 0x4e, 0x47)).catch(given),
]
globalThis.answer = [math.sum(math.matrix([[1, 2], [3, 4]])), ...refused]
`

/** What the module leaves in `globalThis.answer` of an empty page. */
async function inBrowser(content: string): Promise<unknown> {
  const browser = await launch()
  try {
    const page = await browser.newPage()
    await page.addScriptTag({ content, type: 'module' })
    // a module runs some time after its tag is there
    return await (await page.waitForFunction('globalThis.answer')).jsonValue()
  } finally {
    await browser.close()
  }
}

/** Standard output of a command that must succeed. */
function run(command: string, args: string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  assert.equal(status, 0, `${command} ${args.join(' ')}\n${stdout}${stderr}`)
  return stdout
}
