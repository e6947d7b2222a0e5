/**
 * The two vega-lite compilers that read our charts: the one JupyterLab bundles (5.6.1) and ours.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { runInThisContext } from 'node:vm'
import type { LoggerInterface, Spec } from 'vega'
import type { Chart } from '../../src/charts/index.js'

type Compile = (
  spec: Parameters<typeof import('vega-lite').compile>[0],
  options?: { logger?: LoggerInterface },
) => { spec: Spec }

interface Compiler {
  readonly version: string
  readonly compile: Compile
}

/** The compilers by version. They are imported late: vega awaits at its top level. */
export const compilers: Readonly<Record<string, () => Promise<Compiler>>> = {
  '5.6.1': loadVersion5,
  '6.4.3': () => import('vega-lite'),
}

/** 5.6.1 is CommonJS and requires vega, which cannot be required: it is handed over instead. */
async function loadVersion5(): Promise<Compiler> {
  const vega = await import('vega')
  const here = createRequire(import.meta.url)
  const file = here.resolve('vega-lite-5')
  const inside = createRequire(file)
  const module = { exports: {} as Compiler } // filled by the code that runs next
  const wrapped = `(function (module, exports, require) {${readFileSync(file, 'utf8')}\n})`
  runInThisContext(wrapped, { filename: file })(module, module.exports, (name: string) =>
    name === 'vega' ? vega : inside(name),
  )
  return module.exports
}

/**
 * Compiles a chart and draws it as SVG, with its sliders moved to the given values. Whatever
 * compiler or vega have to say is a failure.
 */
export async function drawQuietly(
  version: string,
  chart: Chart,
  sliders: Readonly<Record<string, number>> = {},
): Promise<string> {
  const vega = await import('vega')
  const compiler = await compilers[version]()
  assert.equal(compiler.version, version)
  const { said, logger } = listener()
  // Charts are plain JSON; vega-lite's own type is a union that JSON cannot be checked against.
  const spec = chart as unknown as Parameters<Compile>[0]
  const view = new vega.View(vega.parse(compiler.compile(spec, { logger }).spec), {
    renderer: 'none',
    logger,
  })
  try {
    for (const [name, value] of Object.entries(sliders)) view.signal(name, value)
    return await view.toSVG()
  } finally {
    view.finalize()
    assert.deepEqual(said, [])
  }
}

function listener(): { said: unknown[]; logger: LoggerInterface } {
  const said: unknown[] = []
  const note = (...messages: readonly unknown[]) => {
    said.push(...messages)
    return logger
  }
  // The level is set and never asked for; only what is said matters.
  const logger = { level: () => logger, error: note, warn: note, info: note, debug: () => logger }
  return { said, logger: logger as unknown as LoggerInterface }
}
