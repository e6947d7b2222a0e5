import assert from 'node:assert/strict'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Koffi, open } from '../../../src/math/kernels/blas/library.js'
import { root } from '../../support/repository.js'
import { inNewProcess } from './newProcess.js'

/** A stand-in for koffi whose library has these functions, and a note of what was asked of it. */
function koffiWith(functions: Readonly<Record<string, () => unknown>>) {
  const asked: Record<string, readonly string[]> = {}
  const koffi: Koffi = {
    load: () => ({
      func(name, _result, parameters) {
        if (!(name in functions)) throw new Error(`there is no function ${name}`)
        asked[name] = parameters
        return functions[name]
      },
    }),
  }
  return { koffi, asked }
}

describe('a BLAS library', () => {
  for (const [prefix, suffix, integer] of [
    ['', '', 'int'],
    ['scipy_', '', 'int'],
    ['', '64_', 'int64_t'],
    ['scipy_', '64_', 'int64_t'],
  ]) {
    it(`is called by the name ${prefix}cblas_dgemm${suffix}, with ${integer} for sizes`, () => {
      const dgemm = () => undefined
      const dgemv = () => undefined
      const calls: unknown[] = []
      const { koffi, asked } = koffiWith({
        [`${prefix}cblas_dgemm${suffix}`]: dgemm,
        [`${prefix}cblas_dgemv${suffix}`]: dgemv,
        [`${prefix}openblas_get_config${suffix}`]: () => 'OpenBLAS 0.0 for a test',
        [`${prefix}openblas_set_num_threads${suffix}`]: (...args: unknown[]) => calls.push(...args),
        [`${prefix}openblas_get_num_threads${suffix}`]: () => 3,
      })
      const blas = open(koffi, '/some/where.so', 3)
      assert.equal(blas.dgemm, dgemm)
      assert.equal(blas.dgemv, dgemv)
      assert.deepEqual(calls, [3])
      const long = (name: string) =>
        asked[`${prefix}${name}${suffix}`].filter((type) => type === 'int64_t').length
      const sizes = ['cblas_dgemm', 'cblas_dgemv'].map(long)
      assert.deepEqual(sizes, suffix ? [6, 5] : [0, 0])
      const description = 'OpenBLAS 0.0 for a test'
      assert.deepEqual(blas.config, { description, path: '/some/where.so', threads: 3 })
    })
  }

  it('is given long integers under the plain names when it says that it has them', () => {
    const { koffi, asked } = koffiWith({
      cblas_dgemm: () => undefined,
      cblas_dgemv: () => undefined,
      openblas_get_config: () => 'OpenBLAS 0.3.21 USE64BITINT DYNAMIC_ARCH',
    })
    open(koffi, 'libopenblas64.so.0', 1)
    assert.deepEqual(asked.cblas_dgemm.slice(3, 6), ['int64_t', 'int64_t', 'int64_t'])
  })

  it('is known by its file name when it tells nothing of itself', () => {
    const { koffi } = koffiWith({
      cblas_dgemm: () => undefined,
      cblas_dgemv: () => undefined,
    })
    const { config } = open(koffi, '/usr/lib/libblas.so.3', 1)
    assert.equal(config.description, 'libblas.so.3')
  })

  it('is refused when it lacks a function that the backend calls', () => {
    const { koffi } = koffiWith({
      cblas_dgemm: () => undefined,
      openblas_get_config: () => 'half a CBLAS',
    })
    assert.throws(() => open(koffi, '/some/where.so', 1), /it lacks cblas_dgemm or cblas_dgemv/)
  })
})

describe('the search for a BLAS', () => {
  let folder: string

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'notegrad-blas-'))
    const packages = join(folder, '.notegrad/python/lib/python3.12/site-packages')
    mkdirSync(join(packages, 'scipy_openblas32/lib'), { recursive: true })
    mkdirSync(join(folder, 'notebooks/en'), { recursive: true })
    writeFileSync(join(packages, 'scipy_openblas32/lib/libscipy_openblas.so'), '')
    writeFileSync(join(packages, 'scipy_openblas32/lib/README'), '')
  })

  after(() => rmSync(folder, { recursive: true, force: true }))

  const candidates = (env = {}): string[] => {
    const script = `
      process.chdir(${JSON.stringify(join(folder, 'notebooks/en'))})
      print(JSON.stringify(library.candidates()))`
    return JSON.parse(inNewProcess(script, env, './src/math/kernels/blas/candidates.ts').stdout)
  }

  it('looks in the Python environment above the working directory before the system', () => {
    const found = candidates()
    assert.match(found[0], /notegrad-blas-.*scipy_openblas32.lib.libscipy_openblas\.so$/)
    assert.match(found[found.length - 1], /openblas|Accelerate/)
    assert.equal(new Set(found).size, found.length)
  })

  it('takes what NOTEGRAD_BLAS names, and nothing else', () => {
    assert.deepEqual(candidates({ NOTEGRAD_BLAS: '/my/libblas.so' }), ['/my/libblas.so'])
  })
})

describe('the built library where koffi is not installed', () => {
  let folder: string

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'notegrad-alone-'))
    copyFileSync(join(root, 'dist/index.js'), join(folder, 'notegrad.mjs'))
  })

  after(() => rmSync(folder, { recursive: true, force: true }))

  const alone = (script: string) =>
    inNewProcess(script, {}, pathToFileURL(join(folder, 'notegrad.mjs')).href)

  it('computes on wasm', () => {
    const { stdout } = alone(`
      const { math } = library
      const product = math.multiply(math.matrix([[1, 2]]), math.matrix([[3], [4]]))
      print(backend() + ' ' + product.get([0, 0]))`)
    assert.equal(stdout, 'wasm 11')
  })

  it('says what the backend blas is in want of, and stays on wasm', () => {
    const { stdout } = alone(`
      try { setBackend('blas') } catch (error) { print(error.name + ' ' + error.message + '\\n') }
      print(backend())`)
    assert.match(
      stdout,
      /^DomainError setBackend[\s\S]*koffi[\s\S]*npm install koffi[\s\S]*\nwasm$/,
    )
  })
})
