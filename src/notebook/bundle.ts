/** From any value to the forms in which a notebook can show it. */
import type { Chart } from '../charts/chart.js'
import type { MimeBundle } from './front.js'
import { isReport, reportBundle } from './reportBundle.js'
import { chartSvg } from './svg.js'

/** The method that gives a value a rich form: a convention of Deno's kernel, which ours follows. */
export const JUPYTER_DISPLAY = Symbol.for('Jupyter.display')

/**
 * A chart as one output: the specification for JupyterLab and VS Code, a picture for GitHub, and a
 * sentence. Never text/html, which JupyterLab would prefer to the specification.
 */
export async function chartBundle(chart: Chart): Promise<MimeBundle> {
  return {
    'application/vnd.vegalite.v5+json': chart,
    'image/svg+xml': await chartSvg(chart),
    'text/plain': chart.description,
  }
}

/** The forms of any value; of one that nobody taught to show itself, its text. */
export async function bundleOf(value: unknown): Promise<MimeBundle> {
  if (isChart(value)) return chartBundle(value)
  const display = displayMethod(value)
  if (display) return display.call(value)
  if (isReport(value)) return reportBundle(value)
  if (typeof value === 'string') return { 'text/plain': value }
  return { 'text/plain': inspect(value) }
}

/** Also true of a copy that was spread from a chart. */
function isChart(value: unknown): value is Chart {
  if (typeof value !== 'object' || value === null) return false
  const { $schema, description } = value as Partial<Chart>
  return typeof description === 'string' && /\/vega-lite\//.test($schema ?? '')
}

function displayMethod(value: unknown): (() => MimeBundle | Promise<MimeBundle>) | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const method: unknown = Reflect.get(value, JUPYTER_DISPLAY)
  // By the convention of that symbol the method gives a bundle, at once or later.
  return typeof method === 'function' ? (method as () => MimeBundle) : undefined
}

function inspect(value: unknown): string {
  // by no `import`, which bundlers for browsers would follow
  const util = globalThis.process?.getBuiltinModule?.('node:util')
  return util ? util.inspect(value, { depth: 4 }) : String(value)
}
