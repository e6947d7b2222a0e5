/**
 * `console` as one cell sees it: what the cell's timers and promises print later still belongs to
 * that cell.
 *
 * @param inCell runs an action whose output belongs to the cell
 */
export function cellConsole(inCell: <T>(action: () => T) => T): Console {
  return new Proxy(console, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver)
      if (typeof member !== 'function') return member
      return (...values: unknown[]) => inCell(() => Reflect.apply(member, target, values))
    },
  })
}
