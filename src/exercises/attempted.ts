import type { Observed } from './observation.js'

/** What it gives, or the word that it failed: one wrong shape shall not hide the other results. */
export function attempted(compute: () => Observed): Observed {
  try {
    return compute()
  } catch {
    return 'an error · 出错'
  }
}
