import assert from 'node:assert/strict'
import { readTerms } from '../../docs/build/terms.js'
import { Exercise } from '../../src/exercises/Exercise.js'
import * as exercises from '../../src/exercises/index.js'
import { chineseFaults } from '../notebooks/chineseProse.js'
import { wrongTerms } from '../notebooks/terms.js'
import { root } from '../support/repository.js'

const terms = readTerms(root).flatMap((group) => group.terms)

/**
 * Reasons are printed, so formulas and code in them bear no marks; they are letters to the lint.
 */
function withoutFormulas(text: string): string {
  const outsideChinese = /[^\p{Script=Han}\u3000-\u303f\uff00-\uffef“”‘’]+/gu
  return text.replaceAll(outsideChinese, (run) => {
    const isFormula = /[=+−*/²[{]|^\w+\(|^'\w+'$/.test(run.trim())
    return isFormula ? run.replace(/\S.*\S|\S/, 'x') : run
  })
}

describe('the reasons that checkers give in Chinese', () => {
  for (const [notebook, module] of Object.entries(exercises)) {
    it(`are set as Chinese is, with the right terms: ${notebook}`, () => {
      const all = Object.entries(module as Record<string, unknown>)
      const faults = all.flatMap(([name, exercise]) =>
        exercise instanceof Exercise
          ? Object.entries(exercise.mistakes).flatMap(([mistake, { zh }]) => [
              ...chineseFaults(withoutFormulas(zh)).map((fault) => `${name}.${mistake}: ${fault}`),
              ...wrongTerms(`${name}.${mistake}`, zh, terms),
            ])
          : [],
      )
      assert.deepEqual(faults, [])
    })
  }

  it('would not pass with half-width marks around words, and pass with formulas', () => {
    assert.equal(chineseFaults(withoutFormulas('学习率(lr)太大.')).length, 1)
    assert.deepEqual(chineseFaults(withoutFormulas('乘以 y(1 − y)，即 [2, 5] 的一半。')), [])
  })
})
