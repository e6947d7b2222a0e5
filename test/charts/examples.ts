/** One example, or more, of every chart function: the tests compile, check and draw all of them. */

import { stepSizeCurve } from '../../src/autodiff/stepSizeCurve.js'
import {
  accuracyChart,
  arrowChart,
  bandChart,
  barChart,
  type Chart,
  confusionChart,
  contourChart,
  decisionRegions,
  formulaChart,
  functionChart,
  gradientCheckChart,
  gradientErrorMap,
  graphChart,
  heatMap,
  histogram,
  imageGrid,
  intervalChart,
  layoutCharts,
  lineChart,
  lossChart,
  perceptronChart,
  ratioChart,
  scatterChart,
  sliderChart,
  stepSizeChart,
  wireframeChart,
} from '../../src/charts/index.js'
import { math } from '../../src/math/instance.js'
import { figures } from './graphs.js'

const tens = Array.from({ length: 10 }, (_, i) => i)
const x = Array.from({ length: 61 }, (_, i) => i / 10)
const wave = { name: 'sin', x, y: x.map(Math.sin) }

/** Numbers that jump about like a loss, without a random generator. */
const noisy = (i: number) => 0.2 + 2.1 * Math.exp(-i / 1200) + 0.05 * Math.sin(i * 12.9898) ** 2

const waveOf = (frequency: number) =>
  lineChart({
    title: 'Wave',
    xTitle: 'time (s)',
    yTitle: 'y',
    yDomain: [-1, 1],
    series: [{ name: 'sin', x, y: x.map((at) => Math.sin(frequency * at)), points: true }],
  })

const step = { name: 'step', f: (at: number) => (at > 0 ? 1 : 0), jumps: [0] }
const sigmoid = { name: 'sigmoid', f: (at: number) => 1 / (1 + Math.exp(-at)), dash: true }

export const stepChart = functionChart({
  title: 'Step function · 阶跃函数',
  domain: [-5, 5],
  functions: [step],
})

const twoFunctions = functionChart({
  title: 'Step and sigmoid',
  domain: [-5, 5],
  yDomain: [-0.1, 1.1],
  functions: [step, sigmoid],
})

const epochs = tens.map((epoch) => ({
  epoch,
  trainAccuracy: 0.95 - 0.85 * Math.exp(-epoch),
  testAccuracy: 0.94 - 0.84 * Math.exp(-epoch),
}))

const points = Array.from({ length: 300 }, (_, i) => {
  const analytic = Math.sin(i) / 50
  return { analytic, numerical: analytic + Math.cos(7 * i) * 1e-12 }
})

const digit = Array.from({ length: 28 * 28 }, (_, i) => (i * i) % 256)

const bowl = (a: number, b: number) => a ** 2 + b ** 2
const valley = (a: number, b: number) => a ** 2 / 20 + b ** 2
const square = { xDomain: [-3, 3], yDomain: [-3, 3] } as const

export const examples: Readonly<Record<string, Chart>> = {
  step: stepChart,
  functions: twoFunctions,
  formulas: formulaChart({
    title: 'A neuron, moved by sliders',
    domain: [-5, 5],
    yDomain: [-0.1, 1.1],
    formulas: [
      { name: 'step', formula: 'step(w * x + b)' },
      { name: 'sigmoid', formula: 'sigmoid(w * x + b)', dash: true },
    ],
    parameters: [
      { name: 'w', label: 'weight w', value: 1, from: -5, to: 5 },
      { name: 'b', label: 'bias b', value: 0, from: -5, to: 5 },
    ],
  }),
  line: lineChart({ title: 'Sine', xTitle: 'x (rad)', yTitle: 'y', series: [wave] }),
  lines: lineChart({
    title: 'Lines with everything',
    subtitle: 'points, dashes, a gap and a band',
    xTitle: 'x (rad)',
    yTitle: 'y',
    yBand: { from: -0.5, to: 0.5, name: 'small' },
    series: [
      { ...wave, points: true },
      {
        name: '余弦 cos',
        x,
        y: x.map((at, i) => (i === 9 ? Number.NaN : Math.cos(at))),
        dash: true,
      },
    ],
  }),
  logarithmic: lineChart({
    title: 'Error by step size',
    xTitle: 'step size h',
    yTitle: 'error',
    xLog: true,
    yLog: true,
    series: [{ name: 'central difference', x: [1e-12, 1e-8, 1e-4, 1], y: [1e-4, 1e-8, 0, 0.1] }],
  }),
  scatter: scatterChart({
    title: 'Two groups',
    xTitle: 'width (cm)',
    yTitle: 'height (cm)',
    diagonal: true,
    series: [wave, { name: 'others', x: tens, y: tens.map((i) => i * i) }],
  }),
  histogram: histogram({ title: 'Heights', xTitle: 'y', values: wave.y }),
  bars: barChart({
    title: 'Scores',
    categories: tens,
    xTitle: 'digit',
    yTitle: 'score',
    series: [{ name: 'score', values: tens.map((i) => i - 4) }],
  }),
  groupedBars: barChart({
    title: 'Softmax before and after shifting',
    categories: ['a', 'b'],
    xTitle: 'class',
    yTitle: 'probability',
    yFormat: '.0%',
    yDomain: [0, 1],
    series: [
      { name: 'before', values: [0.3, Number.NaN] },
      { name: 'after', values: [0.3, 0.7] },
    ],
  }),
  heat: heatMap({
    title: 'Weights',
    xTitle: 'unit',
    yTitle: 'input',
    valueTitle: 'weight',
    values: [
      [1, 2, 3],
      [4, 5, 6],
    ],
  }),
  diverging: heatMap({
    title: 'Weights of both signs',
    xTitle: 'unit',
    yTitle: 'input',
    valueTitle: 'weight',
    scale: 'diverging',
    numbers: true,
    values: [
      [1, -2, 0.5],
      [Number.NaN, 2, -0.25],
    ],
  }),
  confusion: confusionChart(tens.map((i) => tens.map((j) => (i === j ? 950 + i : (i * j) % 9)))),
  regions: decisionRegions({
    title: 'Inside and outside',
    points: math.matrix([
      [0, 0],
      [1, 2],
      [-1, 1],
    ]),
    labels: [0, 1, 0],
    classes: ['inside', 'outside'],
    classify: (points) => math.larger(math.norm(points, 2, 1), 1.2),
  }),
  perceptron: perceptronChart({
    title: 'A perceptron',
    w: [0.5, 0.5],
    b: -0.7,
    gates: { AND: [0, 0, 0, 1], XOR: [0, 1, 1, 0] },
  }),
  images: imageGrid({
    title: 'Digits',
    columns: 2,
    images: [
      { pixels: digit, width: 28, height: 28, label: '3 → 5' },
      { pixels: digit, width: 28, height: 28, label: 7 },
      { pixels: digit, width: 14, height: 56 },
    ],
  }),
  loss: lossChart({ loss: Array.from({ length: 10_000 }, (_, i) => noisy(i)) }),
  growingLoss: lossChart(
    { loss: Array.from({ length: 70 }, (_, i) => noisy(i)) },
    { iterations: 200, log: true, title: 'Loss so far' },
  ),
  firstLoss: lossChart({ loss: [2.3] }, { iterations: 100 }),
  accuracy: accuracyChart(
    { epochs },
    { yDomain: [0.85, 1], band: { from: 0.9435, to: 0.947, name: "the book's runs" } },
  ),
  gradientCheck: gradientCheckChart({
    parameters: [
      { name: 'W1', points },
      { name: 'b1', points: [{ analytic: 0, numerical: 0 }] },
    ],
  }),
  gradientErrors: gradientErrorMap({
    parameters: [
      { name: 'layers.0.W', maxRelative: 1e-9 },
      { name: 'layers.0.b', maxRelative: 3e-7 },
      { name: 'layers.2.W', maxRelative: 0 },
    ],
  }),
  stepSizes: stepSizeChart(stepSizeCurve((v) => math.exp(math.sin(v)), 0.8)),
  graph: graphChart(figures['apples and oranges']),
  graphWalk: graphChart(figures['apples and oranges'], { walk: true }),
  slider: sliderChart({
    title: 'Waves',
    slider: 'frequency (Hz)',
    start: 1,
    frames: [1, 2, 4].map((frequency) => ({ at: frequency, chart: waveOf(frequency) })),
  }),
  sliderOverTwo: sliderChart({
    title: 'Waves and heights',
    subtitle: 'side by side',
    slider: 'frequency (Hz)',
    frames: [1, 2].map((frequency) => ({
      at: `${frequency} Hz`,
      chart: layoutCharts([waveOf(frequency), stepChart], { title: 'Both' }),
    })),
  }),
  contours: contourChart({ title: 'A bowl', f: bowl, ...square }),
  pathsOnContours: contourChart({
    title: 'Two ways down',
    f: valley,
    xDomain: [-10, 10],
    yDomain: [-4, 4],
    valueTitle: 'loss',
    paths: [
      { name: 'short steps', points: tens.map((i) => [-7 * 0.9 ** i, 2 * 0.5 ** i]) },
      { name: 'long steps', points: tens.slice(3).map((i) => [-7 * 0.6 ** i, 2 * (-0.9) ** i]) },
    ],
  }),
  arrows: arrowChart({ title: 'Uphill', field: (a, b) => [2 * a, 2 * b], f: bowl, ...square }),
  wireframe: wireframeChart({ title: 'A bowl in space', f: bowl, ...square }),
  bands: bandChart({
    title: 'Beside the book',
    bandName: "the book's program",
    rows: [
      { name: 'accuracy', band: [0.94, 0.95], values: [0.941, 0.945, 0.953] },
      { name: 'loss', band: [0.03, 0.04], values: [0.035, 0.2, Number.NaN] },
    ],
  }),
  intervals: intervalChart({
    title: 'On one axis',
    xTitle: 'accuracy',
    bandName: "the book's program",
    expectedName: 'printed in the book',
    rows: [
      { name: 'sigmoid', band: [0.94, 0.95], expected: 0.945, values: [0.941, 0.953] },
      { name: 'relu', values: [0.97, 0.96, Number.NaN] },
    ],
  }),
  ratios: ratioChart({
    title: 'Ours through theirs',
    xTitle: 'our time through theirs',
    groups: [
      {
        name: 'exp of a million',
        ratios: [
          { name: 'wasm / numpy', ratio: 1.2, atMost: 0.8 },
          { name: 'wasm / mathjs', ratio: 0.04, atMost: 0.05 },
        ],
      },
      { name: 'sum', ratios: [{ name: 'wasm / numpy', ratio: 2 }] },
    ],
  }),
  layout: layoutCharts([stepChart, twoFunctions], { title: 'Side by side' }),
}
