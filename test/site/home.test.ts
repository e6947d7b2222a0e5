import assert from 'node:assert/strict'
import { join } from 'node:path'
import { courseMap, directNeeds, stopsOf } from '../../docs/build/courseMap.js'
import type { Html } from '../../docs/build/html.js'
import { readNotebooks } from '../../docs/build/sources.js'
import { root } from '../support/repository.js'
import { buildTimeout, site } from './support/sites.js'

const stop = (...needs: number[]) => ({ address: '', title: '', needs })

describe('the map of the course', function () {
  this.timeout(buildTimeout)
  it('leaves out a need that follows from another one', () => {
    // 2 needs 0 and 1, and 1 needs 0 already
    const stops = [stop(), stop(0), stop(0, 1), stop(2, 0)]
    assert.deepEqual(directNeeds(stops), [[], [0], [1], [2]])
  })

  it('leads to every notebook, and says what each needs', async () => {
    const page = (await site('course')).pages.get('index.html')!
    const [map = ''] = /<svg class="map"[\s\S]*?<\/svg>/.exec(page) ?? []
    const links = [...map.matchAll(/<a href="(en\/(\d\d)-[^"]+)" aria-label="([^"]+)"/g)]
    assert.equal(links.length, 18)
    for (const [, address, number, label] of links) {
      assert.ok(page.includes(`<li><a href="${address}">`), address)
      assert.ok(label.startsWith(number), label)
    }
    const [, , , layers] = links[9]
    assert.match(layers, /^09 Layers, after 08 Computational graphs, 03 Activation functions$/)
  })

  it('has an arrow to every notebook from each that it needs itself', async () => {
    const sources = await readNotebooks(root, join(root, 'notebooks'))
    const notebooks = sources
      .filter(({ address }) => address.startsWith('en/'))
      .map((source) => ({ ...source, title: source.address }))
    const { markup } = courseMap(notebooks, 'en', []) as Html // these need each other
    const numbersOf = (text: string) => text.match(/-?[\d.]+/g)!.map(Number)
    const boxes = (markup.match(/<rect [^>]*>/g) ?? []).map((box) => numbersOf(box))
    const boxAt = ([x, y]: readonly number[]) =>
      boxes.findIndex(([left, top, width, height]) => {
        const [across, down] = [x - left, y - top]
        return across > -1 && across < width + 1 && down > -1 && down < height + 1
      })
    const arrows = [...markup.matchAll(/class="arrow" d="([^"]+)"/g)].map(([, path]) => {
      const points = numbersOf(path)
      return `${boxAt(points.slice(0, 2))} → ${boxAt(points.slice(-2))}`
    })
    const needed = directNeeds(stopsOf(notebooks))
    assert.ok(arrows.length >= 17)
    assert.deepEqual(
      arrows.sort(),
      needed.flatMap((needs, i) => needs.map((need) => `${need} → ${i}`)).sort(),
    )
  })

  it('is left out where no notebook names another', async () => {
    const page = (await site('fixtures')).pages.get('index.html')!
    assert.doesNotMatch(page, /class="map"/)
  })
})

describe('the neuron of the home page', function () {
  this.timeout(buildTimeout)
  it('is a picture first, with room for its two sliders and a sentence for it', async () => {
    const page = (await site('fixtures')).pages.get('index.html')!
    const [figure = ''] = /<figure class="chart"[\s\S]*?<\/figure>/.exec(page) ?? []
    assert.match(figure, /--controls:2"/)
    assert.match(figure, /aria-label="A neuron[^"]*weight[^"]*|aria-label="A neuron[^"]*w = 1.5/)
  })

  it('has its numbers below it, as a table and a file', async () => {
    const page = (await site('fixtures')).pages.get('index.html')!
    const [table = ''] =
      /<\/figure>\n<details class="chart-data">[\s\S]*?<\/details>/.exec(page) ?? []
    const titles = [...table.matchAll(/<th scope="col">([^<]+)<\/th>/g)].map(([, title]) => title)
    assert.deepEqual(titles, ['series', 'piece', 'input x', 'output y'])
    assert.match(table, /<a href="assets\/\w+\.csv" download>/)
  })
})
