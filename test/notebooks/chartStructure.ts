/** What a reader must find in every chart: a title, a sentence, and the names of its axes. */
import type { Json } from '../../kernel-setup/client/output.js'

type Spec = { [key: string]: Json }

/** What is wrong with a vega-lite specification, a line for each fault. */
export function chartFaults(chart: Json): string[] {
  if (!isSpec(chart)) return ['a chart is no specification']
  return [
    ...(written(chart.title) ? [] : ['a chart has no title']),
    ...(written(chart.description) ? [] : ['a chart has no description']),
    ...viewsOf(chart).flatMap(axisFaults),
  ]
}

/** The views that have axes of their own: the parts of a concatenation, the view of a facet. */
function viewsOf(spec: Spec): Spec[] {
  const parts = [spec.concat, spec.hconcat, spec.vconcat].flatMap((list) => list ?? [])
  const inner = isSpec(spec.spec) ? [spec.spec] : []
  const views = [...parts.filter(isSpec), ...inner]
  return views.length > 0 ? views.flatMap(viewsOf) : [spec]
}

function axisFaults(view: Spec): string[] {
  return (['x', 'y'] as const).flatMap((channel) => {
    const axes = encodingsOf(view).flatMap(({ [channel]: axis }) => (isSpec(axis) ? [axis] : []))
    const drawn = axes.filter((axis) => axis.field !== undefined && axis.axis !== null)
    return drawn.length === 0 || drawn.some(isNamed) ? [] : [`the ${channel} axis has no name`]
  })
}

function encodingsOf(view: Spec): Spec[] {
  const layers = Array.isArray(view.layer) ? view.layer.filter(isSpec) : []
  return [...(isSpec(view.encoding) ? [view.encoding] : []), ...layers.flatMap(encodingsOf)]
}

function isNamed({ title, axis }: Spec): boolean {
  return written(title) || (isSpec(axis) && written(axis.title))
}

function written(text: Json | undefined): boolean {
  if (isSpec(text)) return written(text.text) || written(text.expr)
  return typeof text === 'string' && text.trim() !== ''
}

const isSpec = (value: Json | undefined): value is Spec =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
