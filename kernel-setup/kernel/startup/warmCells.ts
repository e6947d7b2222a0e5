/**
 * Cells that use what cells use, so that its code is warm; the packages' types are read as well.
 */
export function warmCells(packages: readonly string[]): string[] {
  const imports = packages.map((name, i) => `import * as p${i} from '${name}'`)
  return [...imports, ...Array.from({ length: 3 }, () => [definitions, uses]).flat(), '']
}

const definitions = `const a = [1, 2]; console.log(a.map((x) => x + 1))
class A<T> { constructor(readonly x: T) {} }
interface Named { name: string }
type Key = keyof Named
async function f() { return await Promise.resolve(new A(3)) }
const { length, ...rest } = { length: 1, other: 'text' }`

const uses = `const v = Array.from({ length: 10 }, (_, i) => i * 2)
const total = v.reduce((p, q) => p + q)
const text = (total + ' of ' + v.length).split(' ').map((word) => word.trim())
for (const [key, value] of Object.entries({ total })) console.log(key, value, text)
const later = new Promise<number>((resolve) => setTimeout(() => resolve(total), 0))`
