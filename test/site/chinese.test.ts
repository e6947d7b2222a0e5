import assert from 'node:assert/strict'
import { words } from '../../docs/words/index.js'
import { chineseFaults } from '../notebooks/chineseProse.js'
import { launch } from '../support/chromium.js'
import { requires } from '../support/requirements.js'
import { serveSite } from './support/server.js'
import { buildTimeout, type Site, site } from './support/sites.js'

describe('the words of the site', () => {
  it('are Chinese in the Chinese table, set as Chinese is', () => {
    const faults = Object.values(words.zh).flatMap((text) => chineseFaults(text))
    assert.deepEqual(faults, [])
    const same = Object.entries(words.zh).filter(([name, text]) => text === Object(words.en)[name])
    assert.deepEqual(same, [])
  })
})

describe('the site in two languages', () => {
  let course: Site
  /** Address of a Chinese page → address of its English edition. */
  const editions = new Map<string, string>()

  before(async function () {
    this.timeout(buildTimeout)
    course = await site('course')
    for (const address of course.pages.keys()) {
      const name = address.replace(/^zh\//, '')
      if (name === address) continue
      const english = [`en/${name}`, name].find((one) => course.pages.has(one))
      editions.set(address, english ?? 'none')
    }
  })

  const page = (address: string) => course.pages.get(address) ?? ''
  const anchors = (text: string) =>
    [
      ...(/<main[\s\S]*<\/main>/.exec(text)?.[0] ?? '').matchAll(
        /<(?!svg|g|path)\w+[^>]* id="([^"]+)"/g,
      ),
    ]
      .map(([, id]) => id)
      .filter((id) => !/^[0-9a-f]{12}-/.test(id)) // inside a picture

  it('has the home, the course, the museum, the glossary and the way from the notes in both', () => {
    assert.ok(![...editions.values()].includes('none'))
    const names = [...editions.keys()].join('\n')
    for (const name of ['index', '00-start-here', 'docs/glossary', 'docs/notes'])
      assert.match(names, new RegExp(`^zh/${name}\\.html$`, 'm'))
  })

  it('says which language a page is in, and where the other edition stands', () => {
    for (const [chinese, english] of editions) {
      assert.match(page(chinese), /<html lang="zh-Hans">/)
      assert.match(page(english), /<html lang="en">/)
      const up = '../'.repeat(english.split('/').length - 1)
      for (const address of [chinese, english])
        assert.match(
          page(address),
          new RegExp(`<link rel="alternate" hreflang="zh-Hans" href="[./]*${chinese}">`),
        )
      assert.ok(
        page(english).includes(`hreflang="zh-Hans" href="${up}${chinese}">中文</a>`),
        english,
      )
    }
  })

  it('has the same anchors in both editions', () => {
    for (const [chinese, english] of editions) {
      if (/index|museum/.test(chinese)) continue // they list what there is in their language
      assert.deepEqual(anchors(page(chinese)), anchors(page(english)), chinese)
    }
  })

  it('says nothing of its own in English on a Chinese page', () => {
    const { skip, onThisPage, download, neighbours, theCourse, beside } = words.en
    for (const chinese of editions.keys())
      for (const text of [skip, onThisPage, download, neighbours, theCourse, beside])
        assert.ok(!page(chinese).includes(`>${text}<`), `${chinese}: ${text}`)
  })

  it('keeps the place when the reader changes the language, sets no Chinese in italics, and matrices as narrow as in English', async function () {
    await requires(this, 'chromium')
    const server = await serveSite(course.out)
    const browser = await launch()
    try {
      const tab = await browser.newPage()
      await tab.goto(`${server.url}en/00-start-here.html`)
      await tab.locator('#cell-descent').scrollIntoViewIfNeeded()
      await tab.evaluate(() => document.querySelector('#cell-descent')!.scrollIntoView())
      await tab.evaluate(() => document.querySelector<HTMLElement>('a.language')!.click())
      await tab.waitForURL(/zh\/00-start-here\.html#cell-descent$/)
      assert.equal(await tab.evaluate(() => document.documentElement.lang), 'zh-Hans')
      const style = await tab.evaluate(() => {
        const em = document.querySelector('main')!.appendChild(document.createElement('em'))
        return getComputedStyle(em).fontStyle
      })
      assert.equal(style, 'normal')
      // columns of terms are wide in Chinese tables, columns of a matrix are not
      await tab.goto(`${server.url}zh/03-activation-functions.html`)
      const columns = tab.locator('.output.html tbody th')
      const width = await columns.first().evaluate((one) => one.getBoundingClientRect().width)
      assert.ok(width < 40, `${width} px`)
    } finally {
      await browser.close()
      await server.close()
    }
  })
})
