import assert from 'node:assert/strict'
import { math } from '../../src/math/instance.js'
import { checkOptions } from '../../src/math/options.js'
import { Convolution } from '../../src/nn/Convolution.js'
import { Pooling } from '../../src/nn/Pooling.js'

const known = { keepDims: 'boolean', stride: ['number', 'list'] } as const
const check = (options: object) => checkOptions(options, known, 'math.f')

describe('options', () => {
  it('may be left out, or undefined', () => {
    check({})
    check({ keepDims: true, stride: undefined })
    check({ stride: 2 })
    check({ stride: [1, 2] })
  })

  it('that there are not are refused, with the one that was meant', () => {
    assert.throws(() => check({ keepdims: true }), {
      name: 'DomainError',
      expected: 'no other options than keepDims (a boolean), stride (a number or a list)',
      given: 'the option keepdims',
      mend: 'write keepDims',
    })
    assert.throws(() => check({ keep: true }), { mend: 'write keepDims' })
    assert.throws(() => check({ strides: 1 }), { mend: 'write stride' })
  })

  it('that are like none are refused without a guess', () => {
    for (const name of ['step', 's', 'st', '学习率', '-', '']) {
      assert.throws(
        () => check({ [name]: 1 }),
        { mend: 'take one of these, or leave it out' },
        name,
      )
    }
    const adam = { lr: 'number', beta1: 'number', beta2: 'number' } as const
    for (const name of ['l2', '2', 'lrDecay', 'beta3']) {
      const given = () => checkOptions({ [name]: 1 } as object, adam, 'Adam')
      assert.throws(given, { mend: /^take one/, expected: /lr .*beta1 .*beta2/ }, name)
    }
    assert.throws(() => checkOptions({ LR: 1 } as object, adam, 'Adam'), { mend: 'write lr' })
    assert.throws(() => checkOptions({ beta_2: 1 } as object, adam, 'Adam'), {
      mend: 'write beta2',
    })
  })

  it('are no list', () => {
    assert.throws(() => check([0.1]), { given: '[0.1]', mend: 'as in { keepDims: … }' })
  })

  it('of another type are refused', () => {
    assert.throws(() => check({ stride: 'two' }), {
      given: "stride: 'two'",
      mend: 'give stride a number or a list',
    })
  })

  it('of windows are checked in functions and in layers', () => {
    const x = math.zeros([1, 1, 4, 4])
    const padding = { padding: 1 } as object
    const refused = { name: 'DomainError', given: 'the option padding' }
    for (const name of ['im2col', 'maxPool', 'argMaxPool', 'averagePool'] as const) {
      assert.throws(() => math[name](x, 2, 2, padding), refused)
    }
    assert.throws(() => math.col2im(math.zeros([9, 4]), [1, 1, 4, 4], 2, 2, padding), refused)
    assert.throws(
      () => new Convolution(math.zeros([1, 1, 2, 2]), math.zeros([1]), padding),
      refused,
    )
    assert.throws(() => new Pooling(2, 2, padding), refused)
  })
})
