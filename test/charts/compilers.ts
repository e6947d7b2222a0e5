/**
 * The two vega-lite compilers that read our charts: the one JupyterLab bundles (5.6.1) and ours.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { runInThisContext } from 'node:vm'
import * as vega from 'vega'
import * as vegaLite6 from 'vega-lite'
import type { Chart } from '../../src/charts/chart.js'

type Compile = (
  spec: Parameters<typeof vegaLite6.compile>[0],
  options?: { logger?: vega.LoggerInterface },
) => { spec: vega.Spec }

export interface Compiler {
  readonly version: string
  readonly compile: Compile
}

/** 5.6.1 is CommonJS and requires vega, which cannot be required: it is handed over instead. */
function loadVersion5(): Compiler {
  const here = createRequire(import.meta.url)
  const file = here.resolve('vega-lite-5')
  const inside = createRequire(file)
  const module = { exports: {} as { compile: Compile; version: string } }
  const wrapped = `(function (module, exports, require) {${readFileSync(file, 'utf8')}\n})`
  runInThisContext(wrapped, { filename: file })(module, module.exports, (name: string) =>
    name === 'vega' ? vega : inside(name),
  )
  return module.exports
}

export const compilers: readonly Compiler[] = [
  loadVersion5(),
  { version: vegaLite6.version, compile: vegaLite6.compile },
]

/** Compiles a chart; anything the compiler has to say is a failure. */
export function compileQuietly({ compile, version }: Compiler, chart: Chart): vega.Spec {
  const said: unknown[] = []
  const note = (...messages: readonly unknown[]) => {
    said.push(...messages)
    return logger
  }
  const logger = { level: () => 0, error: note, warn: note, info: note, debug: () => logger }
  // Charts are plain JSON; vega-lite's own type is a union that JSON cannot be checked against.
  const spec = chart as unknown as Parameters<Compile>[0]
  // The level is never asked for; the messages are all that matters.
  const { spec: compiled } = compile(spec, { logger: logger as unknown as vega.LoggerInterface })
  assert.deepEqual(said, [], `vega-lite ${version} on '${JSON.stringify(chart.title)}'`)
  return compiled
}

/** The picture as SVG, by vega, from either compiler's output; vega's warnings are failures too. */
export async function draw(compiled: vega.Spec): Promise<string> {
  const said: unknown[] = []
  const view = new vega.View(vega.parse(compiled), { renderer: 'none' })
  const note = (...messages: readonly unknown[]) => {
    said.push(...messages)
    return logger
  }
  const logger = { level: () => 0, error: note, warn: note, info: note, debug: () => logger }
  view.logger(logger as unknown as vega.LoggerInterface)
  const svg = await view.toSVG()
  view.finalize()
  assert.deepEqual(said, [])
  return svg
}
