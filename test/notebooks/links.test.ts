import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { joinText } from '../../kernel-setup/notebook/nbformat.js'
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
  const [file] = target.split('#')
  const there = file !== '' && existsSync(join(root, dirname(path), decodeURI(file)))
  return there ? undefined : target
}

describe('the links', () => {
  for (const tested of notebooksIn('en', root)) {
    it(`of ${tested.path} resolve`, () => {
      const problems = targets(tested).flatMap((target) => problem(tested, target) ?? [])
      assert.deepEqual(problems, [])
    })
  }
})
