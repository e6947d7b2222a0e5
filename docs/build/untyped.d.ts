/** What our outside libraries export without saying so in types. */
import 'vega'

declare module 'vega' {
  /** How vega measures text; its functions may be replaced (vega-scenegraph, util/text.js). */
  const textMetrics: { width(item: object, text?: unknown): number }
}
