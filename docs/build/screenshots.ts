/**
 * `npm run docs -- --screenshots FOLDER`: each type of page on a phone and a desktop,
 * light and dark.
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { chromiumPath } from '../../kernel-setup/environment/chromium.js'
import { SiteError } from './errors.js'
import { serve } from './server.js'

const sizes = {
  phone: { viewport: { width: 390, height: 844 } },
  desktop: { viewport: { width: 1280, height: 900 } },
} satisfies Record<string, BrowserContextOptions>

const themes = ['light', 'dark'] as const

/** Pictures higher than this are cut: what follows looks like what was seen. */
const highest = 6000

/**
 * Takes the pictures of these pages of a built site.
 * @returns how many there are
 * @throws SiteError where there is no browser.
 */
export async function takeScreenshots(
  site: string,
  folder: string,
  addresses: readonly string[],
): Promise<number> {
  const executablePath = chromiumPath()
  if (executablePath === undefined)
    throw new SiteError({
      where: '--screenshots',
      expected: 'Chromium',
      given: 'none on this machine',
      mend: 'install it, or name it by CHROMIUM_PATH',
    })
  await mkdir(folder, { recursive: true })
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  const server = await serve({ folder: site })
  try {
    for (const [size, options] of Object.entries(sizes))
      for (const colorScheme of themes) {
        const page = await (await browser.newContext({ ...options, colorScheme })).newPage()
        for (const address of addresses) {
          const name = address.replace(/\.html$/, '').replaceAll('/', '-')
          await page.goto(server.url + address, { waitUntil: 'networkidle' })
          await picture(page, join(folder, `${name}.${size}.${colorScheme}.png`))
        }
        await page.context().close()
      }
  } finally {
    await browser.close()
    await server.close()
  }
  return addresses.length * Object.keys(sizes).length * themes.length
}

async function picture(page: Page, path: string): Promise<void> {
  const { width, height } = await page.evaluate(() => ({
    width: document.documentElement.clientWidth,
    height: document.documentElement.scrollHeight,
  }))
  const clip = { x: 0, y: 0, width, height: Math.min(height, highest) }
  await page.screenshot({ path, fullPage: true, clip })
}
