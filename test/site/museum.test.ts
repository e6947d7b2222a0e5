import assert from 'node:assert/strict'
import { buildTimeout, site } from './support/sites.js'

describe('the museum of slips', function () {
  this.timeout(buildTimeout)
  it('has each of the 62, in order, with its notebook and the cell that shows it', async () => {
    const { pages } = await site('course')
    const [, ...sections] = (pages.get('museum.html') ?? '').split('<section aria-labelledby="')
    assert.deepEqual(
      sections.map((section) => section.slice(0, section.indexOf('"'))),
      Array.from({ length: 62 }, (_, i) => `e${i + 1}`),
    )
    for (const section of sections) {
      assert.match(section, /In <a href="en\/\d\d-[\w-]+\.html#cell-[\w-]+">/)
      assert.match(section, /<blockquote>[\s\S]*class="cell code-cell"/)
    }
  })
})
