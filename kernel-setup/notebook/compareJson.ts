import type { Json } from '../client/output.js'
import { isClose } from './isClose.js'

/** How many differences are told one by one. */
const shownDifferences = 10

/** How `now` differs from `recorded`, place by place; numbers may differ by the tolerance. */
export function compareJson(recorded: Json, now: Json, tolerance: number): string[] {
  const differences = differencesAt('', recorded, now, tolerance)
  if (differences.length <= shownDifferences) return differences
  const rest = differences.length - shownDifferences
  return [...differences.slice(0, shownDifferences), `${rest} more differences`]
}

function differencesAt(path: string, recorded: Json, now: Json, tolerance: number): string[] {
  if (typeof recorded === 'number' && typeof now === 'number' && isClose(recorded, now, tolerance))
    return []
  if (isContainer(recorded) && isContainer(now) && Array.isArray(recorded) === Array.isArray(now)) {
    const keys = new Set([...Object.keys(recorded), ...Object.keys(now)])
    return [...keys].flatMap((key) => {
      const place = Array.isArray(now) ? `${path}[${key}]` : path ? `${path}.${key}` : key
      if (!(key in now)) return [`${place} is missing, recorded is ${short(child(recorded, key))}`]
      if (!(key in recorded)) return [`${place} is not recorded: ${short(child(now, key))}`]
      return differencesAt(place, child(recorded, key), child(now, key), tolerance)
    })
  }
  if (recorded === now) return []
  return [`${path || 'it'}: recorded is ${short(recorded)}, now ${short(now)}`]
}

type Container = Json[] | { [key: string]: Json }

function isContainer(value: Json): value is Container {
  return typeof value === 'object' && value !== null
}

function child(value: Container, key: string): Json {
  return Array.isArray(value) ? value[Number(key)] : value[key]
}

function short(value: Json): string {
  const text = JSON.stringify(value)
  return text.length <= 60 ? text : `${text.slice(0, 57)}...`
}
