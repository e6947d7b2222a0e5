/**
 * One look for all charts.
 *
 * Colours of text, axes and background are left to the viewer: JupyterLab paints them light or dark
 * with its own theme, and everywhere else they are vega-lite's black on white. The palette is Okabe
 * and Ito's for colour-blind readers, its lightness shifted so that every colour has a contrast of
 * at least 3 to 1 on white and on the dark theme's #333.
 */
import type { Spec } from './chart.js'

/** Blue, vermilion, green, purple, ochre, grey: in the order of the series. */
export const palette = ['#0b86d0', '#d55e00', '#009e73', '#c877a5', '#b07c00', '#808080'] as const

/** For lines and marks that belong to no series: diagonals, references. */
export const neutral = '#808080'

/** Ink that is legible on light and on dark cells of a colour scale. */
export const ink = { onLight: '#1a1a1a', onDark: '#ffffff' } as const

/** What pictures lie on, and their labels, whatever the theme of the viewer. */
export const paper = '#ffffff'

/** Cells of a heat map whose value is missing. */
export const missing = '#bdbdbd'

/** Colours of quantities: from nothing to much, and from negative through nothing to positive. */
export const schemes = { sequential: 'blues', diverging: 'blueorange' } as const

/** Shape of an arrow's head: it points to the right, and its tip is at the place. */
export const arrowHead = 'M0,0L-1.2,0.6L-1.2,-0.6Z'

/** Size in pixels of one chart; text sizes below suit it, also when it is drawn at half width. */
export const defaultSize = { width: 460, height: 280 } as const

export const config: Spec = {
  font: 'system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif',
  title: { anchor: 'start', fontSize: 16, subtitleFontSize: 13, offset: 12 },
  axis: {
    labelFontSize: 13,
    titleFontSize: 14,
    titleFontWeight: 'normal',
    titlePadding: 8,
    labelSeparation: 4,
  },
  axisQuantitative: { gridOpacity: 0.4, tickCount: 6 },
  legend: { labelFontSize: 13, titleFontSize: 13, titleFontWeight: 'normal', labelLimit: 240 },
  line: { strokeWidth: 2.5, strokeCap: 'round' },
  point: { strokeWidth: 2 },
  view: { stroke: null },
  range: { category: [...palette] },
  // pictures of few pixels show them as squares; vega knows `smooth`, vega-lite passes it on
  style: { pixels: { smooth: false } },
}
