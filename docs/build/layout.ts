import { pageUrl } from './address.js'
import type { Client } from './client.js'
import type { Heading } from './content/headings.js'
import { withChineseMarked } from './content/language.js'
import { relative } from './content/page.js'
import { Html, html } from './html.js'
import { isListed, type Page } from './page.js'
import type { SearchFiles } from './search/searchIndex.js'
import { contentSecurityPolicy, themeScript } from './security.js'

/** A curve that rises: the sigmoid, in the site's accent colour. */
const icon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="M1 14C9 14 7 2 15 2" fill="none" stroke="#0b86d0" stroke-width="2.5" stroke-linecap="round"/></svg>',
)}`

/** What all pages share. */
export interface Site {
  pages: readonly Page[]
  client: Client
  /** The files of search, from the root of the site. */
  search: SearchFiles
  /** Where it will stand, if that is known. */
  url?: string
}

/** A page with everything around it. */
export function layout(page: Page, site: Site): Html {
  const { pages, client, url } = site
  const to = linksOf(page, url)
  const title = page.kind === 'home' ? page.title : `${page.title} · notegrad`
  const formulas = page.body.markup.includes('<math')
  const fonts = formulas ? [...client.preload, client.mathFont] : client.preload
  return html`<!DOCTYPE html>
<html lang="${page.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}">
<title>${title}</title>
<meta name="description" content="${page.description}">
${isListed(page) ? url && html`<link rel="canonical" href="${pageUrl(url, page.address)}">` : noIndex}
<script>${new Html(themeScript)}</script>
<link rel="icon" href="${icon}">
<link rel="stylesheet" href="${to(client.style)}">
${fonts.map((font) => html`<link rel="preload" href="${to(font)}" as="font" type="font/woff2" crossorigin="anonymous">\n`)}${script(site, to)}
</head>
<body class="${page.kind}">
<a class="skip" href="#main">Skip to the text</a>
${header(page, pages, to)}
<div class="frame">
${contents(page, 'beside')}
<main id="main" tabindex="-1">
${contents(page, 'folded')}
${page.body}
${page.download && html`<p class="download"><a href="${page.download}" download>Download this notebook</a> (${page.download})</p>`}
${neighbours(page, pages, to)}
</main>
</div>
</body>
</html>
`
}

/** With the addresses of what it may load later, if the reader asks for it. */
function script({ client, search }: Site, to: To): Html {
  const root = to('') || './'
  return html`<script defer src="${to(client.script)}" data-root="${root}" data-chart="${to(client.chart)}" data-search="${to(client.search)}" data-index="${to(search.index)}" data-texts="${to(search.texts)}"></script>`
}

const noIndex = new Html('<meta name="robots" content="noindex">')

type To = (address: string) => string

/** A page for missing addresses cannot know how deep it stands: its links begin at the host. */
function linksOf({ kind, address }: Page, url: string | undefined): To {
  if (kind === 'notFound' && url !== undefined) return (to) => new URL(to, url).pathname
  return (to) => relative(address, to)
}

/** What the header leads to, besides the course; a page that is not there has no link. */
const menu: readonly (readonly [address: string, label: string])[] = [
  ['cheat-sheet.html', 'Cheat sheet'],
  ['reference/index.html', 'Reference'],
  ['source/index.html', 'Source'],
  ['museum.html', 'Museum'],
  ['docs/notes.html', 'Notes'],
  ['docs/ledger.html', 'Ledger'],
]

function header(page: Page, pages: readonly Page[], to: To): Html {
  const links = menu.filter(([address]) => pages.some((one) => one.address === address))
  const hasMore = pages.some(({ kind }) => kind === 'document')
  const current = (address: string) => address === page.address && new Html(' aria-current="page"')
  return html`<header class="site">
<a class="brand" href="${to('index.html')}"${current('index.html')}>notegrad</a>
<nav class="links" aria-label="Site"><ul>
<li><a href="${to('index.html')}#course">Course</a></li>
${links.map(([address, label]) => html`<li><a href="${to(address)}"${current(address)}>${label}</a></li>\n`)}${hasMore && html`<li><a href="${to('index.html')}#documents">More</a></li>`}
</ul></nav>
</header>`
}

/** Written twice: wide screens show it beside the text, narrow ones folded above it. */
function contents({ headings }: Page, place: 'beside' | 'folded'): Html | false {
  if (headings.length === 0) return false
  const list = html`<ul>\n${headings.map(entry)}</ul>`
  const label = 'On this page'
  return place === 'beside'
    ? html`<nav class="contents beside" aria-label="${label}"><p>${label}</p>\n${list}</nav>`
    : html`<details class="contents folded"><summary>${label}</summary>\n${list}</details>`
}

function entry({ id, text, level }: Heading): Html {
  return html`<li class="level-${level}"><a href="#${id}">${withChineseMarked(text)}</a></li>\n`
}

function neighbours(page: Page, pages: readonly Page[], to: To): Html | false {
  const course = pages.filter(({ kind }) => kind === 'notebook')
  const place = course.indexOf(page)
  if (place < 0) return false
  const link = (rel: string, label: string, target?: Page) =>
    target &&
    html`<a rel="${rel}" href="${to(target.address)}"><span>${label}</span> ${withChineseMarked(target.title)}</a>`
  return html`<nav class="neighbours" aria-label="Notebooks before and after">
${link('prev', 'Previous', course[place - 1])}
${link('next', 'Next', course[place + 1])}
</nav>`
}
