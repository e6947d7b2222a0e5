import assert from 'node:assert/strict'
import { math } from '../../src/math/instance.js'
import { checkOptions, checkParts, checkWord } from '../../src/math/options.js'
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
    assert.throws(() => checkOptions({ pads: 1 } as object, { pad: 'number' }, 'f'), {
      mend: 'write pad',
    })
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
    for (const [stride, given] of [
      ['two', "'two'"],
      [{ x: 1 }, 'an object'],
      [null, 'null'],
    ]) {
      assert.throws(() => check({ stride }), {
        expected: 'stride, a number or a list',
        given: `stride: ${given}`,
        mend: 'give stride a number or a list',
      })
    }
  })

  it('that take an object take no list', () => {
    const listeners = { callbacks: 'object' } as const
    const given = (callbacks: unknown) => () => checkOptions({ callbacks }, listeners, 'math.f')
    assert.doesNotThrow(given({}))
    assert.throws(given([{}]), { expected: 'callbacks, an object', given: /\[an object\]/ })
  })

  it('that take a list take a matrix too', () => {
    check({ stride: math.ones([2]) })
    check({ stride: new Float64Array(2) })
  })

  it('of a thing may have others besides, but not misspelt ones', () => {
    const parts = (given: object) => () => checkParts(given, known, 'math.f')
    assert.doesNotThrow(parts({ stride: 2, note: 'mine' }))
    assert.throws(parts({ strides: 2 }), { given: 'the part strides', mend: 'write stride' })
    assert.throws(parts({ stride: 'two' }), { expected: 'stride, a number or a list' })
  })

  it('without a default cannot be left out', () => {
    const both = { title: 'string', x: ['number', 'list'] } as const
    const given = (options: { title?: string; x?: number }) => () =>
      checkOptions(options, both, 'chart', ['title', 'x'])
    assert.doesNotThrow(given({ title: 'T', x: 0 }))
    assert.throws(given({ title: 'T' }), {
      name: 'DomainError',
      expected: 'the options title, x',
      given: 'no x',
      mend: 'give x a number or a list',
    })
    assert.throws(given({ title: undefined, x: 1 }), { given: 'no title' })
  })

  it('that are words are told what others there are, the default first', () => {
    checkWord('f', 'mode', 'c', ['a', 'b', 'c'])
    assert.throws(() => checkWord('f', 'mode', 'd', ['a', 'b', 'c']), {
      name: 'DomainError',
      where: 'f',
      expected: "mode 'a', 'b' or 'c'",
      given: "'d'",
      mend: "leave it out for 'a'",
    })
    assert.throws(() => checkWord('f', 'mode', 'd', ['a', 'b']), { expected: "mode 'a' or 'b'" })
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
