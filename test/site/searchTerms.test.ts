import assert from 'node:assert/strict'
import { snippet } from '../../docs/client/search/snippet.js'
import { terms } from '../../docs/searchTerms.js'

describe('the terms of search', () => {
  it('are words in lower case, and the parts of names that have several', () => {
    assert.deepEqual(terms('Use dotMultiply, im2col!'), [
      'use',
      'dotmultiply',
      'dot',
      'multiply',
      'im2col',
    ])
    assert.deepEqual(terms('AdamW'), ['adamw'])
  })

  it('are every two characters of Chinese that stand beside each other', () => {
    assert.deepEqual(terms('激活函数 (ReLU)'), ['激活', '活函', '函数', 'relu'])
    assert.deepEqual(terms('的'), ['的'])
  })

  it('leave out long numbers, which nobody looks for', () => {
    assert.deepEqual(terms('784 of 0.7310585786'), ['784', 'of', '0'])
  })
})

describe('the snippet of a result', () => {
  const marked = (text: string, question: string) =>
    snippet(text, question)
      .filter(({ isMatch }) => isMatch)
      .map(({ text }) => text)

  it('shows the words around the first match and marks all of them', () => {
    const text = `${'before '.repeat(40)}the sigmoid and its Sigmoid layer${' after'.repeat(40)}`
    const parts = snippet(text, 'sigmoid')
    const shown = parts.map(({ text }) => text).join('')
    assert.ok(shown.length < 160)
    assert.match(shown, /^… before .*the sigmoid and its Sigmoid layer after.* after …$/)
    assert.deepEqual(marked(text, 'sigmoid'), ['sigmoid', 'Sigmoid'])
  })

  it('marks Chinese inside a longer run, whole or in part', () => {
    assert.deepEqual(marked('神经网络的学习', '学习'), ['学习'])
    assert.deepEqual(marked('梯度下降', '梯度上升'), ['梯度'])
  })

  it('takes signs of regular expressions as text', () => {
    assert.deepEqual(marked('a.*b costs $5', '.* $5'), ['$5'])
    assert.deepEqual(snippet('text', '…'), [{ text: 'text', isMatch: false }])
  })
})
