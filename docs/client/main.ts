/** What every page loads: small, and nothing the page cannot do without. */
import { addressesOfPage } from './addresses.js'
import { addCopyButtons } from './copy.js'
import { keepPlace } from './languageSwitch.js'
import { liveCharts } from './liveCharts.js'
import { reachOnlyWhatScrolls } from './scrollers.js'
import { addSearchButton } from './searchButton.js'
import { markSection } from './sections.js'
import { addThemeSwitch } from './theme.js'

const addresses = addressesOfPage()
addSearchButton(addresses)
addThemeSwitch()
addCopyButtons()
keepPlace()
reachOnlyWhatScrolls()
liveCharts(addresses.chart)
markSection()
