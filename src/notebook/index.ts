import { setProgressView } from '../train/progressView.js'
import { attachDisplays } from './attach.js'
import { trainingView } from './trainingView.js'

attachDisplays()
setProgressView(trainingView)

export type { MimeBundle } from './front.js'
export { type ChartSource, type LiveChart, liveChart } from './liveChart.js'
export { type Progress, type ProgressOptions, progress } from './progress.js'
export { type ShowOptions, show } from './show.js'
export { chartSvg } from './svg.js'
