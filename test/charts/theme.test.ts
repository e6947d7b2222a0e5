import assert from 'node:assert/strict'
import { ink, neutral, palette } from '../../src/charts/theme.js'

type Rgb = readonly [number, number, number]

/** Linear light of a colour written #rrggbb. */
function linear(hex: string): Rgb {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [channel(1), channel(3), channel(5)]
}

const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b

/** Contrast of two colours, 1 to 21. Source: WCAG 2, relative luminance. */
function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(linear(a)), luminance(linear(b))].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

/** What dichromats see. Source: Viénot, Brettel and Mollon 1999, on linear RGB. */
const dichromats: Readonly<Record<string, readonly Rgb[]>> = {
  protanope: [
    [0.11238, 0.88762, 0],
    [0.11238, 0.88762, 0],
    [0.00401, -0.00401, 1],
  ],
  deuteranope: [
    [0.29275, 0.70725, 0],
    [0.29275, 0.70725, 0],
    [-0.02234, 0.02234, 1],
  ],
}

function seenBy(matrix: readonly Rgb[], colour: string): Rgb {
  const [r, g, b] = linear(colour)
  const [red, green, blue] = matrix.map(([x, y, z]) => x * r + y * g + z * b)
  return [red, green, blue]
}

describe('the theme', () => {
  it('has colours that stand out from white and from the dark theme of JupyterLab', () => {
    for (const colour of [...palette, neutral]) {
      assert.ok(contrast(colour, '#ffffff') >= 3, `${colour} on white`)
      assert.ok(contrast(colour, '#333333') >= 3, `${colour} on #333`)
    }
  })

  it('has a first pair and a first triple of colours that colour-blind readers tell apart', () => {
    for (const [who, matrix] of Object.entries(dichromats)) {
      const [blue, vermilion, green] = palette.map((colour) => seenBy(matrix, colour))
      for (const [a, b] of [
        [blue, vermilion],
        [blue, green],
        [vermilion, green],
      ]) {
        const distance = Math.hypot(...a.map((value, i) => Math.cbrt(value) - Math.cbrt(b[i])))
        assert.ok(distance > 0.1, `${who}: ${distance}`)
      }
    }
  })

  it('has inks that are read on their cells', () => {
    assert.ok(contrast(ink.onLight, '#ffffff') > 7)
    assert.ok(contrast(ink.onDark, '#08306b') > 7)
  })
})
