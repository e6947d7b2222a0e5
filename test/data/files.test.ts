import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { load, save } from '../../src/data/files/index.js'
import { fromNpy, toNpy } from '../../src/data/files/npy.js'
import { fromNpz, toNpz } from '../../src/data/files/npz.js'
import { fromSafetensors, toSafetensors } from '../../src/data/files/safetensors.js'
import { math } from '../../src/math/instance.js'
import { flat, shape, tensor } from '../../src/math/storage.js'
import type { Matrix } from '../../src/math/types.js'
import { MultiLayerNet } from '../../src/nn/models/MultiLayerNet.js'
import { asInBrowser } from './asInBrowser.js'
import { named, refuses } from './tensors.js'

const formats = {
  safetensors: {
    to: async (tensors: Record<string, Matrix>) => toSafetensors(tensors),
    from: async (file: Uint8Array) => fromSafetensors(file),
  },
  npz: { to: toNpz, from: fromNpz },
}

/** Names, shapes and bits. */
const bits = (tensors: Record<string, Matrix>) =>
  Object.entries(tensors).map(([name, matrix]) => [name, [...shape(matrix)], [...flat(matrix)]])

/** A safetensors file with this header and so many bytes of 0. */
const withHeader = (header: unknown, bytes = 16) => {
  const json = Buffer.from(JSON.stringify(header))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(json.length))
  return Buffer.concat([length, json, Buffer.alloc(bytes)])
}

for (const [format, { to, from }] of Object.entries(formats)) {
  describe(`files: ${format}`, () => {
    it('gives back names, shapes and bits', async () => {
      assert.deepEqual(bits(await from(await to(named))), bits(named))
      assert.deepEqual(await from(await to({})), {})
    })

    it('writes the same bytes for the same matrices', async () => {
      assert.deepEqual(await to(named), await to(named))
    })

    it('gives back any matrices', () =>
      fc.assert(
        fc.asyncProperty(
          fc.dictionary(
            fc.string({ minLength: 1 }).filter((name) => name !== '__metadata__'),
            fc.array(fc.double(), { maxLength: 20 }),
          ),
          async (lists) => {
            const entries = Object.entries(lists).map(
              ([name, list]) => [name, tensor(list, [list.length])] as const,
            )
            const tensors = Object.fromEntries(entries)
            assert.deepEqual(bits(await from(await to(tensors))).sort(), bits(tensors).sort())
          },
        ),
        { numRuns: 30 },
      ))

    it('refuses every file that is cut off', async () => {
      const file = await to(named)
      for (let length = 0; length < file.length; length++) {
        await refuses(() => from(file.slice(0, length)), /./)
      }
    })

    it('refuses what is no such file', async () => {
      await refuses(() => from(new TextEncoder().encode('epoch,loss\n1,2.3\n'.repeat(20))), /./)
    })
  })
}

describe('files: a .npy', () => {
  it('of version 2 has four bytes for the length of its header', () => {
    const file = toNpy(named.W1)
    const [length, rest] = [file.slice(8, 10), file.slice(10)]
    const second = Uint8Array.of(...file.slice(0, 6), 2, 0, ...length, 0, 0, ...rest)
    assert.deepEqual(bits({ W1: fromNpy(second, 'W1') }), bits({ W1: named.W1 }))
  })

  it('of <u2 has numbers of two bytes and no sign', () => {
    const file = Buffer.from(toNpy(tensor([0], [1])))
    file.write('<u2', file.indexOf('<f8'))
    file.write('(4,', file.indexOf('(1,'))
    const numbers = [1, 40_000, 2, 65_535]
    file.set(new Uint8Array(Uint16Array.from(numbers).buffer), file.length - 8)
    assert.deepEqual([...flat(fromNpy(file, 'W'))], numbers)
  })
})

describe('files: a number without axes', () => {
  it('is read as a list of one', () => {
    const npy = Buffer.from(toNpy(tensor([2.5], [1])))
    npy.write("'shape': (),  ", npy.indexOf("'shape': (1,),"))
    assert.deepEqual(bits({ n: fromNpy(npy, 'n') }), [['n', [1], [2.5]]])
    const file = withHeader({ n: { dtype: 'F64', shape: [], data_offsets: [0, 8] } }, 8)
    assert.deepEqual(bits(fromSafetensors(file)), [['n', [1], [0]]])
  })
})

describe('files: numbers of another type', () => {
  it('are refused, with a word on how to convert them in Python', () => {
    const refused = (given: string, read: () => unknown) =>
      assert.throws(read, { name: 'DomainError', given, mend: /float64/ })
    const npy = Buffer.from(toNpy(tensor([2.5], [1])))
    npy.write('<c8', npy.indexOf('<f8'))
    refused('<c8', () => fromNpy(npy, 'z'))
    const half = { W: { dtype: 'F16', shape: [2], data_offsets: [0, 4] } }
    refused('F16', () => fromSafetensors(withHeader(half, 4)))
  })
})

describe('files: damage', () => {
  it('is found in an .npz by its checksums', async () => {
    const file = await toNpz(named)
    const at = Buffer.from(file).indexOf(Buffer.from(Float64Array.of(-2.5).buffer))
    file[at] ^= 1
    await refuses(() => fromNpz(file), /none/)
  })

  it('is found in the header of a safetensors file', () => {
    const entry = { dtype: 'F64', shape: [2], data_offsets: [0, 16] }
    assert.deepEqual([...flat(fromSafetensors(withHeader({ W: entry })).W)], [0, 0])
    const refused = (header: unknown, given: RegExp | string, bytes?: number) =>
      assert.throws(() => fromSafetensors(withHeader(header, bytes)), {
        name: 'DomainError',
        given,
      })
    refused([entry], 'another one')
    refused({ W: { ...entry, shape: [3] } }, '[0,16]')
    refused({ W: { ...entry, shape: [-2] } }, /-2/)
    refused({ W: { ...entry, data_offsets: [8, 24] } }, 'one at 8', 24)
    refused({ W: entry }, '24 bytes', 24)
    refused({ W: null }, 'null')
  })

  it('is avoided: the name that safetensors has for remarks is refused', () => {
    assert.throws(() => toSafetensors({ __metadata__: named.W1 }), {
      name: 'DomainError',
      given: '__metadata__',
    })
  })
})

describe('save and load', () => {
  let folder: string
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'notegrad-test-'))
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  for (const ending of ['safetensors', 'npz']) {
    it(`bring a network back from .${ending}, running statistics included`, async () => {
      const options = { inputSize: 3, hiddenSizes: [4], outputSize: 2, batchNormalization: true }
      const net = new MultiLayerNet(options)
      const x = math.matrix([
        [1, 2, 3],
        [4, 5, 7],
      ])
      net.gradient(x, [0, 1])
      const path = join(folder, `net.${ending}`)
      await save(path, net.state())
      const other = new MultiLayerNet({ ...options, seed: 9 })
      other.restore(await load(path))
      assert.deepEqual(flat(other.predict(x)), flat(net.predict(x)))
    })
  }

  it('leave the old file as it was when the new one cannot be written', async () => {
    const path = join(folder, 'old.npz')
    await save(path, named)
    const before = readFileSync(path)
    // a matrix that cannot be read as real numbers stands for any failure in the middle
    const broken = { ...named, last: math.matrix(['text'] as never) as unknown as Matrix }
    await assert.rejects(save(path, broken))
    assert.deepEqual(readFileSync(path), before)
    await refuses(() => save(join(folder, 'none/at/all.npz'), named), /no such file or folder/)
    assert.deepEqual(
      readdirSync(folder).filter((name) => /old|all/.test(name)),
      ['old.npz'],
    )
  })

  it('refuse what is no path, and what is no matrices by name', async () => {
    const refused = async (given: string, mend: RegExp, call: () => Promise<unknown>) =>
      assert.rejects(call, { name: 'DomainError', given, mend })
    const url = new URL('file:///net.npz')
    const net = new MultiLayerNet({ inputSize: 3, hiddenSizes: [4], outputSize: 2 })
    const path = join(folder, 'none.npz')
    await refused('undefined', /net\.state/, () => save(undefined as never, undefined as never))
    await refused('undefined', /await load/, () => load(undefined as never))
    await refused('an object of URL', /fileURLToPath/, () => load(url as never))
    await refused('an object', /net\.state/, () => save(named as never, path as never))
    await refused('5', /net\.state/, () => save(path, 5 as never))
    for (const none of [Promise.resolve(named), new Map(), {}, []]) {
      await assert.rejects(save(path, none as never), { where: 'save', mend: /net\.state/ })
    }
    await refused('a matrix of size [1]', /net\.state/, () => save(path, math.ones([1]) as never))
    await assert.rejects(save(path, net as never), {
      given: /MultiLayerNet, with/,
      mend: /net\.state/,
    })
    const state = { rule: 'Adam', steps: 1, memory: {} }
    await assert.rejects(save(path, state as never), { mend: /JSON\.stringify/ })
    assert.ok(!readdirSync(folder).includes('none.npz'))
  })

  it('say in a browser that there are no files', async () => {
    const path = join(folder, 'browser.npz')
    const refused = (call: () => Promise<unknown>) =>
      assert.rejects(asInBrowser(call), { name: 'DomainError', given: 'a browser' })
    await refused(() => save(path, named))
    await refused(() => load(path))
  })

  it('refuse other endings', async () => {
    await refuses(() => save(join(folder, 'net.pkl'), named), /net\.pkl/)
    await refuses(() => load(join(folder, 'net.h5')), /net\.h5/)
  })

  it('say which path cannot be read or written, and where relative paths start', async () => {
    await refuses(() => load('none/at/all.npz'), /all\.npz: no such file or folder/)
    await assert.rejects(load('none/at/all.npz'), {
      mend: `a relative path starts at ${process.cwd()}`,
    })
    const made = join(folder, 'folder.npz')
    mkdirSync(made)
    await refuses(() => load(made), /folder\.npz: a folder/)
    await refuses(() => save(made, named), /folder\.npz: a folder/)
    await refuses(() => load(`${'n'.repeat(5000)}.npz`), /\.npz: .*ENAMETOOLONG/)
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith('folder')),
      ['folder.npz'],
    )
    rmSync(made, { recursive: true })
  })
})
