import assert from 'node:assert/strict'
import type { Reference } from '../../docs/build/reference/model.js'
import { readReference } from '../../docs/build/reference/read.js'
import { createProgram } from '../../kernel-setup/cli/program.js'
import * as library from '../../src/index.js'
import { root } from '../support/repository.js'
import { buildTimeout, site } from './support/sites.js'

describe('the reference', function () {
  this.timeout(buildTimeout)
  let reference: Reference
  let pages: ReadonlyMap<string, string>
  before(async () => {
    const { pages: built, report } = await site('course')
    pages = built
    reference = report.reference!
  })

  const exported = () => reference.floors.flatMap(({ exports }) => exports)
  const page = (floor: string) => pages.get(`reference/${floor}.html`)!

  it('has every name that the library exports', () => {
    const told = new Set([...exported().map(({ name }) => name), 'exercises'])
    assert.deepEqual(
      Object.keys(library).filter((name) => !told.has(name)),
      [],
    )
  })

  it('tells of every export and of every member, from its docstring', () => {
    // what a constructor takes, its class tells
    const named = exported().flatMap((one) => [
      { ...one, where: one.name },
      ...one.members
        .filter(({ name }) => name !== 'new')
        .map((member) => ({ ...one, ...member, where: `${one.name}.${member.name}` })),
    ])
    const silent = named
      .filter(({ text, throws }) => text === '' && throws.length === 0)
      .map(({ where, file, line }) => `${where} (${file}:${line}) has no docstring`)
    assert.ok(named.length > 900, `${named.length} names`)
    assert.deepEqual(silent, [])
  })

  it('has nothing that tests declare', () => {
    const inGroup = exported().find(({ name }) => name === 'Differentiable')!
    assert.ok(!inGroup.members.some(({ name }) => name === 'tanhshrink'))
  })

  it('shows a declaration in colours, its shapes, its errors and its source', () => {
    const start = page('nn').indexOf('<h2 id="affine">')
    const affine = page('nn').slice(start, page('nn').indexOf('<h2 ', start + 4))
    assert.match(affine, /<span class="token-keyword">class<\/span>/)
    assert.match(affine, /x: N×D \(later axes are flattened\), W: D×M, b: M → y: N×M/)
    assert.match(affine, /<strong>Throws<\/strong> <code>ShapeError<\/code> when W and b/)
    assert.match(affine, /class · <a href="\.\.\/source\/nn\/Affine\.html#line-\d+">/)
    assert.match(affine, /used in .*<a href="\.\.\/en\/09-layers\.html#cell-[\w-]+">/)
    assert.match(affine, /<h3 id="affinebackward">Affine\.backward<\/h3>/)
  })

  it('leads from a name in a declaration to what it stands for, on other floors too', () => {
    assert.match(page('autodiff'), /<a href="\.\.\/reference\/autodiff\.html#gradientcheckreport">/)
    assert.match(page('nn'), /<a href="\.\.\/reference\/math\.html#matrix">Matrix<\/a>/)
  })

  it('leads to every floor, to the functions, the commands, the backends and the kernel', () => {
    const index = pages.get('reference/index.html')!
    const targets = [...index.matchAll(/<(?:dt|li)><a href="\.\.\/([^"]+)">/g)].map(([, to]) => to)
    const floors = targets.filter((target) => target.startsWith('reference/'))
    const order = ['math', 'autodiff', 'nn', 'data', 'train', 'charts', 'notebook', 'exercises']
    assert.deepEqual(
      floors.filter((target) => target !== 'reference/index.html'),
      order.map((name) => `reference/${name}.html`),
    )
    for (const { name } of reference.floors)
      assert.ok(targets.includes(`reference/${name}.html`), name)
    for (const name of ['functions', 'operations', 'command-line', 'backends', 'kernel'])
      assert.ok(targets.includes(`docs/${name}.html`), name)
  })

  it('leads to each thing that one can call or make by its name', () => {
    const index = pages.get('reference/index.html')!
    const shown = exported().filter(({ kind }) => kind !== 'interface' && kind !== 'type')
    const links = shown.map(
      ({ name }) =>
        [
          name,
          new RegExp(`<a href="\\.\\./reference/(\\w+)\\.html#([\\w-]+)">${name}</a>`).exec(index),
        ] as const,
    )
    const lost = links.filter(
      ([name, link]) => !link || !page(link[1]).includes(`<h2 id="${link[2]}">${name}</h2>`),
    )
    assert.ok(shown.length > 90, `${shown.length} names`)
    assert.deepEqual(
      lost.map(([name]) => name),
      [],
    )
  })

  it('has every command and option of the command line', () => {
    const text = pages.get('docs/command-line.html')!.replaceAll('<code class="word">', '<code>')
    const commands = createProgram().commands.flatMap((one) =>
      one.commands.length > 0 ? one.commands : [one],
    )
    assert.ok(commands.length > 8)
    for (const command of commands)
      for (const { flags, long } of command.options) {
        if (long === '--version') continue // the introduction tells of it
        const escaped = flags.replaceAll('<', '&#x3C;').replaceAll('>', '>')
        assert.ok(text.includes(`<code>${escaped}</code>`), `${command.name()} ${flags}`)
      }
  })

  it('is none where there is no library', async () => {
    assert.equal(await readReference(root, `${root}/test/site/fixtures/source`), undefined)
  })
})
