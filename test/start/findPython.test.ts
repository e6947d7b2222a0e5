import assert from 'node:assert/strict'
import { findPython, hasEnsurepip, hasUv } from '../../kernel-setup/environment/findPython.js'
import { inEmptyFolder, standIn, withVariables } from './stage.js'

const says = (version: string) => `echo ${version}`

/** Runs `work` while the programs of `scripts` are the only ones on the PATH. */
function onPath<T>(scripts: Record<string, string>, work: () => Promise<T>): Promise<T> {
  return inEmptyFolder((folder) => {
    for (const [name, script] of Object.entries(scripts)) standIn(folder, name, script)
    return withVariables({ PATH: folder }, work)
  })
}

describe('finding a Python', () => {
  it('takes python3 when it is new enough', async () => {
    const found = await onPath({ python3: says('3.10.0'), python: says('3.13.1') }, findPython)
    assert.deepEqual(found, { command: ['python3'], version: '3.10.0' })
  })

  it('goes on to python, and to py -3, when python3 is too old', async () => {
    const second = await onPath({ python3: says('3.9.18'), python: says('3.12.1') }, findPython)
    assert.deepEqual(second.command, ['python'])
    const scripts = { python: says('2.7.18'), py: 'test "$1" = -3 && echo 3.11.2' }
    const third = await onPath(scripts, findPython)
    assert.deepEqual(third, { command: ['py', '-3'], version: '3.11.2' })
  })

  it('names what it found when nothing is new enough, and how to get one', async () => {
    const scripts = { python3: says('3.9.18'), python: 'echo not a version', py: 'exit 3' }
    await assert.rejects(onPath(scripts, findPython), ({ message }: Error) => {
      assert.match(message, /expected Python 3\.10 or newer/)
      assert.match(message, /found: python3 is Python 3\.9\.18\n/)
      assert.match(message, /mend: +install it/)
      return true
    })
    await assert.rejects(onPath({}, findPython), /found: none of them/)
  })

  it('takes a Python that can not look for ensurepip for one without it', async () => {
    const python = { command: ['python3'], version: '3.11.2' } as const
    assert.equal(await onPath({ python3: 'exit 0' }, () => hasEnsurepip(python)), true)
    assert.equal(await onPath({ python3: 'exit 1' }, () => hasEnsurepip(python)), false)
    assert.equal(await onPath({}, () => hasEnsurepip(python)), false)
  })

  it('sees uv only where it runs', async () => {
    assert.equal(await onPath({ uv: 'echo uv 0.13.9' }, hasUv), true)
    assert.equal(await onPath({ uv: 'exit 1' }, hasUv), false)
    assert.equal(await onPath({}, hasUv), false)
  })
})
