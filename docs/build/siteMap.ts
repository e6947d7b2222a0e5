import { pageUrl } from './address.js'
import { html } from './html.js'
import { isListed, type Page } from './page.js'

/** sitemap.xml: every page that a search engine may show. */
export function siteMap(pages: readonly Page[], siteUrl: string): string {
  const urls = pages
    .filter(isListed)
    .map(({ address }) => html`<url><loc>${pageUrl(siteUrl, address)}</loc></url>\n`)
  return html`<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls}</urlset>
`.markup
}
