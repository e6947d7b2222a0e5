import assert from 'node:assert/strict'
import { TestKernel, textOf } from './support/kernel.js'

describe('output of programs that a cell starts', () => {
  let kernel: TestKernel
  before(async () => {
    kernel = await TestKernel.start()
    await kernel.value(`
      import { spawn, execSync, spawnSync, execFileSync } from 'node:child_process'
      const program = "process.stdout.write('out é\\\\n'); process.stderr.write('err\\\\n')"
      const ended = (child: import('node:child_process').ChildProcess) =>
        new Promise((resolve) => child.on('close', resolve));`)
  })
  after(() => kernel.stop())

  for (const [name, code] of Object.entries({
    spawn: "await ended(spawn(process.execPath, ['-e', program], { stdio: 'inherit' }));",
    'spawn, with each stream named':
      "await ended(spawn(process.execPath, ['-e', program], " +
      "{ stdio: ['ignore', process.stdout, 2] }));",
    spawnSync: "spawnSync(process.execPath, ['-e', program], { stdio: 'inherit' });",
    execFileSync: "execFileSync(process.execPath, ['-e', program], { stdio: 'inherit' });",
  })) {
    it(`appears below the cell when it is inherited: ${name}`, async () => {
      const { status, outputs, error } = await kernel.run(code)
      assert.equal(status, 'ok', error?.traceback.join('\n'))
      assert.equal(textOf(outputs, 'stdout'), 'out é\n')
      assert.equal(textOf(outputs, 'stderr'), 'err\n')
    })
  }

  it('stays with the caller when it is not inherited', async () => {
    assert.equal(await kernel.value("String(execSync('echo piped'))"), "'piped\\n'")
    assert.equal(await kernel.value("execSync('echo shown', { stdio: 'inherit' })"), 'null')
  })

  for (const [name, code] of Object.entries({
    spawn: "await ended(spawn('seq', ['300000'], { stdio: 'inherit' }));",
    spawnSync: "spawnSync('seq', ['300000'], { stdio: 'inherit' });",
    execFileSync: "execFileSync('seq', ['300000'], { stdio: 'inherit' });",
    execSync: "execSync('seq 300000', { stdio: 'inherit' });",
    'execSync, to standard error': "execSync('seq 300000 >&2', { stdio: 'inherit' });",
  })) {
    it(`has no limit when it is inherited: ${name}`, async () => {
      const { status, outputs, error } = await kernel.run(code)
      assert.equal(status, 'ok', error?.traceback.join('\n'))
      const printed = textOf(outputs, 'stdout') + textOf(outputs, 'stderr')
      const expected = Array.from({ length: 300_000 }, (_, i) => `${i + 1}\n`).join('')
      assert.ok(printed === expected, `${printed.length} of ${expected.length} characters`)
    })
  }

  it('shows that a program ended within a character', async () => {
    const code = "await ended(spawn('printf', ['a\\\\303'], { stdio: 'inherit' }));"
    assert.equal(await kernel.printed(code), 'a\ufffd')
  })

  it('belongs to the cell that started the program', async () => {
    const late = `setTimeout(() => console.log('late'), 300)`
    const args = JSON.stringify(['-e', late])
    const first = await kernel.run(
      `const child = spawn(process.execPath, ${args}, { stdio: 'inherit' });`,
    )
    const second = await kernel.run('await ended(child);')
    assert.equal(textOf(first.outputs, 'stdout'), 'late\n')
    assert.deepEqual(second.outputs, [])
  })
})
