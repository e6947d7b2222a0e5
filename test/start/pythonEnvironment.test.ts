import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { placesOf, pythonIn } from '../../kernel-setup/environment/places.js'
import {
  isComplete,
  lockFile,
  makeEnvironment,
} from '../../kernel-setup/environment/pythonEnvironment.js'
import { root } from '../support/repository.js'
import { requires } from '../support/requirements.js'
import { inEmptyFolder, standIn, withVariables } from './stage.js'

/** Makes an environment in an empty folder with `programs` in front of the PATH, or alone on it. */
async function make(
  programs: Record<string, string>,
  { alone = false, variables = {} as Record<string, string> } = {},
): Promise<{ message: string; left: string[] }> {
  return inEmptyFolder(async (folder) => {
    const places = placesOf(root, folder)
    mkdirSync(join(places.state, 'python.1.part/bin'), { recursive: true })
    const bin = join(folder, 'bin')
    for (const [name, script] of Object.entries(programs)) standIn(bin, name, script)
    const PATH = alone ? `${bin}:/bin` : `${bin}:${process.env.PATH}`
    let message = 'it was made'
    try {
      await withVariables({ PATH, ...variables }, () => makeEnvironment(places, () => {}))
      assert.ok(await isComplete(places))
    } catch (error) {
      message = (error as Error).message
    }
    return { message, left: readdirSync(places.state).filter((name) => name.startsWith('python')) }
  })
}

const noUv = { uv: 'exit 1' }

describe('the Python environment', function () {
  this.timeout(60_000)
  let python: string

  before(async function () {
    await requires(this, 'python')
    python = execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], {
      encoding: 'utf8',
    }).trim()
  })

  it('names python3-venv where python3 has no ensurepip, and leaves nothing behind', async () => {
    const lacking = `case "$*" in *ensurepip*|*venv*) exit 1;; esac; exec "${python}" "$@"`
    const { message, left } = await make({ ...noUv, python3: lacking })
    assert.match(message, /apt-get install python3-venv/)
    assert.match(message, /found: python3 3\.\d+\.\d+ without ensurepip/)
    assert.deepEqual(left, [])
  })

  it('names python3-venv also where only the attempt shows it, half-way', async () => {
    const halfway = `case "$*" in
      *"-m venv"*) mkdir -p "$3/bin"; echo "ensurepip is not available"; exit 1;;
      esac; exec "${python}" "$@"`
    const { message, left } = await make({ ...noUv, python3: halfway })
    assert.match(message, /apt-get install python3-venv/)
    assert.deepEqual(left, [])
  })

  it('tells that the network does not answer, and leaves nothing behind', async () => {
    const unreachable = 'http://127.0.0.1:9/simple'
    const variables = { PIP_INDEX_URL: unreachable, PIP_NO_CACHE_DIR: '1' }
    const { message, left } = await make(noUv, { variables })
    assert.match(
      message,
      /found: no answer from the network\n(.*\n)+ +mend: +connect, or set the proxy/,
    )
    assert.deepEqual(left, [])
  })

  it('tells how to get a Python where there is none', async () => {
    const none = { ...noUv, python3: 'exit 1', python: 'exit 1', py: 'exit 1' }
    const { message, left } = await make(none, { alone: true })
    assert.match(message, /expected Python 3\.10 or newer.*\n +found: none of them\n +mend: /)
    assert.deepEqual(left, [])
  })

  it('is made by uv alone where uv is there and Python has no ensurepip', async () => {
    // A stand-in for uv: `uv venv … FOLDER` and `uv pip install` without any network.
    const uv = `case "$1" in
      --version) echo uv 0.13.9;;
      venv) "${python}" -m venv --without-pip "$4";;
      pip)
        site=$(echo "$(dirname "$4")"/../lib/python3.*/site-packages)
        touch "$site/jupyterlab.py";;
      esac`
    const lacking = `case "$*" in *ensurepip*) exit 1;; esac; exec "${python}" "$@"`
    const { message, left } = await make({ uv, python3: lacking })
    assert.equal(message, 'it was made')
    assert.deepEqual(left, ['python'])
  })

  it('is complete only with the marker of the lock file of today and a Python that runs', () =>
    inEmptyFolder(async (folder) => {
      const places = placesOf(root, folder)
      const mark = (lock: string) =>
        writeFileSync(
          join(places.python, 'notegrad.json'),
          JSON.stringify({ lock, python: '3.11' }),
        )
      const today = createHash('sha256')
        .update(readFileSync(lockFile(places)))
        .digest('hex')
      assert.equal(await isComplete(places), false)
      standIn(places.python, 'bin/python', 'echo 3.11')
      assert.equal(await isComplete(places), false, 'without a marker')
      mark('of another lock file')
      assert.equal(await isComplete(places), false)
      mark(today)
      assert.equal(await isComplete(places), true)
      standIn(places.python, 'bin/python', 'echo 3.12')
      assert.equal(await isComplete(places), false, 'the system has another Python by now')
      standIn(places.python, 'bin/python', 'exit 1')
      assert.equal(await isComplete(places), false, 'its Python does not run')
      assert.ok(existsSync(pythonIn(places.python)))
    }))

  it('is locked with hashes, without the address of any index', () => {
    for (const name of ['requirements.txt', 'uv.txt']) {
      const text = readFileSync(join(root, 'kernel-setup/python', name), 'utf8')
      const pins = text.split('\n').filter((line) => /^[a-z]/.test(line))
      assert.ok(pins.length > 0)
      assert.ok(pins.every((pin) => /^[\w.-]+==[\w.]+ .*\\$/.test(pin)))
      assert.equal(
        text
          .split(/^[a-z]/m)
          .slice(1)
          .every((part) => /--hash=sha256:/.test(part)),
        true,
      )
      assert.doesNotMatch(text, /:\/\/|index/)
    }
  })
})
