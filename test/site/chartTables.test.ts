import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { TopLevelSpec } from 'vega-lite'
import { drawingOf, specOf, tablesOf } from '../../docs/build/notebook/chart.js'
import { chartTable } from '../../docs/build/notebook/chartTable.js'
import { isObject, type Json, readNotebook } from '../../docs/build/notebook/read.js'
import { type Language, languages } from '../../docs/words/index.js'
import { imageGrid, lineChart } from '../../src/charts/index.js'
import { root } from '../support/repository.js'
import { site } from './support/sites.js'

describe('the numbers of a chart', function () {
  this.timeout(120_000) // every chart of the course is drawn

  for (const lang of languages)
    it(`lie in a table and a file beside it, for every chart of the course (${lang})`, async () => {
      const missing: string[] = []
      let compared = 0
      for (const { where, spec } of await chartsOfCourse(lang)) {
        const { markup, columns } = await told(spec, lang)
        if (!markup.includes('<details class="chart-data">')) missing.push(where)
        for (const [field, values] of measured(spec)) {
          compared++
          if (!columns.some((column) => sameCells(column, values)))
            missing.push(`${where}: ${field}`)
        }
      }
      assert.deepEqual(missing, [])
      assert.ok(compared > 300, `${compared} columns`)
    })

  it('are rounded for reading, under the titles of the axes, and in full in the file', async () => {
    const { markup, file } = await told(line([1 / 3, 20_000, -1e-9]))
    assert.match(markup, /<th scope="col">time \(s\)<\/th><th scope="col">loss<\/th>/)
    assert.match(markup, /<td>0<\/td><td>0\.3333<\/td>/)
    assert.match(markup, /<td>1<\/td><td>20000<\/td>/)
    assert.match(markup, /<td>-1e-9<\/td>/)
    assert.match(file, /^series,time \(s\),loss\nloss,0,0\.333333333/)
  })

  it('are told in part where they are many, and the file is the same in both languages', async () => {
    const spec = line(Array.from({ length: 41 }, (_, i) => i / 7))
    const [en, zh] = await Promise.all(languages.map((lang) => told(spec, lang)))
    assert.match(en.markup, /the first 20 of 41 rows<\/caption>/)
    assert.match(zh.markup, /前 20 行，共 41 行<\/caption>/)
    assert.equal(en.markup.match(/<tr><td>/g)?.length, 20)
    assert.equal(en.file.trim().split('\n').length, 42)
    assert.equal(zh.file, en.file)
  })

  it('are told whole where they are 40', async () => {
    const { markup } = await told(line(Array.from({ length: 40 }, (_, i) => i / 7)))
    assert.equal(markup.match(/<tr><td>/g)?.length, 40)
    assert.doesNotMatch(markup, /of 40 rows/)
  })

  it('are those that vega computes where the chart has a formula, at the start of its slider', async () => {
    const { columns } = await told({
      $schema: '',
      params: [{ name: 'c', value: 3, bind: { input: 'range', min: 0, max: 5 } }],
      data: { sequence: { start: 0, stop: 4, as: 'i' } },
      transform: [{ calculate: 'c * datum.i', as: 'y' }],
      mark: 'line',
      encoding: {
        x: { field: 'i', type: 'quantitative' },
        y: { field: 'y', type: 'quantitative', title: 'c x' },
      },
    })
    assert.deepEqual(columns, [
      ['i', '0', '1', '2', '3'],
      ['c x', '0', '3', '6', '9'],
    ])
  })

  it('are pixels where the chart is a picture, in the file only', async () => {
    const pixels = [0, 1, 1, 0, 1, 1]
    const { markup, columns } = await told(
      specOf(imageGrid({ images: [{ pixels, width: 2, height: 3 }], title: 'One' })),
    )
    assert.doesNotMatch(markup, /<table|base64/)
    const of = (title: string) => columns.find(([first]) => first === title)?.slice(1)
    assert.deepEqual(of('line'), ['0', '1', '2'])
    // ink is black, 0
    assert.deepEqual(
      [of('0'), of('1')],
      [
        ['255', '0', '0'],
        ['0', '255', '0'],
      ],
    )
  })

  it('stand folded below the picture on a page, where the keyboard reaches them', async () => {
    const { pages } = await site('fixtures')
    const page = pages.get('en/01-activation.html')!
    const folded =
      page.match(/<\/figure>(?:<\/div>)?\n<details class="chart-data">[\s\S]*?<\/details>/g) ?? []
    assert.equal(folded.length, 2)
    for (const one of folded) {
      assert.match(one, /<summary>The numbers, as a table<\/summary>/)
      assert.match(one, /<div class="table" tabindex="0" role="group" aria-label="[^"]+"><table>/)
      assert.match(one, /<a href="\.\.\/assets\/\w+\.csv" download>/)
    }
  })
})

function line(y: readonly number[]): TopLevelSpec {
  const x = y.map((_, i) => i)
  const series = [{ name: 'loss', x, y }]
  return specOf(lineChart({ series, title: 'Loss', xTitle: 'time (s)', yTitle: 'loss' }))
}

/** What a page says, and its file as columns that begin with their titles. */
async function told(spec: TopLevelSpec, lang: Language = 'en') {
  let file = ''
  const emit = (content: string | Uint8Array) => {
    file = String(content)
    return 'numbers.csv'
  }
  const markup = String(chartTable(tablesOf(await drawingOf(spec)), { lang, emit }) ?? '')
  return { markup, file, columns: columnsOf(file) }
}

/** Columns of each table of a file. */
function columnsOf(file: string): string[][] {
  const [titles = [], ...lines] = file.trimEnd().split('\n').map(cellsOf)
  const isTold = titles[0] === 'table'
  const tables = isTold ? [...new Set(lines.map(([table]) => table))] : [undefined]
  return tables.flatMap((table) => {
    const own = lines.filter(([first]) => table === undefined || first === table)
    return titles.map((title, i) => [title, ...own.map((cells) => cells[i])])
  })
}

function cellsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain,
  )
}

function sameCells([, ...cells]: readonly string[], values: readonly unknown[]): boolean {
  return (
    cells.length === values.length && cells.every((cell, i) => cell === String(values[i] ?? ''))
  )
}

async function chartsOfCourse(lang: Language) {
  const folder = join(root, 'notebooks', lang)
  const charts: { where: string; spec: TopLevelSpec }[] = []
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.ipynb'))) {
    const { cells } = await readNotebook(join(folder, file), file)
    for (const cell of cells)
      for (const output of cell.type === 'code' ? cell.outputs : [])
        for (const [type, spec] of output.type === 'data' ? Object.entries(output.data) : [])
          if (/vegalite/.test(type))
            charts.push({ where: `${file} ${cell.id}`, spec: spec as TopLevelSpec })
  }
  return charts
}

/** Values, in order, of every inline field that an axis or a colour measures. */
function measured(view: unknown, inherited: Json = {}): [field: string, values: unknown[]][] {
  if (Array.isArray(view)) return view.flatMap((one) => measured(one, inherited))
  if (!isObject(view)) return []
  const data = isObject(view.data) ? view.data : inherited.data
  const own = isObject(view.encoding) ? view.encoding : {}
  const encoding = { ...(isObject(inherited.encoding) ? inherited.encoding : {}), ...own }
  const parts = ['layer', 'concat'].flatMap((name) => measured(view[name], { data, encoding }))
  if (!('mark' in view) || !isObject(data) || !Array.isArray(data.values)) return parts
  const rows = data.values.filter(isObject)
  const channels = ['x', 'x2', 'y', 'y2', 'color', 'fill'].map((name) => encoding[name])
  const fields = channels
    .filter(isObject)
    .filter(({ axis, type }) => axis !== null && type === 'quantitative')
    .map(({ field }) => String(field))
    .filter((field) => rows.some((row) => field in row))
  return [
    ...parts,
    ...fields.map((field): [string, unknown[]] => [field, rows.map((row) => row[field])]),
  ]
}
