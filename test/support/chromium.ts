import { type Browser, chromium } from 'playwright-core'
import { chromiumPath } from '../../kernel-setup/environment/chromium.js'

/** The system's Chromium, without a window. */
export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] })
}
