/** Runs an action, up to its end, where there is neither `process` nor `Buffer`. */
export async function asInBrowser<T>(action: () => Promise<T>): Promise<T> {
  const { process, Buffer } = globalThis
  Reflect.deleteProperty(globalThis, 'process')
  Reflect.deleteProperty(globalThis, 'Buffer')
  try {
    return await action()
  } finally {
    Object.assign(globalThis, { process, Buffer })
  }
}
