type InCell = <T>(action: () => T) => T

/** What the methods that cells see stand for. */
const originals = new WeakMap<object, object>()

/**
 * `console` as one cell sees it: what the cell's timers and promises print later still belongs to
 * that cell.
 *
 * @param inCell runs an action whose output belongs to the cell
 */
export function cellConsole(inCell: InCell): Console {
  const methods = new WeakMap<object, object>()
  return new Proxy(console, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver)
      if (typeof member !== 'function') return member
      const method = methods.get(member) ?? methodInCell(member, target, inCell)
      methods.set(member, method)
      return method
    },
    // a cell that puts a method back does not keep what later cells print
    set: (target, name, value) => Reflect.set(target, name, originals.get(value) ?? value),
  })
}

/** A proxy, so that `new console.Console(stream)` works. */
function methodInCell(member: object, target: Console, inCell: InCell): object {
  const method = new Proxy(member, {
    apply: (original, _, values) =>
      inCell(() => Reflect.apply(original as () => unknown, target, values)),
  })
  originals.set(method, member)
  return method
}
