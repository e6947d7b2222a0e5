import assert from 'node:assert/strict'
import { directNeeds } from '../../docs/build/courseMap.js'
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

  it('has an arrow into every notebook but the first', async () => {
    const page = (await site('course')).pages.get('index.html')!
    assert.ok((page.match(/class="arrow"/g) ?? []).length >= 17)
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
