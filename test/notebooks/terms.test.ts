import assert from 'node:assert/strict'
import { firstCells, readTerms, termsIn } from '../../docs/build/terms.js'
import { joinText } from '../../kernel-setup/notebook/nbformat.js'
import { root } from '../support/repository.js'
import { notebookPairs } from './chinese.js'
import { notebooksIn } from './notebookSuite.js'
import { missingTerms, wrongBrackets, wrongTerms } from './terms.js'

const terms = readTerms(root).flatMap((group) => group.terms)

describe('the terms', () => {
  it('are one for each thing, in both languages', () => {
    for (const key of ['english', 'chinese'] as const) {
      const words = terms.filter(({ everyday }) => !everyday).map((term) => term[key])
      assert.deepEqual([...new Set(words)], words)
    }
    assert.ok(terms.length > 100)
  })

  it('are each used in a cell of the course', () => {
    const first = firstCells(root, terms)
    assert.deepEqual(
      terms.filter((term) => !first.has(term)).map(({ english }) => english),
      [],
    )
  })

  it('are right wherever an English notebook gives their Chinese', () => {
    const problems = notebooksIn('en', root).flatMap(({ path, notebook }) =>
      notebook.cells
        .filter(({ cell_type }) => cell_type === 'markdown')
        .flatMap(({ id, source }) => wrongBrackets(`${path}#${id}`, joinText(source), terms)),
    )
    assert.deepEqual(problems, [])
  })

  for (const { path, texts } of notebookPairs()) {
    it(`are in the Chinese of ${path} wherever the English has them`, () => {
      assert.deepEqual(
        texts.flatMap((pair) => missingTerms(pair, terms)),
        [],
      )
    })

    it(`have no wrong variant in ${path}`, () => {
      assert.deepEqual(
        texts.flatMap(({ name, chinese }) => wrongTerms(name, chinese, terms)),
        [],
      )
    })
  }
})

describe('the search for terms', () => {
  const names = (text: string) => termsIn(text, terms).map(({ english }) => english)

  it('finds the longest, with plurals and capitals, and none in code, formulas, names of files', () => {
    assert.deepEqual(names('in [optimizers.ts](a.md)'), [])
    assert.deepEqual(names('Loss functions, `gradient` and $gradient$'), ['loss function'])
    assert.deepEqual(names('a loss, and matrices'), ['matrix', 'loss'])
    assert.deepEqual(names('The learning\nrate'), ['learning rate'])
  })

  it('asks the Chinese for each, and takes a short form', () => {
    const pair = { name: 'a#b', english: 'the learning rate of Momentum', chinese: '学习速度' }
    assert.equal(missingTerms(pair, terms).length, 2)
    assert.deepEqual(missingTerms({ ...pair, chinese: 'Momentum 的学习率' }, terms), [])
  })

  it('refuses wrong variants, but not where they are quoted', () => {
    assert.deepEqual(wrongTerms('a', '学习速率是 0.1', terms), [
      'a: 学习速率, where 学习率 is the term',
    ])
    assert.deepEqual(wrongTerms('a', '笔记写作“指数平移平均”，或 `学习速率`。', terms), [])
    assert.equal(wrongTerms('a', '参数的导数', terms).length, 1)
    assert.deepEqual(wrongTerms('a', '损失关于参数的导数', terms), [])
  })

  it('sees a term with the Chinese of another in an English text', () => {
    assert.equal(wrongBrackets('a', 'the **learning rate** (更新量)', terms).length, 1)
    assert.deepEqual(wrongBrackets('a', 'gradient descent (梯度下降法)', terms), [])
  })
})
