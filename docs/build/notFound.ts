import { html } from './html.js'
import type { Page } from './page.js'

/** What a server shows for an address that is none; it may stand at any depth. */
export function notFoundPage(): Page {
  return {
    kind: 'notFound',
    address: '404.html',
    lang: 'en',
    title: 'No page here',
    description: 'The address leads to no page of this site.',
    headings: [],
    body: html`<div class="prose"><h1>No page here</h1>
<p>The address leads to no page of this site. It may have been mistyped, or the page was renamed. The
links above lead to the course and to everything beside it.</p></div>`,
  }
}
