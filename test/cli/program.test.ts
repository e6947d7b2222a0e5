import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createProgram } from '../../kernel-setup/cli/program.js'
import { code, notebook } from '../notebooks/build.js'
import { root } from '../support/repository.js'
import { mainArguments } from './commandLine.js'

interface Ended {
  status: number | null
  stdout: string
  stderr: string
}

/** Runs the command line from its sources, in `cwd`. */
function notegrad(words: string[], cwd = root): Ended {
  return spawnSync(process.execPath, mainArguments(...words), { cwd, encoding: 'utf8' })
}

describe('the command line', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

  it('explains itself, and every command of it', () => {
    const help = notegrad(['--help'])
    assert.equal(help.status, 0)
    for (const command of [
      'lab',
      'run',
      'reset',
      'kernel',
      'doctor',
      'experiment',
      'ledger',
      'sync',
    ]) {
      assert.match(help.stdout, new RegExp(`^ {2}${command} `, 'm'))
      const { status, stdout } = notegrad([command, '--help'])
      assert.equal(status, 0)
      assert.match(stdout, new RegExp(`^Usage: notegrad ${command} `))
    }
  })

  it('breaks the lines of its explanations between sentences only: a terminal breaks the others', () => {
    const commands = createProgram().commands.flatMap((each) => [each, ...each.commands])
    for (const command of commands) {
      assert.doesNotMatch(command.description(), /[^.]\n/, command.name())
      assert.doesNotMatch(command.helpInformation(), /default: \[/)
    }
  })

  it('helps with a command of a command, and runs nothing', () => {
    const of = (...words: string[]) => notegrad(['help', ...words]).stdout.split('\n')[0]
    assert.equal(of('kernel', 'install'), 'Usage: notegrad kernel install [options]')
    assert.equal(of('reset', 'no.ipynb'), 'Usage: notegrad reset [options] <notebook>')
    assert.equal(of('help'), 'Usage: notegrad [options] [command]')
  })

  it('tells its version, also after a command', () => {
    for (const words of [['--version'], ['run', '--version'], ['lab', '--version']]) {
      const { status, stdout } = notegrad(words)
      assert.deepEqual([status, stdout], [0, `${version}\n`])
    }
  })

  const wrong: [string, string[], RegExp][] = [
    ['an unknown command', ['rnu', 'a.ipynb'], /unknown command 'rnu'\n\(Did you mean run\?\)/],
    ['help for an unknown command', ['help', 'rnu'], /unknown command 'rnu'\n\(Did you mean run/],
    ['help for one of a command', ['help', 'kernel', 'isntall'], /unknown command 'isntall'/],
    ['help in a command for one it lacks', ['kernel', 'help', 'isntall'], /command 'isntall'/],
    ['an unknown option', ['run', 'a.ipynb', '--wirte'], /unknown option '--wirte'\n.*--write/],
    ['no notebook', ['run'], /missing required argument 'notebook'/],
    ['a time that is none', ['run', 'a.ipynb', '--timeout', 'x'], /'x' is invalid.*above 0/],
    ['no command', [], /^Usage: notegrad/],
  ]
  for (const [what, words, message] of wrong) {
    it(`refuses ${what} with exit code 2`, () => {
      const { status, stdout, stderr } = notegrad(words)
      assert.equal(status, 2)
      assert.match(stderr, message)
      assert.equal(stdout, '')
    })
  }
})

describe('notegrad run with a file that it cannot take', () => {
  let folder = ''
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'notegrad-cli-'))
  })
  after(() => rmSync(folder, { recursive: true }))

  const python = { ...notebook(), metadata: { language_info: { name: 'python' } } }
  const files: [string, string | undefined, RegExp][] = [
    ['a missing file', undefined, /^file\.ipynb: there is no such file\n$/],
    ['a file that is not JSON', '# a text', /^file\.ipynb: not a notebook: it is not JSON .*\n$/],
    ['nbformat 3', '{"nbformat": 3, "worksheets": []}', /^file\.ipynb: nbformat 3, .*\n$/],
    ['another language', JSON.stringify(python), /^file\.ipynb: a notebook for python, .*\n$/],
  ]
  for (const [what, content, message] of files) {
    it(`says in one line that it is ${what}, leaves it alone and runs nothing`, () => {
      const path = join(folder, 'file.ipynb')
      if (content !== undefined) writeFileSync(path, content)
      writeFileSync(join(folder, 'good.ipynb'), JSON.stringify(notebook(code('1'))))
      const words = ['run', '--write', 'good.ipynb', 'file.ipynb']
      const { status, stdout, stderr } = notegrad(words, folder)
      assert.equal(status, 2)
      assert.match(stderr, message)
      assert.equal(stdout, '')
      if (content !== undefined) assert.equal(readFileSync(path, 'utf8'), content)
      rmSync(path, { force: true })
    })
  }

  it('and reset too, for a file that is none of ours', () => {
    const { status, stderr } = notegrad(['reset', 'good.ipynb'], folder)
    assert.equal(status, 2)
    assert.match(stderr, /^good\.ipynb: not a notebook of notegrad; .*\n$/)
    assert.deepEqual(readdirSync(folder), ['good.ipynb'])
  })
})
