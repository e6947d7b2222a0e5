export { type ArrowChartOptions, arrowChart } from './arrowChart.js'
export { type BandChartOptions, type Banded, bandChart } from './bandChart.js'
export { type BarChartOptions, type BarSeries, barChart } from './barChart.js'
export { type Chart, type ChartOptions, chartPrototype, type Json } from './chart.js'
export { type ConfusionChartOptions, confusionChart } from './confusionChart.js'
export { type ContourChartOptions, contourChart } from './contourChart.js'
export type { MapOptions, Surface } from './contours.js'
export { type DecisionRegionsOptions, decisionRegions } from './decisionRegions.js'
export {
  type Formula,
  type FormulaChartOptions,
  formulaChart,
  type Parameter,
} from './formulaChart.js'
export { type FunctionChartOptions, functionChart } from './functionChart.js'
export { type GradientCheckPoints, gradientCheckChart } from './gradientCheckChart.js'
export { type GradientErrors, gradientErrorMap } from './gradientErrorMap.js'
export { type GraphChartOptions, graphChart } from './graphChart.js'
export { type ColourScale, type HeatMapOptions, heatMap } from './heatMap.js'
export { type HistogramOptions, histogram } from './histogram.js'
export { type GridImage, type ImageGridOptions, imageGrid } from './imageGrid.js'
export { type Interval, type IntervalChartOptions, intervalChart } from './intervalChart.js'
export type { PlottedFunction } from './jumps.js'
export { type LayoutOptions, layoutCharts } from './layoutCharts.js'
export { type LineChartOptions, lineChart, type Series } from './lineChart.js'
export { type PerceptronChartOptions, perceptronChart } from './perceptronChart.js'
export { type Ratio, type RatioChartOptions, type RatioGroup, ratioChart } from './ratioChart.js'
export { type ScatterChartOptions, scatterChart } from './scatterChart.js'
export { type Frame, type SliderChartOptions, sliderChart } from './sliderChart.js'
export type { SteppedPath } from './steppedPaths.js'
export { type StepSizes, stepSizeChart } from './stepSizeChart.js'
export {
  type AccuracyChartOptions,
  type AccuracyHistory,
  accuracyChart,
  type LossChartOptions,
  type LossHistory,
  lossChart,
} from './trainingCharts.js'
export { type WireframeChartOptions, wireframeChart } from './wireframeChart.js'
