import assert from 'node:assert/strict'
import { DomainError } from '../../../src/math/errors.js'
import { type BackendName, backend, kernels, setBackend } from '../../../src/math/kernels/index.js'
import { inNewProcess } from './newProcess.js'

describe('the backend', () => {
  afterEach(() => setBackend('wasm'))

  it('is wasm by default', () => {
    assert.equal(inNewProcess('print(backend())').stdout, 'wasm')
  })

  it('is what NOTEGRAD_BACKEND names', () => {
    const { stdout } = inNewProcess('print(backend())', { NOTEGRAD_BACKEND: 'loops' })
    assert.equal(stdout, 'loops')
  })

  it('is what setBackend names, from then on', () => {
    setBackend('loops')
    assert.equal(backend(), 'loops')
    assert.equal(kernels().name, 'loops')
    setBackend('wasm')
    assert.equal(kernels().name, 'wasm')
  })

  it('is refused by name when there is none of that name', () => {
    // A stranger without types may write anything.
    const unknown = 'gpu' as BackendName
    assert.throws(() => setBackend(unknown), DomainError)
    assert.throws(() => setBackend(unknown), /loops, wasm, blas[\s\S]*gpu[\s\S]*use wasm/)
    assert.throws(() => setBackend('toString' as BackendName), DomainError)
    assert.equal(backend(), 'wasm', 'a refused choice changes nothing')
  })

  it('is refused when NOTEGRAD_BACKEND names none', () => {
    const { status, stderr } = inNewProcess('backend()', { NOTEGRAD_BACKEND: 'gpu' })
    assert.notEqual(status, 0)
    assert.match(stderr, /NOTEGRAD_BACKEND[\s\S]*gpu/)
  })
})
