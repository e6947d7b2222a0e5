import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  installKernel,
  KernelSpecError,
  kernelsFolder,
  uninstallKernel,
} from '../../kernel-setup/cli/kernel.js'
import { ourKernelSpec } from '../../kernel-setup/client/kernelSpec.js'
import { findSpec, sharedKernels, userKernels } from '../../kernel-setup/environment/kernelSpecs.js'
import { mainArguments } from './commandLine.js'

describe('notegrad kernel', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'notegrad-spec-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('install writes a kernelspec as Jupyter wants it, and says where', () => {
    assert.equal(installKernel(folder), `wrote ${join(folder, 'tslab')}`)
    const spec = JSON.parse(readFileSync(join(folder, 'tslab/kernel.json'), 'utf8'))
    assert.deepEqual(spec, {
      argv: ourKernelSpec().argv,
      display_name: 'TypeScript (notegrad)',
      language: 'typescript',
      interrupt_mode: 'message',
      metadata: { debugger: false },
    })
    assert.ok(spec.argv.includes('{connection_file}'))
    assert.equal(installKernel(folder), `renewed ${join(folder, 'tslab')}`)
  })

  it('install warns where no Jupyter looks: --prefix is no Python environment', () => {
    const install = (variables = {}) =>
      spawnSync(process.execPath, mainArguments('kernel', 'install', '--prefix', folder), {
        encoding: 'utf8',
        env: { ...process.env, ...variables },
      })
    const { status, stdout, stderr } = install()
    assert.deepEqual([status, stdout.split(' ')[0]], [0, 'wrote'])
    assert.ok(stderr.startsWith(`warning: there is no Python environment in ${folder}`))
    const data = join(folder, 'share/jupyter')
    assert.equal(install({ JUPYTER_PATH: `/elsewhere:${data}` }).stderr, '')
    assert.equal(install({ JUPYTER_DATA_DIR: data }).stderr, '')
    mkdirSync(join(folder, 'bin'))
    writeFileSync(join(folder, 'bin/python3'), '')
    assert.equal(install().stderr, '')
  })

  it('install ends where no folder can be made', function () {
    if (process.platform !== 'linux') this.skip()
    const told = (prefix: string) => {
      const words = mainArguments('kernel', 'install', '--prefix', prefix)
      const options = { encoding: 'utf8', timeout: 10_000 } as const
      const { status, stderr } = spawnSync(process.execPath, words, options)
      assert.equal(status, 1)
      return stderr
    }
    assert.match(told('/proc/nowhere'), /^ENOENT: /)
    if (!existsSync('/sys/kernel')) return
    const mend = /^E(ACCES|PERM|ROFS): .*nowhere.*; (change the permissions there|.* read-only)/
    assert.match(told('/sys/nowhere'), mend)
  })

  it('uninstall removes what install wrote, and nothing else', () => {
    mkdirSync(join(folder, 'python3'))
    installKernel(folder)
    assert.equal(uninstallKernel(folder), `removed ${join(folder, 'tslab')}`)
    assert.equal(findSpec(join(folder, 'tslab')), undefined)
    assert.throws(() => uninstallKernel(folder), /is not there: nothing was removed/)
  })

  it('neither touches another kernel of this name', () => {
    mkdirSync(join(folder, 'tslab'))
    const spec = { argv: ['tslab', 'kernel'], display_name: 'TypeScript', language: 'typescript' }
    writeFileSync(join(folder, 'tslab/kernel.json'), JSON.stringify(spec))
    assert.throws(() => installKernel(folder), /is another kernel, "TypeScript": remove it first/)
    assert.throws(() => uninstallKernel(folder), KernelSpecError)
    assert.deepEqual(findSpec(join(folder, 'tslab')), spec)
  })

  it('takes a kernelspec that cannot be read for none, and writes it anew', () => {
    for (const text of ['{ broken', 'null', '{"argv": 1}']) {
      mkdirSync(join(folder, 'tslab'), { recursive: true })
      writeFileSync(join(folder, 'tslab/kernel.json'), text)
      assert.equal(findSpec(join(folder, 'tslab')), undefined)
      assert.throws(() => uninstallKernel(folder), /is not there: nothing was removed/)
      assert.equal(installKernel(folder), `wrote ${join(folder, 'tslab')}`)
    }
  })

  it('has one place for a user, for a prefix, and for the active Python', async () => {
    const data = '/data/jupyter'
    assert.equal(userKernels({ JUPYTER_DATA_DIR: data }), '/data/jupyter/kernels')
    assert.ok(sharedKernels({}).includes(await kernelsFolder({ prefix: '/usr/local' })))
    assert.equal(await kernelsFolder({ prefix: '/env' }), '/env/share/jupyter/kernels')
    assert.match(await kernelsFolder({ sysPrefix: true }), /^\/.+\/share\/jupyter\/kernels$/)
    await assert.rejects(kernelsFolder({ prefix: '' }), /--prefix names no folder/)
    await assert.rejects(kernelsFolder({ user: true, prefix: '/env' }), /one place only/)
  })
})
