import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { en } from '../../kernel-setup/environment/messages/en.mjs'
import { zh } from '../../kernel-setup/environment/messages/zh.mjs'
import { languageOf, messageIn } from '../../kernel-setup/environment/messages.mjs'
import { lastLines } from '../../kernel-setup/environment/steps.mjs'
import { mainArguments } from '../cli/commandLine.js'
import { chineseFaults } from '../notebooks/chineseProse.js'
import { root } from '../support/repository.js'

/** What stands between braces. */
const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()

describe('the messages of the start and of doctor', () => {
  it('quote the end of what a program printed, without its empty lines', () => {
    assert.equal(lastLines('a\n\nb\n \nc\n', 2), 'b\nc')
    assert.equal(lastLines(' \n'), en.nothingPrinted)
  })

  it('exist in both languages, with the same values put in', () => {
    assert.deepEqual(Object.keys(zh), Object.keys(en))
    for (const [name, text] of Object.entries(en))
      assert.deepEqual(holes(zh[name]), holes(text), name)
  })

  it('are Chinese in Chinese, set as Chinese is', () => {
    for (const [name, text] of Object.entries(zh)) {
      assert.match(text, /\p{Script=Han}/u, name)
      const filled = text.replaceAll(/\{\w+\}/g, 'x').replaceAll(/ {2,}/g, ' ')
      assert.deepEqual(chineseFaults(filled.replaceAll('\n', '\n\n')), [], name)
    }
  })

  it('are all used, and no other is asked for', () => {
    const folders = ['environment', 'cli'].map((name) => join(root, 'kernel-setup', name))
    const files = folders.flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => /\.(ts|mjs)$/.test(name))
        .map((name) => readFileSync(join(folder, name), 'utf8')),
    )
    const sources = files.join('\n')
    const asked = [...sources.matchAll(/\bsay\(\s*'(\w+)'/g)].map(([, name]) => name)
    for (const name of asked) assert.ok(name in en, name)
    for (const name of Object.keys(en)) assert.ok(sources.includes(`'${name}'`), name)
  })

  it('are refused under a name that there is not', () => {
    assert.throws(() => messageIn('zh', 'nothing'), /there is no message nothing/)
    assert.equal(messageIn('en', 'portFree', { port: 1 }), 'port 1 to be free on 127.0.0.1')
  })
})

describe('the language of the start', () => {
  it('is the one that is asked for, else that of the system, else English', () => {
    const inChina = { LANG: 'zh_CN.UTF-8' }
    assert.equal(languageOf([], inChina), 'zh')
    assert.equal(languageOf([], { ...inChina, LC_ALL: 'C' }), 'en')
    assert.equal(languageOf(['lab', '--lang', 'en'], inChina), 'en')
    assert.equal(languageOf(['--lang=zh'], { LANG: 'de_DE.UTF-8' }), 'zh')
    assert.equal(languageOf([], { LC_MESSAGES: 'zh_TW', LANG: 'C' }), 'zh')
  })

  const notegrad = (words: string[], LC_ALL: string) =>
    spawnSync(process.execPath, mainArguments(...words), {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL },
    })

  it('decides on the course that is opened', () => {
    assert.match(notegrad(['lab', '--help'], 'zh_CN.UTF-8').stdout, /notebooks\/zh\/00-start-here/)
    assert.match(notegrad(['lab', '--lang', 'zh', '--help'], 'C').stdout, /notebooks\/zh\/00/)
    assert.match(notegrad(['lab', '--help'], 'C').stdout, /notebooks\/en\/00-start-here/)
    assert.equal(notegrad(['lab', '--lang', 'xx'], 'C').status, 2)
  })

  it('decides on what it says', () => {
    const { status, stderr } = notegrad(['lab', 'gone.ipynb'], 'zh_CN.UTF-8')
    assert.equal(status, 2)
    assert.match(stderr, /没有笔记本 gone\.ipynb/)
    const start = join(root, 'kernel-setup/start.mjs')
    const usage = spawnSync(process.execPath, [start, '--help', '--lang', 'zh'], {
      encoding: 'utf8',
    })
    assert.match(usage.stdout, /安装缺少的部分/)
  })
})
