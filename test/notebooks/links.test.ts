import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import GithubSlugger from 'github-slugger'
import { joinText } from '../../kernel-setup/notebook/nbformat.js'
import { parseNotebook } from '../../kernel-setup/notebook/readNotebook.js'
import { root } from '../support/repository.js'
import { notebooksIn, type TestedNotebook } from './notebookSuite.js'

/** Targets of links and pictures in the prose; those inside code are not links. */
function targets({ notebook }: TestedNotebook): string[] {
  const prose = notebook.cells.filter(({ cell_type }) => cell_type === 'markdown')
  const texts = prose.map(({ source }) => joinText(source).replace(/```[\s\S]*?```|`[^`]*`/g, ''))
  return texts.flatMap((text) =>
    [...text.matchAll(/\]\(<?([^)\s>]+)/g)].map(([, target]) => target),
  )
}

function problem({ path }: TestedNotebook, target: string): string | undefined {
  if (/^https:\/\/[\w.-]+\.[a-z]+(\/|$)/.test(target)) return undefined
  const [file, anchor] = decodeURI(target).split('#')
  const found = file === '' ? join(root, path) : join(root, dirname(path), file)
  if (!existsSync(found)) return target
  return anchor === undefined || anchorsOf(found).has(anchor) ? undefined : target
}

/** Where a link can lead inside a file: headings of Markdown, headings and cells of a notebook. */
function anchorsOf(file: string): ReadonlySet<string> {
  if (!/\.(md|ipynb)$/.test(file)) return new Set()
  const text = readFileSync(file, 'utf8')
  if (file.endsWith('.md')) return new Set(headings(text))
  const { cells } = parseNotebook(text, file)
  const prose = cells.filter(({ cell_type }) => cell_type === 'markdown')
  return new Set([
    ...cells.map(({ id }) => `cell-${id}`),
    ...headings(prose.map(({ source }) => joinText(source)).join('\n\n')),
  ])
}

/** The anchors that GitHub and the site give to headings. */
function headings(markdown: string): string[] {
  const slugger = new GithubSlugger()
  const lines = markdown.replace(/```[\s\S]*?```/g, '').matchAll(/^#{1,6} +(.+?)\s*$/gm)
  return Array.from(lines, ([, text]) => slugger.slug(text.replace(/[`*]/g, '')))
}

describe('the links', () => {
  for (const tested of ['en', 'zh'].flatMap((language) => notebooksIn(language, root))) {
    it(`of ${tested.path} resolve`, () => {
      const problems = targets(tested).flatMap((target) => problem(tested, target) ?? [])
      assert.deepEqual(problems, [])
    })
  }

  const [tested] = notebooksIn('en', root)
  const right = [
    'https://mathjs.org',
    '01-typescript-for-the-notes.ipynb#cell-near',
    '../../docs/notation.md#at-kinks-and-ties',
    '../../src/nn/Affine.ts',
  ]
  for (const target of right) {
    it(`may lead to ${target}`, () => assert.equal(problem(tested, target), undefined))
  }

  const wrong = [
    'http://mathjs.org',
    '99-nowhere.ipynb',
    '01-typescript-for-the-notes.ipynb#cell-nowhere',
    '../../docs/notation.md#nowhere',
    '../../src/nn/Affine.ts#nowhere',
    '#nowhere',
  ]
  for (const target of wrong) {
    it(`must not lead to ${target}`, () => assert.equal(problem(tested, target), target))
  }
})
