/** Brings one chart to life. With vega behind it, this is by far the largest part of the client. */
import * as vega from 'vega'
import embed, { type EmbedOptions, type VisualizationSpec } from 'vega-embed'
import { expressionInterpreter } from 'vega-interpreter'
import { noLoader } from '../chartTheme.js'
import { placesOf, writePlaces } from './sliderWords.js'
import { say } from './words.js'

const options: EmbedOptions = {
  renderer: 'svg',
  // Expressions are interpreted, not compiled: the pages' policy forbids eval.
  ast: true,
  expr: expressionInterpreter,
  actions: { export: true, source: false, compiled: false, editor: false },
  // The site styles the menu, which otherwise comes only with the default style.
  defaultStyle: false,
  forceActionsMenu: true,
  tooltip: { theme: 'site', disableDefaultStyle: true },
  loader: noLoader,
  i18n: { SVG_ACTION: say.saveSvg, PNG_ACTION: say.savePng },
  logLevel: vega.Warn,
  downloadFileName: 'chart',
}

/**
 * Draws the chart of a figure and puts it in the picture's place, in a box of the same size.
 * @throws Error when the specification cannot be fetched or drawn.
 */
export async function draw(figure: HTMLElement): Promise<void> {
  const picture = figure.querySelector<SVGElement>(':scope > svg')!
  const label = picture.getAttribute('aria-label') ?? 'Chart'
  const [spec] = await Promise.all([fetchSpec(figure.dataset.chart!), fontsForMeasuring()])
  const live = document.createElement('div')
  const { view } = await embed(live, spec, options)
  name(live, label)
  const places = placesOf(spec)
  if (places) writePlaces(live, places)
  saveByKeyboard(live, view)
  picture.replaceWith(live)
}

async function fetchSpec(address: string): Promise<VisualizationSpec> {
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${address}: ${response.status}`)
  return response.json()
}

/** Vega measures text on a canvas, once: the font must be there by then. */
async function fontsForMeasuring(): Promise<void> {
  await document.fonts.load('14px "Source Sans 3 Variable"')
}

/** The chart is one image with one sentence, as the picture was; the menu says what it is for. */
function name(live: HTMLElement, label: string): void {
  const svg = live.querySelector('svg.marks')
  svg?.setAttribute('role', 'img')
  svg?.setAttribute('aria-label', label)
  for (const part of live.querySelectorAll('[role^="graphics-"]'))
    for (const attribute of ['role', 'aria-roledescription', 'aria-label'])
      part.removeAttribute(attribute)
  live.querySelector('summary')?.setAttribute('aria-label', say.saveChart)
}

/** vega-embed makes the picture to save when the mouse goes down; a keyboard only clicks. */
function saveByKeyboard(live: HTMLElement, view: vega.View): void {
  for (const link of live.querySelectorAll<HTMLAnchorElement>('.vega-actions a'))
    link.addEventListener('click', async (event) => {
      if (link.getAttribute('href') !== '#') return
      event.preventDefault()
      const href = await view.toImageURL(link.download.endsWith('.svg') ? 'svg' : 'png')
      // Another link, for this one is still busy with the click.
      Object.assign(document.createElement('a'), { href, download: link.download }).click()
    })
}
