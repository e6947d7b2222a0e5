import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Ajv, { type ValidateFunction } from 'ajv'
import type { Chart, Json } from '../../src/charts/index.js'
import * as everything from '../../src/charts/index.js'
import { root } from '../support/repository.js'
import { compilers, drawQuietly } from './compilers.js'
import { examples } from './examples.js'

/** vega-lite's own JSON schema, from the package that has it. */
function schemaOf(packageName: string): ValidateFunction {
  const file = join(root, 'node_modules', packageName, 'build/vega-lite-schema.json')
  const ajv = new Ajv({ strict: false, validateFormats: false, logger: false })
  return ajv.compile(JSON.parse(readFileSync(file, 'utf8')))
}

/** As JSON, without the one property that vega knows and vega-lite's schema does not. */
function asJson(chart: Chart): Record<string, Json> {
  const plain = JSON.parse(JSON.stringify(chart))
  assert.deepEqual(plain.config.style.pixels, { smooth: false })
  delete plain.config.style.pixels
  return plain
}

type Encoding = Record<string, Record<string, Json>>

/** The encoding of everything that is drawn, with what it takes from the views around it. */
function encodingsOf(spec: Json | undefined, outer: Encoding = {}): Encoding[] {
  if (typeof spec !== 'object' || spec === null) return []
  if (Array.isArray(spec)) return spec.flatMap((part) => encodingsOf(part, outer))
  const node = spec as Record<string, Json>
  const encoding = { ...outer, ...(node.encoding as Encoding | undefined) }
  const own = 'mark' in node ? [encoding] : []
  return [...own, ...['layer', 'concat'].flatMap((part) => encodingsOf(node[part], encoding))]
}

const marks = /<(path|image|text|line)[^>]* (aria-roledescription="[a-z ]*mark"|d="M|xlink:href)/g

describe('every chart', () => {
  const schemas = { '5.6.1': schemaOf('vega-lite-5'), '6.4.3': schemaOf('vega-lite') }

  it('has an example here', () => {
    const source = readFileSync(new URL('./examples.ts', import.meta.url), 'utf8')
    const functions = Object.entries(everything).filter(([, value]) => typeof value === 'function')
    assert.ok(functions.length > 10)
    for (const [name] of functions) assert.match(source, new RegExp(`\\b${name}\\(`))
  })

  for (const [name, chart] of Object.entries(examples)) {
    describe(name, () => {
      it('has a title, a description of one paragraph and a schema that JupyterLab knows', () => {
        assert.equal(chart.$schema, 'https://vega.github.io/schema/vega-lite/v5.json')
        assert.ok(chart.title)
        assert.match(chart.description, /^\S.{20,}\.$/)
        assert.doesNotMatch(chart.description, /undefined|NaN|\[object|,,|\.\./)
      })

      it('names every axis that it shows', () => {
        const encodings = encodingsOf(chart)
        assert.ok(encodings.length > 0)
        for (const encoding of encodings) {
          for (const channel of ['x', 'y']) {
            const axis = encoding[channel]
            if (!axis || axis.axis === null || 'value' in axis) continue
            const { title, type } = axis
            const isNamed = typeof title === 'string' && title.trim() !== ''
            const isListOfNames = title === null && type === 'nominal'
            assert.ok(isNamed || isListOfNames, `${channel} of ${JSON.stringify(encoding)}`)
          }
        }
      })

      for (const version of Object.keys(compilers)) {
        it(`compiles without a word under vega-lite ${version}, and draws`, async () => {
          const svg = await drawQuietly(version, chart)
          assert.ok([...svg.matchAll(marks)].length > 5)
          assert.doesNotMatch(svg, /NaN[, ]|undefined|Infinity/)
        })
      }

      for (const [version, valid] of Object.entries(schemas)) {
        it(`fits the JSON schema of vega-lite ${version}`, () => {
          assert.ok(valid(asJson(chart)), JSON.stringify(valid.errors?.slice(0, 3), null, 1))
        })
      }
    })
  }
})
