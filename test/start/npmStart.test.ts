import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { commandLine } from '../support/processes.js'
import { requires } from '../support/requirements.js'
import { cloneInto, NpmStart, survivors } from './npmStart.js'
import { emptyFolder, inEmptyFolder, pathWith, standIn } from './stage.js'

const noBrowser = ['--no-browser']

/** One life of a clone, from the first start on: each test goes on where the last one ended. */
describe('npm start, in a clone below a folder with a space and letters beyond ASCII', function () {
  this.timeout(240_000)
  let folder: string
  let clone: string
  let running: NpmStart | undefined

  before(async function () {
    await requires(this, 'python')
    folder = emptyFolder()
    clone = join(folder, 'mein Klon é')
    cloneInto(clone)
  })

  after(async () => {
    if (folder === undefined) return
    await running?.kill()
    await sleep(500)
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })

  function start(args: readonly string[], variables: NodeJS.ProcessEnv = {}): NpmStart {
    running = new NpmStart(clone, args, variables)
    return running
  }

  let first: NpmStart
  let address: Awaited<ReturnType<NpmStart['serves']>>

  it('installs, builds and serves, with one line and a time for each step', async () => {
    first = start(noBrowser)
    address = await first.serves()
    for (const title of [
      'npm packages: installed now',
      'build: made now',
      'Python environment: made now',
      'JupyterLab: answers',
    ]) {
      assert.match(first.output, new RegExp(`^✓ ${title} \\(\\d+\\.\\d s\\)$`, 'm'))
    }
    assert.match(address.url, /\/lab\/tree\/notebooks\/en\/00-start-here\.ipynb\?token=\w{40,}$/)
  })

  it('lets nobody in without the token, and nobody from outside', async () => {
    const { base, token } = address
    assert.equal(new URL(base).hostname, '127.0.0.1')
    assert.equal((await fetch(`${base}/api/kernels`)).status, 403)
    assert.equal((await fetch(`${base}/api/kernels?token=${token}`)).status, 200)
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .find(({ family, internal }) => family === 'IPv4' && !internal)
    if (outside) assert.equal(await reaches(outside.address, Number(new URL(base).port)), false)
  })

  it('offers the kernel under the name tslab, and the kernel starts', async () => {
    const { base, token } = address
    const headers = { Authorization: `token ${token}` }
    const specs = await (await fetch(`${base}/api/kernelspecs`, { headers })).json()
    assert.equal(specs.default, 'tslab')
    assert.equal(specs.kernelspecs.tslab.spec.language, 'typescript')
    const body = JSON.stringify({ name: 'tslab', path: 'notebooks/en' })
    const made = await fetch(`${base}/api/kernels`, { method: 'POST', headers, body })
    assert.equal(made.status, 201)
    await sleep(1_000)
    assert.deepEqual(first.family().filter(isOurKernel).length, 1)
  })

  it('opens the server that runs when it is started again', async () => {
    const opened = join(folder, 'opened')
    const bin = join(folder, 'bin')
    standIn(bin, 'xdg-open', `echo "$1" > '${opened}'`)
    standIn(bin, 'open', `echo "$1" > '${opened}'`)
    const notebook = ['notebooks/en/03-activation-functions.ipynb']
    const second = new NpmStart(clone, notebook, { PATH: pathWith(bin) })
    assert.equal(await second.ended(), 0)
    const again = await second.serves()
    assert.equal(again.base, address.base)
    assert.match(again.url, /03-activation-functions\.ipynb/)
    while (!existsSync(opened) || readFileSync(opened, 'utf8') === '') await sleep(50)
    assert.equal(readFileSync(opened, 'utf8').trim(), again.url)
  })

  it('opens the Chinese course with --lang zh, and where the system is Chinese', async () => {
    for (const [args, variables] of [
      [['--lang', 'zh'], {}],
      [[], { LC_ALL: 'zh_CN.UTF-8' }],
    ] as const) {
      const second = new NpmStart(clone, [...noBrowser, ...args], variables)
      assert.equal(await second.ended(), 0)
      assert.match((await second.serves()).url, /\/lab\/tree\/notebooks\/zh\/00-start-here\.ipynb/)
      assert.match(second.output, /JupyterLab 已在运行/)
    }
  })

  it('leaves no process after Ctrl-C, kernels included', async () => {
    const family = first.family()
    assert.ok(family.some(isOurKernel))
    first.signal('SIGINT')
    await first.ended()
    assert.deepEqual(await survivors(family), [])
    assert.match(first.output, /JupyterLab and its kernels have ended/)
    assert.equal(existsSync(join(clone, '.notegrad/server.json')), false)
  })

  it('installs nothing the second time, and writes nothing to the home folder', async () => {
    const home = join(folder, 'home')
    mkdirSync(home)
    const cache = execFileSync('npm', ['config', 'get', 'cache'], { encoding: 'utf8' }).trim()
    const strangers = Object.keys(process.env).filter((name) => name.startsWith('XDG_'))
    const variables = Object.fromEntries(strangers.map((name) => [name, undefined]))
    const second = start(noBrowser, { ...variables, HOME: home, npm_config_cache: cache })
    const { base, token } = await second.serves()
    assert.match(second.output, /✓ npm packages: installed \(0\.\d s\)/)
    assert.match(second.output, /✓ build: up to date \(0\.\d s\)/)
    assert.match(second.output, /✓ Python environment: up to date \(0\.\d s\)/)
    await fetch(`${base}/api/kernels?token=${token}`, { method: 'POST', body: '{"name":"tslab"}' })
    await sleep(1_500)
    assert.deepEqual(readdirSync(home, { recursive: true }), [])
  })

  it('leaves no process even when it is killed', async () => {
    const family = (running as NpmStart).family()
    running?.signal('SIGKILL')
    assert.deepEqual(await survivors(family, 15_000), [])
  })

  it('refuses a busy port in one message that names another', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as { port: number }
    const refused = new NpmStart(clone, [...noBrowser, '--port', String(port)])
    const code = await refused.ended()
    server.close()
    assert.equal(code, 1)
    assert.match(refused.output, new RegExp(`expected port ${port} to be free`))
    assert.match(refused.output, new RegExp(`mend: .*--port ${port + 1}`))
  })

  it('refuses wrong arguments with exit code 2', async () => {
    const wrong = [['--port', 'much'], ['missing.ipynb'], ['/etc/hosts'], ['--colour']]
    const runs = wrong.map((args) => new NpmStart(clone, args))
    assert.deepEqual(await Promise.all(runs.map((run) => run.ended())), [2, 2, 2, 2])
    assert.match(runs[1].output, /there is no notebook missing\.ipynb/)
    assert.match(runs[2].output, /lies outside/)
  })

  const state = () => join(clone, '.notegrad')
  const halves = () => readdirSync(state()).filter((name) => name.endsWith('.part'))

  /** Starts, and sends a signal while the Python environment is half made. */
  async function interruptedBy(signal: 'SIGINT' | 'SIGKILL'): Promise<NpmStart> {
    const started = start(noBrowser)
    while (halves().length === 0) await sleep(10)
    const family = started.family()
    started.signal(signal)
    await started.ended()
    assert.deepEqual(await survivors(family), [])
    assert.equal(existsSync(join(state(), 'python')), false)
    return started
  }

  it('cleans up when Ctrl-C interrupts the set-up', async () => {
    rmSync(join(state(), 'python'), { recursive: true })
    const { output } = await interruptedBy('SIGINT')
    assert.match(output, /interrupted; the next run takes up what is missing/)
    assert.deepEqual(halves(), [])
    assert.deepEqual(
      readdirSync(state()).filter((name) => name.endsWith('.lock')),
      [],
    )
  })

  it('says in one message that Python has no venv, and leaves nothing half made', async () => {
    const bin = join(folder, 'without-venv')
    const program = execFileSync('python3', ['-c', 'import sys; print(sys.executable)'])
    const python = `${program}`.trim()
    const lacking = `case "$*" in *ensurepip*|*venv*) exit 1;; esac; exec "${python}" "$@"`
    standIn(bin, 'python3', lacking)
    standIn(bin, 'uv', 'exit 1')
    const refused = new NpmStart(clone, noBrowser, { PATH: pathWith(bin) })
    assert.equal(await refused.ended(), 1)
    assert.match(refused.output, /stopped: expected python3 to be able to make a virtual env.*\n/)
    assert.match(refused.output, /mend: +sudo apt-get install python3-venv/)
    assert.doesNotMatch(refused.output, /\n +at |Traceback/)
    assert.deepEqual(halves(), [])
  })

  it('mends what was killed half-way', async () => {
    await interruptedBy('SIGKILL')
    assert.equal(halves().length, 1)
    const mended = start(noBrowser)
    await mended.serves()
    assert.deepEqual(halves(), [])
    assert.match(mended.output, /✓ Python environment: made now/)
  })

  it('is looked over by doctor, which tells what is broken and how to mend it', () => {
    const doctor = (env = {}) =>
      spawnSync(process.execPath, ['dist/cli/main.js', 'doctor'], {
        cwd: clone,
        encoding: 'utf8',
        env: { ...process.env, ...env },
      })
    const well = doctor()
    assert.equal(well.status, 0, well.stdout + well.stderr)
    for (const name of [
      'Node',
      'build',
      'Python',
      'JupyterLab',
      'kernelspec',
      'zeromq',
      'kernel',
    ]) {
      assert.match(well.stdout, new RegExp(`^ok {5}${name} `, 'm'))
    }
    assert.match(well.stdout, /^ok +JupyterLab +4\.6\.6$/m)
    assert.match(well.stdout, /^ok +backend +wasm, the default$/m)
    assert.match(
      well.stdout,
      /^ok +blas +OpenBLAS 0\.3\.\S+ \(.*\.notegrad\/python.*\); products \d+\.\d times as fast/m,
    )
    assert.match(well.stdout, /^ok +TypeScript +5\.9\.\d+$/m)
    rmSync(join(clone, '.notegrad/python'), { recursive: true })
    const ill = doctor()
    assert.equal(ill.status, 1)
    assert.match(ill.stdout, /^broken JupyterLab .*\n +mend: npm start$/m)
    assert.match(ill.stdout, /^broken kernelspec .*\n +mend: npm start$/m)
    // Nothing but the environment's own library may be found: the system may have another.
    const env = { NOTEGRAD_BLAS: '/no/such/library.so' }
    assert.match(doctor(env).stdout, /^absent blas .*library\.so.*\n +mend: NOTEGRAD_BLAS must/m)
    assert.match(doctor({ ...env, NOTEGRAD_BACKEND: 'blas' }).stdout, /^broken backend .*\n +mend/m)
  })
})

describe('npm start, without a network', function () {
  this.timeout(120_000)

  it('says so in one message, and leaves no packages that look installed', () =>
    inEmptyFolder(async (folder) => {
      cloneInto(folder, 'kernel-setup/')
      const variables = {
        npm_config_registry: 'http://127.0.0.1:9',
        npm_config_cache: join(folder, 'cache'),
      }
      const refused = new NpmStart(folder, noBrowser, variables)
      assert.equal(await refused.ended(), 1)
      assert.match(refused.output, /found: no answer from the network\n(.*\n)+ +mend: +connect, or/)
      assert.equal(existsSync(join(folder, 'node_modules/.package-lock.json')), false)
    }))
})

function reaches(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1_000 })
    const settle = (reached: boolean) => {
      socket.destroy()
      resolve(reached)
    }
    socket.once('connect', () => settle(true))
    socket.once('error', () => settle(false))
    socket.once('timeout', () => settle(false))
  })
}

function isOurKernel(pid: number): boolean {
  return commandLine(pid).some((word) => word.endsWith('dist/kernel/launcher.js'))
}
