/** Vega draws data in groups of the role "mark"; axes, legends and frames have other roles. */
const vegaMarks = /<g class="mark-\w+ role-mark[^>]*>\s*<\w/
const shapes = /<(path|rect|circle|ellipse|line|polyline|polygon|image|text)\b/

/** Whether an SVG shows something: for a chart, marks of its data and not axes alone. */
export function hasMarks(svg: string): boolean {
  if (!/<svg\b/.test(svg)) return false
  return svg.includes('role-frame') ? vegaMarks.test(svg) : shapes.test(svg)
}
