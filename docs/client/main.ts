/** What every page loads: small, and nothing the page cannot do without. */
import { addCopyButtons } from './copy.js'
import { liveCharts } from './liveCharts.js'
import { reachOnlyWhatScrolls } from './scrollers.js'
import { addThemeSwitch } from './theme.js'

addThemeSwitch()
addCopyButtons()
reachOnlyWhatScrolls()
liveCharts()
