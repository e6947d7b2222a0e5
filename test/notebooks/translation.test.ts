import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hashOf, translatesOf } from '../../kernel-setup/notebook/syncNotebook.js'
import { root } from '../support/repository.js'
import { notebookPairs } from './chinese.js'
import { chineseFaults } from './chineseProse.js'
import { notebooksIn } from './notebookSuite.js'
import { structureProblems } from './structure.js'
import { departures } from './translation.js'

describe('the Chinese edition', () => {
  it('has every notebook, and no other', () => {
    const names = (language: string) =>
      notebooksIn(language, root).map(({ path }) => path.replace(`/${language}/`, '/'))
    assert.equal(names('zh').length, 18)
    assert.deepEqual(names('zh'), names('en'))
  })

  for (const { path, english, chinese, texts, notebook } of notebookPairs()) {
    describe(path, () => {
      it('is well formed and has the cells of the English, in their order', () => {
        assert.deepEqual(structureProblems(notebook), [])
        const outline = (cells: typeof english) =>
          cells.map(({ id, cell_type, metadata }) => [id, cell_type, metadata.tags])
        assert.deepEqual(outline(chinese), outline(english))
      })

      it('has its code and outputs, byte for byte', () => {
        const code = (cells: typeof english) =>
          cells.flatMap((cell) => (cell.cell_type === 'code' ? [JSON.stringify(cell)] : []))
        assert.deepEqual(code(chinese), code(english))
      })

      it('is translated, and from the English of today', () => {
        const original = new Map(english.map((cell) => [cell.id, hashOf(cell)]))
        const open = chinese
          .filter(({ cell_type }) => cell_type !== 'code')
          .filter((cell) => translatesOf(cell) !== original.get(cell.id))
        assert.deepEqual(
          open.map(({ id }) => id),
          [],
        )
      })

      it('keeps formulas, code, links and folds', () => {
        assert.deepEqual(texts.flatMap(departures), [])
      })

      it('is set as Chinese is', () => {
        const faults = texts.flatMap(({ name, chinese: text }) =>
          chineseFaults(text).map((fault) => `${name}: ${fault}`),
        )
        assert.deepEqual(faults, [])
      })
    })
  }
})

describe('the Chinese documents', () => {
  const names = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.zh.md'))
  for (const name of names) {
    it(`docs/${name} is set as Chinese is`, () => {
      const text = readFileSync(join(root, 'docs', name), 'utf8')
      // it quotes headings of the notes
      const own = name === 'notes.zh.md' ? text.replaceAll(/^## .*$/gm, '') : text
      assert.deepEqual(chineseFaults(own), [])
    })
  }
})

describe('docs/how-to.zh.md', () => {
  it('has the sections, the code and the rows of its English edition', () => {
    const read = (name: string) => readFileSync(join(root, 'docs', name), 'utf8')
    const [english, chinese] = [read('how-to.md'), read('how-to.zh.md')]
    const code = (text: string) => text.match(/^```[\s\S]*?^```/gm)
    const form = (text: string) => text.match(/^(?:#+|\||-)(?= )/gm)
    assert.deepEqual(code(chinese), code(english))
    assert.deepEqual(form(chinese), form(english))
  })
})

describe('the setting of Chinese', () => {
  const good = [
    '## softmax 函数\n\n学习率（learning rate）是 $\\eta$，见[笔记](a.md)。',
    '**本章内容。** 一个函数，`f(x)`，记作“$f$”。\n\n$$x, y$$\n\n- 一项；\n- 两项。',
    '**1.** 求点 (0, 1) 的值。\n\n**2. 预测形状。** 形状是 (2, 3)，写成一列数。',
    '> **笔误 E19 · 算法。** 第 3 行，97% 的点。\n\n' +
      '| 名称 | 按 <kbd>I</kbd> <kbd>I</kbd> |\n' +
      '|---|---|\n' +
      '| a | 好，`x|y` |',
    '<details><summary>答案</summary>\n\n对 3 求导。\n\n```ts\nf(a,b) // 中文,a\n```\n\n</details>',
  ]

  for (const text of good) {
    it(`takes ${JSON.stringify(text.slice(0, 30))}`, () =>
      assert.deepEqual(chineseFaults(text), []))
  }

  const bad: [string, RegExp][] = [
    ['用Variable写', /用 Variable 写/],
    ['一段, 两段.', /一段，两段。/],
    ['学习率(lr)', /学习率（lr）/],
    ['它叫"梯度"。', /它叫“梯度”。/],
    ['在$x$处', /在 x 处/],
    ['看`f`的值', /看 `f` 的值/],
    ['| 名称,a |\n|---|', /名称，a/],
    ['*梯度*在此', /italics/],
    ['**梯度（gradient）**是', /want of a space/],
    ['第一行，\n第二行', /line break/],
    ['好！', /no exclamation marks/],
    ['等等...', /an ellipsis/],
    ['您好', /the reader is 你/],
  ]

  for (const [text, fault] of bad) {
    it(`refuses ${JSON.stringify(text)}`, () =>
      assert.match(chineseFaults(text).join('\n') || 'no fault', fault))
  }
})

describe('what a translation keeps', () => {
  const english =
    '> **Slip E19 · algorithm.** `a` and $x$, [b](c.md)\n\n<details>\n\n```ts\n1\n```\n\n</details>'
  const chinese = english.replace('Slip E19 · algorithm.', '笔误 E19 · 算法。').replace('and', '与')

  it('is kept in an example', () => {
    assert.deepEqual(departures({ name: 'a#b', english, chinese }), [])
  })

  it('is kept where a formula was broken over two lines', () => {
    const broken = { name: 'a#b', english: '> from $x\n> + y$', chinese: '> 由 $x + y$' }
    assert.deepEqual(departures(broken), [])
  })

  it('is kept where code has backticks of its own', () => {
    const english = '`` `x` ``, and `y`'
    assert.deepEqual(departures({ name: 'a#b', english, chinese: '`y` 与 `` `x` ``' }), [])
    assert.equal(departures({ name: 'a#b', english, chinese: '`y` 与 `x`' }).length, 1)
  })

  it('is kept where a line begins in bold, or a formula has "<"', () => {
    const english = '> **Slip E53 · wording.** $x < 0$,\n> **and** $y > 0$'
    const short = '> **笔误 E53 · 措辞。** $x < 0$ **而且** $y > 0$'
    assert.deepEqual(departures({ name: 'a#b', english, chinese: short }), [])
  })

  it('is kept where a code has a backtick in it', () => {
    const english = 'from “``C^`)``”, where $x$, to `y`'
    const chinese = '“``C^`)``”中的 $x$ 变成 `y`'
    assert.deepEqual(departures({ name: 'a#b', english, chinese }), [])
  })

  const changes: [string, string, RegExp][] = [
    ['$x$', '$y$', /formulas/],
    ['(c.md)', '(d.md)', /targets of links/],
    ['`a`', 'a', /`a` is missing/],
    ['<details>', '', /marks of HTML/],
    ['\n1\n', '\n2\n', /blocks of code/],
    ['E19', 'E20', /slips/],
    ['算法', '措辞', /slips/],
    ['> **', '> 一 **', /marks of quotation/],
  ]

  for (const [before, after, fault] of changes) {
    it(`is not when ${JSON.stringify(before)} becomes ${JSON.stringify(after)}`, () => {
      const changed = chinese.replace(before, after)
      assert.match(departures({ name: 'a#b', english, chinese: changed }).join('\n'), fault)
    })
  }
})
