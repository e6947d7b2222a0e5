import assert from 'node:assert/strict'
import { buildTimeout, site } from './support/sites.js'

describe('the annotated source', function () {
  this.timeout(buildTimeout)
  it('shows a file that opens with a heading as prose beside code', async () => {
    const { pages } = await site('fixtures')
    const page = pages.get('source/nn/Half.html') ?? ''
    assert.match(page, /<h1 id="half-of-everything">Half of everything<\/h1>/)
    assert.match(page, /<math [^>]*display="block"/)
    assert.match(page, /Halves x, as Array&#x3C;number> does not/)
    assert.match(page, /<code>x<\/code>: any number/)
    assert.match(page, /<strong>Throws<\/strong> <code>RangeError<\/code> for NaN/)
    assert.match(page, /<code>test\/site\/fixtures\/source\/nn\/Half\.ts<\/code>/)
    assert.equal(page.match(/class="piece"/g)?.length, 1)
  })

  it('leads from an imported name to the file that has it', async () => {
    const { pages } = await site('fixtures')
    const links = (pages.get('source/nn/Half.html') ?? '').match(
      /<a href="[^"]*two\.html">two<\/a>/g,
    )
    assert.equal(links?.length, 2) // where it is imported, and where it is used
  })

  it('leaves out files without a heading, and lists the others', async () => {
    const { pages } = await site('fixtures')
    assert.equal(pages.has('source/nn/plain.html'), false)
    const index = pages.get('source/index.html') ?? ''
    assert.match(index, /Layers and losses[\s\S]*nn\/Half\.html[\s\S]*nn\/two\.html/)
    // by the first sentence of its derivation
    assert.match(index, /<span class="summary">A layer that halves/)
  })

  it('tells which notebooks teach a file', async () => {
    const { pages } = await site('course')
    const page = pages.get('source/autodiff/ops/activations.html') ?? ''
    assert.match(page, /taught in <a href="[^"]*en\/03-activation-functions\.html">/)
  })

  it('leads from a file to what the reference tells of it', async () => {
    const { pages } = await site('course')
    const page = pages.get('source/nn/Affine.html') ?? ''
    assert.match(page, /in the reference: <a href="[^"]*reference\/nn\.html#affine">Affine<\/a>/)
  })

  it('shows that a summary goes on where its sentence does', async () => {
    const { pages } = await site('course')
    assert.match(pages.get('source/index.html') ?? '', /stops the rest: …<\/span>/)
  })
})
