/** How the site shows a chart; the build (a still picture) and the page (alive) use the same. */
import type { Loader } from 'vega'
import type { Config, TopLevelSpec } from 'vega-lite'

/** The site's text face first; the rest are what readers' machines have, Chinese included. */
const font =
  '"Source Sans 3 Variable", system-ui, "Noto Sans CJK SC", "PingFang SC", ' +
  '"Microsoft YaHei", sans-serif'

const ink = 'currentColor'

/** Text and axes take the colour of the page's text, so that one picture serves light and dark. */
const siteConfig: Config = {
  // The whole chart carries one description; a label on each of a thousand marks helps nobody.
  aria: false,
  background: 'transparent',
  font,
  axis: {
    labelColor: ink,
    titleColor: ink,
    domainColor: ink,
    tickColor: ink,
    gridColor: ink,
    gridOpacity: 0.13,
    domainOpacity: 0.6,
    tickOpacity: 0.6,
  },
  header: { labelColor: ink, titleColor: ink },
  legend: { labelColor: ink, titleColor: ink },
  text: { color: ink },
  title: { color: ink, subtitleColor: ink, fontWeight: 600 },
}

/** Width of a chart that asks for its container's. */
const containerWidth = 560

/**
 * A recorded chart made ready for vega-lite 6 and this site: JupyterLab needs the schema of version
 * 5 and may fill its cell; options meant for an embedding program are left out.
 */
export function dressed(recorded: TopLevelSpec): TopLevelSpec {
  const { usermeta: _, ...spec } = recorded
  return {
    ...spec,
    ...('width' in spec && spec.width === 'container' && { width: containerWidth }),
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    config: mergeConfig(withoutGridOpacity(spec.config), siteConfig),
    // A spread of a union of specs is no longer known to be one of them.
  } as TopLevelSpec
}

/** `axisQuantitative` outranks `axis`: the site's faint grid would not come through. */
function withoutGridOpacity(config: Config = {}): Config {
  const { gridOpacity: _, ...axisQuantitative } = config.axisQuantitative ?? {}
  return { ...config, axisQuantitative }
}

/** Section by section, the site's choices over the chart's. */
function mergeConfig(chart: Config, site: Config): Config {
  const merged: Record<string, unknown> = { ...chart }
  for (const [section, choice] of Object.entries(site)) {
    const before = merged[section]
    merged[section] = isSection(before) && isSection(choice) ? { ...before, ...choice } : choice
  }
  return merged
}

function isSection(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A chart brings its data along: it may neither fetch (a page) nor read files (the build). */
export const noLoader: Loader = {
  load: (uri) => refuse(uri),
  http: (uri) => refuse(uri),
  file: (uri) => refuse(uri),
  sanitize: (uri) =>
    /^data:image\/(png|jpeg|webp);base64,/.test(uri) ? Promise.resolve({ href: uri }) : refuse(uri),
}

function refuse(uri: string): Promise<never> {
  return Promise.reject(new Error(`a chart must carry its data, and asks for ${uri}`))
}
