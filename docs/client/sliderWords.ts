/**
 * A slider over places shows their numbers, 0, 1, 2, for vega knows no other; what stands there is
 * in the title that sliderChart makes. Here the slider says it, too: 0.9, 0.97, 0.99.
 */
import type { VisualizationSpec } from 'vega-embed'

const titleOfPlaces = /\+ (\["[^\n]*"\])\[position\]$/

/** What stands at each place of the slider; nothing for a chart that has no such slider. */
export function placesOf({ title }: VisualizationSpec): readonly string[] | undefined {
  const { text = title } = Object(title)
  const list = titleOfPlaces.exec(String(Object(text).expr))?.[1]
  return list === undefined ? undefined : JSON.parse(list)
}

/** To be called when vega has made the slider, so that what it writes is written over. */
export function writePlaces(live: HTMLElement, places: readonly string[]): void {
  const slider = live.querySelector<HTMLInputElement>('.vega-bind input[name="position"]')!
  const name = slider.closest('.vega-bind')!.querySelector('.vega-bind-name')!
  name.textContent = name.textContent!.replace(/, position $/, ' ')
  const write = () => {
    const place = places[Number(slider.value)]
    slider.nextElementSibling!.textContent = place
    slider.setAttribute('aria-valuetext', place)
  }
  for (const event of ['input', 'change']) slider.addEventListener(event, write)
  write()
}
