import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { DomainError } from '../../../src/math/errors.js'
import { type BackendName, backend, kernels, setBackend } from '../../../src/math/kernels/index.js'
import { root } from '../../support/repository.js'

describe('the backend', () => {
  afterEach(() => setBackend('wasm'))

  it('is wasm by default', () => {
    assert.equal(backendOf({}).stdout, 'wasm')
  })

  it('is what NOTEGRAD_BACKEND names', () => {
    assert.equal(backendOf({ NOTEGRAD_BACKEND: 'loops' }).stdout, 'loops')
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
    assert.throws(() => setBackend(unknown), /loops, wasm[\s\S]*gpu[\s\S]*use wasm/)
    assert.throws(() => setBackend('toString' as BackendName), DomainError)
    assert.equal(backend(), 'wasm', 'a refused choice changes nothing')
  })

  it('is refused when NOTEGRAD_BACKEND names none', () => {
    const { status, stderr } = backendOf({ NOTEGRAD_BACKEND: 'gpu' })
    assert.notEqual(status, 0)
    assert.match(stderr, /NOTEGRAD_BACKEND[\s\S]*gpu/)
  })
})

/** What a fresh process says that its backend is. */
function backendOf(env: Record<string, string>) {
  const script = `const { backend } = await import('./src/math/kernels/index.ts')
    process.stdout.write(backend())`
  const clean = { ...process.env, NOTEGRAD_BACKEND: '', ...env }
  const options = { cwd: root, env: clean, encoding: 'utf8' as const }
  return spawnSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', script],
    options,
  )
}
