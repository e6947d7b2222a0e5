import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { linkCommand } from '../../kernel-setup/build/command.mjs'

describe('npx notegrad in a clone', () => {
  it('runs what was built, however often it is built', () => {
    const folder = mkdtempSync(join(tmpdir(), 'notegrad clone é '))
    try {
      mkdirSync(join(folder, 'dist/cli'), { recursive: true })
      mkdirSync(join(folder, 'node_modules'))
      writeFileSync(join(folder, 'package.json'), '{ "name": "notegrad", "version": "0.0.0" }')
      const program = "#!/usr/bin/env node\nconsole.log('built', ...process.argv.slice(2))\n"
      writeFileSync(join(folder, 'dist/cli/main.js'), program)
      linkCommand(folder)
      linkCommand(folder)
      const printed = execFileSync('npx', ['--no-install', 'notegrad', '--version'], {
        cwd: folder,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      assert.equal(printed, 'built --version\n')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
