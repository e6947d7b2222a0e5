import { spawn } from 'node:child_process'

const openers = process.platform === 'darwin' ? ['open'] : ['xdg-open', 'wslview']

/** Shows an address in the reader's browser; false when the system has no program for that. */
export async function openBrowser(url: string): Promise<boolean> {
  for (const opener of openers) {
    if (await starts(opener, url)) return true
  }
  return false
}

function starts(program: string, url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, [url], { detached: true, stdio: 'ignore' })
    child.once('error', () => resolve(false))
    child.once('spawn', () => {
      child.unref()
      resolve(true)
    })
  })
}
