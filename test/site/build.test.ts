import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { copyFile, cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { buildSite } from '../../docs/build/site.js'
import { root } from '../support/repository.js'
import { buildTimeout, fixtures, scratchPath, site } from './support/sites.js'

const run = promisify(execFile)

function npmRunDocs(...options: string[]) {
  const tsx = join(root, 'node_modules/.bin/tsx')
  return run(tsx, ['docs/build/main.ts', ...options], { cwd: root })
}

describe('building the site', function () {
  this.timeout(buildTimeout)
  it('makes a page of every notebook, document and literate file, a home page, and one for missing addresses', async () => {
    const { pages, report } = await site('fixtures')
    const expected = [
      '404.html',
      'docs/notes.html',
      'en/01-activation.html',
      'en/02-second.html',
      'index.html',
      'source/index.html',
      'source/nn/Half.html',
      'source/nn/two.html',
    ]
    assert.deepEqual([...pages.keys()].sort(), expected)
    assert.equal(report.pages, expected.length)
  })

  it('offers each notebook for download, byte for byte', async () => {
    const { out } = await site('fixtures')
    const path = 'en/01-activation.ipynb'
    const original = await readFile(join(fixtures, 'notebooks', path))
    assert.deepEqual(await readFile(join(out, path)), original)
  })

  it('shows the recorded picture, and says so, when a chart asks for data from elsewhere', async () => {
    const { pages, report } = await site('fixtures')
    assert.equal(report.warnings.length, 1)
    assert.match(report.warnings[0], /01-activation\.ipynb, cell 11: chart not drawn.*example\.org/)
    assert.match(
      pages.get('en/01-activation.html')!,
      /<img class="output picture" src="data:image\/svg/,
    )
  })

  it("leaves out the copies that reset keeps of a reader's own", async () => {
    const notebooks = scratchPath('notebooks mine')
    await cp(join(fixtures, 'notebooks'), notebooks, { recursive: true })
    const mine = '02-second.mine-1.ipynb'
    await copyFile(join(notebooks, 'en/02-second.ipynb'), join(notebooks, 'en', mine))
    const out = scratchPath('without-mine')
    await build({ out, notebooks })
    const made = ['01-activation', '02-second'].flatMap((name) => [`${name}.html`, `${name}.ipynb`])
    assert.deepEqual((await readdir(join(out, 'en'))).sort(), made)
  })

  it('explains itself with --help', async () => {
    const { stdout } = await npmRunDocs('--help')
    for (const option of ['--out', '--notebooks', '--documents'])
      assert.match(stdout, new RegExp(option))
  })

  it('answers wrong usage with exit code 2', async () => {
    await assert.rejects(npmRunDocs('--bogus'), (error: { code: number; stderr: string }) => {
      assert.match(error.stderr, /unknown option '--bogus'/)
      return error.code === 2
    })
  })

  it('refuses a SITE_URL that is no address, with exit code 2', async () => {
    const tsx = join(root, 'node_modules/.bin/tsx')
    const env = { ...process.env, SITE_URL: 'example.org' }
    await assert.rejects(
      run(tsx, ['docs/build/main.ts'], { cwd: root, env }),
      (error: { code: number; stderr: string }) => {
        assert.match(
          error.stderr,
          /'example\.org' from env 'SITE_URL' is invalid.*correct SITE_URL/,
        )
        return error.code === 2
      },
    )
  })

  it('refuses to replace a folder that it did not make', async () => {
    const out = scratchPath('precious')
    await mkdir(out, { recursive: true })
    await writeFile(join(out, 'thesis.txt'), 'years of work')
    await assert.rejects(build({ out }), /expected a new or empty folder.*give another --out/)
    assert.ok(existsSync(join(out, 'thesis.txt')))
  })

  it('replaces a site that it made', async () => {
    const out = scratchPath('again')
    await build({ out })
    await writeFile(join(out, 'en-stale.html'), '')
    await build({ out })
    assert.equal(existsSync(join(out, 'en-stale.html')), false)
  })
})

describe('a notebook that cannot be rendered', function () {
  this.timeout(buildTimeout)
  const cases: [name: string, content: unknown, message: RegExp][] = [
    ['is not JSON', '{ "cells": [', /bad\.ipynb: expected a Jupyter notebook \(JSON\)/],
    ['is a JSON list', [], /bad\.ipynb: .*not an object/],
    [
      'is of nbformat 3',
      { nbformat: 3, worksheets: [] },
      /expected a notebook of nbformat 4; given nbformat 3/,
    ],
    ['has no cells', { nbformat: 4 }, /expected a list of cells; given nothing/],
    ['has a cell of an unknown kind', cells({ cell_type: 'poem', source: '' }), /cell 1: .*"poem"/],
    ['has a cell without source', cells({ cell_type: 'markdown' }), /cell 1: expected source/],
    [
      'has a code cell without outputs',
      cells({ cell_type: 'code', source: '1' }),
      /list of outputs/,
    ],
    ['has an output of an unknown kind', cells(code({ output_type: 'smell' })), /"smell"/],
    [
      'has a formula that is not TeX',
      cells(markdown('# T\n\n$\\frac{1$')),
      /cell 1: expected a formula/,
    ],
    ['has no title', cells(markdown('words')), /expected a title.*# Activation functions/],
  ]
  for (const [name, content, message] of cases)
    it(`is named when it ${name}, and nothing is written`, async () => {
      const folder = scratchPath(`bad ${name}`)
      await mkdir(join(folder, 'en'), { recursive: true })
      const text = typeof content === 'string' ? content : JSON.stringify(content)
      await writeFile(join(folder, 'en/bad.ipynb'), text)
      const out = join(folder, 'out')
      await assert.rejects(build({ notebooks: folder, out }), message)
      assert.equal(existsSync(out), false)
    })

  it('ends the command with one line and exit code 2', async () => {
    const notebooks = await notebook('one line', [{ cell_type: 'poem', source: '' }])
    const out = scratchPath('one line out')
    await assert.rejects(
      npmRunDocs('--notebooks', notebooks, '--out', out),
      (error: { code: number; stderr: string }) => {
        assert.match(error.stderr, /^.*page\.ipynb, cell 1: expected .*\n$/)
        return error.code === 2
      },
    )
  })
})

function build(options: { notebooks?: string; out: string }) {
  const defaults = { root, notebooks: join(fixtures, 'notebooks') }
  const [documents, source] = ['documents', 'source'].map((name) => join(fixtures, name))
  return buildSite({ ...defaults, documents, source, ...options })
}

async function notebook(name: string, list: object[]): Promise<string> {
  const folder = scratchPath(`notebooks ${name}`)
  await mkdir(join(folder, 'en'), { recursive: true })
  await writeFile(join(folder, 'en/page.ipynb'), JSON.stringify(cells(...list)))
  return folder
}

function cells(...list: object[]) {
  return { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: list }
}

function markdown(source: string) {
  return { cell_type: 'markdown', metadata: {}, source }
}

function code(...outputs: object[]) {
  return { cell_type: 'code', metadata: {}, source: '1', execution_count: 1, outputs }
}
