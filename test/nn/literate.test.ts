import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../support/repository.js'

const folder = join(root, 'src/nn')
const layers = readdirSync(folder).filter((file) =>
  /implements Layer|WithLoss \{/.test(
    file.endsWith('.ts') ? readFileSync(join(folder, file), 'utf8') : '',
  ),
)

describe('the layers', () => {
  it('are found', () => {
    assert.ok(layers.length >= 12, layers.join(', '))
  })

  for (const file of layers) {
    it(`${file} opens with its derivation: a title, formulas and where they come from`, () => {
      const [opening] = readFileSync(join(folder, file), 'utf8').split('*/')
      assert.match(opening, /^\/\*\*\n \* # .+\n/)
      assert.match(opening, /\$\$.+\$\$/s)
      assert.match(opening, /^ \* Source: /m)
    })
  }
})
