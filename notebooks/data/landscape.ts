/**
 * The picture that notebook 01 reads: a house on a hill under the sun, 48×32 pixels, drawn by
 * formulas.
 *
 *     npx tsx notebooks/data/landscape.ts      # writes landscape.png beside this file
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { PNG } from 'pngjs'

type Colour = readonly [red: number, green: number, blue: number]

export const size = { width: 48, height: 32 } as const

/** Things from the nearest to the farthest; a pixel has the colour of the first that covers it. */
const things: readonly {
  readonly covers: (x: number, y: number) => boolean
  readonly colour: Colour
}[] = [
  { covers: (x, y) => y > 27 - 2.5 * Math.sin(x / 9 + 1), colour: [38, 96, 52] },
  { covers: (x, y) => Math.abs(x - 14) <= 1 && y >= 20 && y <= 24, colour: [96, 60, 34] },
  { covers: (x, y) => Math.abs(x - 14) <= 5 && y >= 17 && y <= 24, colour: [240, 232, 214] },
  { covers: (x, y) => y >= 11 && y < 17 && Math.abs(x - 14) <= y - 10, colour: [196, 52, 40] },
  { covers: (x, y) => y > 23 - 4 * Math.sin(x / 8 - 1), colour: [92, 160, 78] },
  { covers: (x, y) => Math.hypot(x - 38, y - 7) < 4.6, colour: [252, 208, 64] },
]

/** From blue above to pale at the horizon. */
function sky(y: number): Colour {
  const part = y / size.height
  return [70 + 150 * part, 130 + 105 * part, 205 + 40 * part]
}

/** Red, green, blue and opacity of each pixel, row by row. */
export function landscape(): Uint8Array {
  const pixels = Array.from({ length: size.width * size.height }, (_, i) => {
    const [x, y] = [i % size.width, Math.floor(i / size.width)]
    const colour = things.find(({ covers }) => covers(x, y))?.colour ?? sky(y)
    return [...colour.map(Math.round), 255]
  })
  return Uint8Array.from(pixels.flat())
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const picture = new PNG(size)
  picture.data.set(landscape())
  writeFileSync(new URL('./landscape.png', import.meta.url), PNG.sync.write(picture))
}
