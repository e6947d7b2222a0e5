/** A real JupyterLab server in the project, and a headless Chromium that looks at it. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { chromiumPath } from '../../kernel-setup/environment/chromium.js'
import { registerKernel } from '../../kernel-setup/environment/jupyterSettings.js'
import {
  type Address,
  type LabServer,
  labUrl,
  startLab,
} from '../../kernel-setup/environment/labServer.js'
import { type Places, places, placesOf } from '../../kernel-setup/environment/places.js'
import { choosePort } from '../../kernel-setup/environment/port.js'
import { setUpPython, whileAlone } from '../../kernel-setup/environment/setUp.js'

export interface JupyterLab {
  /**
   * Opens a copy, without its outputs, of one of the project's notebooks; it lies among copies of
   * the same files and resolves `notegrad` as the original does.
   */
  open(notebook: string): Promise<Page>
  /** Closes the page and ends its kernel. */
  shut(page: Page): Promise<void>
  close(): Promise<void>
}

const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/** All cells are attached to the page, so that all can be looked at. */
const settings = { '@jupyterlab/notebook-extension/tracker': { windowingMode: 'none' } }

export async function startJupyterLab(): Promise<JupyterLab> {
  const here = places()
  mkdirSync(here.state, { recursive: true })
  await whileAlone(here, () => setUpPython(here))
  const folder = mkdtempSync(join(here.state, 'test-'))
  const served = { ...placesOf(here.root, join(folder, 'project')), python: here.python }
  cpSync(join(here.root, 'notebooks'), join(served.project, 'notebooks'), { recursive: true })
  const server = await serve(served)
  const browser = await startChromium(join(folder, 'home'))
  return {
    open: async (notebook) => {
      const name = relative(served.root, notebook)
      const copy = join(served.project, name)
      mkdirSync(dirname(copy), { recursive: true })
      writeFileSync(copy, withoutOutputs(readFileSync(notebook, 'utf8')))
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
      await page.goto(`${labUrl(server.address, name)}&reset`)
      return page
    },
    shut: async (page) => {
      await page.close()
      await endKernels(server.address)
    },
    close: async () => {
      await browser.close()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** What a run writes must come from that run. */
function withoutOutputs(text: string): string {
  const notebook: { cells: { cell_type: string }[] } = JSON.parse(text)
  const cells = notebook.cells.map((cell) =>
    cell.cell_type === 'code' ? { ...cell, outputs: [], execution_count: null } : cell,
  )
  return JSON.stringify({ ...notebook, cells })
}

async function endKernels({ port, token }: Address): Promise<void> {
  const headers = { Authorization: `token ${token}` }
  const url = `http://127.0.0.1:${port}/api/sessions`
  const sessions: { id: string }[] = await (await fetch(url, { headers })).json()
  for (const { id } of sessions) await fetch(`${url}/${id}`, { method: 'DELETE', headers })
}

async function serve(served: Places): Promise<LabServer> {
  registerKernel(served)
  const settingsFolder = join(served.state, 'test-settings')
  for (const [name, content] of Object.entries(settings)) {
    const file = join(settingsFolder, `${name}.jupyterlab-settings`)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify(content))
  }
  return startLab(served, {
    port: await choosePort(undefined),
    args: ['--LabApp.expose_app_in_browser=True'],
    env: { JUPYTERLAB_SETTINGS_DIR: settingsFolder },
  })
}

function startChromium(home: string): Promise<Browser> {
  mkdirSync(home, { recursive: true })
  return chromium.launch({
    executablePath: chromiumPath(),
    args: chromiumFlags,
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home } as Record<
      string,
      string
    >,
  })
}
