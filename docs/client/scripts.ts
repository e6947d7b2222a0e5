/**
 * Scripts that come late. They are no modules, which browsers refuse to load from the file system.
 */
const loads = new Map<string, Promise<void>>()

/** Runs the script at an address, once. */
export function loadScript(address: string): Promise<void> {
  const load = loads.get(address) ?? start(address)
  loads.set(address, load)
  return load
}

function start(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = address
    script.addEventListener('load', () => resolve())
    script.addEventListener('error', () => {
      loads.delete(address) // the next try may have better luck
      reject(new Error(`${address} could not be loaded`))
    })
    document.head.append(script)
  })
}
