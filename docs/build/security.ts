import { createHash } from 'node:crypto'

/** Runs before the first paint, so that a chosen theme does not flash by: hence inline. */
export const themeScript =
  "try{const t=localStorage.getItem('theme');if(t)document.documentElement.dataset.theme=t}catch{}"

/**
 * Content-Security-Policy of every page: what the site itself brings, and nothing else. The one
 * inline script is named by its hash. MathML and charts are positioned by `style` attributes.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  `script-src 'self' 'sha256-${createHash('sha256').update(themeScript).digest('base64')}'`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')
