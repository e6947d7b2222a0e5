/** Modules of Node whose declarations are read when one of them is imported. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { declaresRareModule, isRareModule } from '../../kernel-setup/kernel/tslab/rareModules.js'
import { TestKernel } from './support/kernel.js'

describe('rare modules of Node', () => {
  let kernel: TestKernel
  beforeEach(async () => {
    kernel = await TestKernel.start()
  })
  afterEach(() => kernel.stop())

  it('have their types in the cell that imports one, and in later cells', async () => {
    await kernel.value('1')
    const use = "import { gzipSync } from 'node:zlib'\nconst n: number = gzipSync('x')"
    assert.match((await kernel.error(use)).evalue, /Buffer.* is not assignable to type 'number'/)
    assert.equal(
      await kernel.value("import { exec } from 'child_process'\ntypeof exec"),
      "'function'",
    )
    assert.match((await kernel.error('exec(1)')).evalue, /not assignable to parameter/)
  })

  it('have them in a file that a cell imports, and in a type', async () => {
    kernel.write('test.ts', "import { Agent } from 'node:https'\nexport const a = new Agent()")
    assert.match(
      (await kernel.error("import { a } from './test.ts'\na.nothing")).evalue,
      /'nothing' does not exist on type 'Agent'/,
    )
    const type = "let child: import('node:child_process').ChildProcess | undefined\nchild?.nothing"
    assert.match((await kernel.error(type)).evalue, /'nothing' does not exist/)
  })

  it('are known by name from the start', async () => {
    const request = { code: "import {} from 'child_pro'", cursor_pos: 25 }
    const { content } = await kernel.client.request('complete_request', request)
    const matches = content.matches as string[]
    assert.ok(matches.some((match) => match.includes('child_process')))
  })
})

describe("the declarations of Node's rare modules", () => {
  const folder = dirname(createRequire(import.meta.url).resolve('@types/node/package.json'))
  const files = readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => path.endsWith('.d.ts') && !/\/ts\d[^/]*\//.test(path))

  it('declare nothing global', () => {
    const rare = files.filter(declaresRareModule)
    assert.ok(rare.length > 10)
    for (const path of rare) {
      const { statements } = ts.createSourceFile(path, readFileSync(path, 'utf8'), 99)
      for (const statement of statements) {
        assert.ok(ts.isModuleDeclaration(statement) && ts.isStringLiteral(statement.name), path)
      }
      assert.doesNotMatch(readFileSync(path, 'utf8'), /^\s*(declare )?global \{/m)
    }
  })

  it('are used by no other declarations of Node but process.getBuiltinModule', () => {
    const users = files.filter((path) => {
      const { importedFiles } = ts.preProcessFile(readFileSync(path, 'utf8'), true)
      return !declaresRareModule(path) && importedFiles.some((file) => isRareModule(file.fileName))
    })
    assert.deepEqual(users, [join(folder, 'process.d.ts')])
    assert.match(readFileSync(users[0], 'utf8'), /interface BuiltInModule/)
  })
})
