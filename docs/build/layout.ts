import { htmlLang, languages, words } from '../words/index.js'
import { pageUrl } from './address.js'
import type { Client } from './client.js'
import type { Heading } from './content/headings.js'
import { marked } from './content/language.js'
import { relative } from './content/page.js'
import { homeOf, inLanguage } from './editions.js'
import { type Content, Html, html } from './html.js'
import { isListed, type Page } from './page.js'
import type { SearchFiles } from './search/searchIndex.js'
import { contentSecurityPolicy, themeScript } from './security.js'

/** A curve that rises: the sigmoid, in the site's accent colour. */
const icon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">' +
    '<path d="M1 14C9 14 7 2 15 2" fill="none" ' +
    'stroke="#0b86d0" stroke-width="2.5" stroke-linecap="round"/></svg>',
)}`

/** What all pages share. */
export interface Site {
  pages: readonly Page[]
  client: Client
  /**
   * The files of search, from the root of the site: of each language, in the order of `languages`.
   */
  search: readonly SearchFiles[]
  /** Where it will stand, if that is known. */
  url?: string
}

/** A page with everything around it. */
export function layout(page: Page, site: Site): Html {
  const { pages, client, url } = site
  const to = linksOf(page, url)
  const say = words[page.lang]
  const title = page.kind === 'home' ? page.title : `${page.title} · notegrad`
  const fonts = client.fonts.filter(({ usedBy }) => usedBy.test(page.body.markup))
  return html`<!DOCTYPE html>
<html lang="${htmlLang[page.lang]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}">
<title>${title}</title>
<meta name="description" content="${page.description}">
${forSearchEngines(page, site, to)}
<script>${new Html(themeScript)}</script>
<link rel="icon" href="${icon}">
<link rel="stylesheet" href="${to(client.style)}">
${fonts.map(({ address }) => preload(to(address)))}${script(site, to)}
</head>
<body class="${page.kind}">
<a class="skip" href="#main">${say.skip}</a>
${header(page, pages, to)}
<div class="frame">
${contents(page, 'beside')}
<main id="main" tabindex="-1">
${contents(page, 'folded')}
${page.body}
${download(page)}
${neighbours(page, pages, to)}
</main>
</div>
</body>
</html>
`
}

function preload(font: string): Html {
  const type = html`as="font" type="font/woff2" crossorigin="anonymous"`
  return html`<link rel="preload" href="${font}" ${type}>\n`
}

function download({ download: file, lang }: Page): Content {
  const say = words[lang]
  return (
    file && html`<p class="download"><a href="${file}" download>${say.download}</a> (${file})</p>`
  )
}

/** With the addresses of what it may load later, if the reader asks for it. */
function script({ client, search }: Site, to: To): Html {
  const later = Object.entries({
    root: to('') || './',
    chart: to(client.chart),
    search: to(client.search),
    index: search.map(({ index }) => to(index)).join(' '),
    texts: search.map(({ texts }) => to(texts)).join(' '),
  })
  const data = later.map(([name, address]) => html` data-${name}="${address}"`)
  return html`<script defer src="${to(client.script)}"${data}></script>`
}

type To = (address: string) => string

/** A page for missing addresses cannot know how deep it stands: its links begin at the host. */
function linksOf({ kind, address }: Page, url: string | undefined): To {
  if (kind === 'notFound' && url !== undefined) return (to) => new URL(to, url).pathname
  return (to) => relative(address, to)
}

/** What the header leads to, besides the course; a page that is not there has no link. */
const menu = [
  ['cheat-sheet.html', 'cheatSheet'],
  ['reference/index.html', 'reference'],
  ['source/index.html', 'source'],
  ['museum.html', 'museum'],
  ['docs/notes.html', 'notes'],
  ['docs/ledger.html', 'ledger'],
] as const

function header(page: Page, pages: readonly Page[], to: To): Html {
  const say = words[page.lang]
  const home = homeOf(page.lang)
  const links = menu.flatMap(([address, label]) => {
    const target = pages.find((one) => one.address === address)
    const own = target && (inLanguage(target, page.lang, pages) ?? target)
    return own ? [{ address: own.address, label: say[label] }] : []
  })
  const hasMore = pages.some(({ kind }) => kind === 'document')
  const current = (address: string) => address === page.address && new Html(' aria-current="page"')
  const item = ({ address, label }: { address: string; label: string }) =>
    html`<li><a href="${to(address)}"${current(address)}>${label}</a></li>\n`
  const more = hasMore && html`<li><a href="${to(home)}#documents">${say.more}</a></li>`
  return html`<header class="site">
<a class="brand" href="${to(home)}"${current(home)}>notegrad</a>
<nav class="links" aria-label="${say.site}"><ul>
<li><a href="${to(home)}#course">${say.course}</a></li>
${links.map(item)}${more}
</ul></nav>
${languageSwitch(page, pages, to)}
</header>`
}

/** Links to the other languages: of this page where it has them, otherwise of their home. */
function languageSwitch(page: Page, pages: readonly Page[], to: To): Html[] {
  return languages.flatMap((language) => {
    const home = pages.find(({ address }) => address === homeOf(language))
    const target = inLanguage(page, language, pages) ?? home
    if (language === page.lang || !target) return []
    const lang = htmlLang[language]
    const ways = html`lang="${lang}" hreflang="${lang}" href="${to(target.address)}"`
    return [html`<a class="language" ${ways}>${words[language].language}</a>`]
  })
}

/** A page that is to be found says where it stands, and where its editions do. */
function forSearchEngines(page: Page, { pages, url }: Site, to: To): Content {
  const editions = alternates(page, pages, url ? (address) => pageUrl(url, address) : to)
  if (!isListed(page)) return [editions, new Html('<meta name="robots" content="noindex">')]
  const own = url && html`<link rel="canonical" href="${pageUrl(url, page.address)}">`
  return [editions, own]
}

/** Every edition of the page, its own among them. */
function alternates(page: Page, pages: readonly Page[], to: To): Html[] | false {
  const editions = languages.flatMap((language) => inLanguage(page, language, pages) ?? [])
  if (editions.length < 2) return false
  return editions.map(
    ({ lang, address }) =>
      html`<link rel="alternate" hreflang="${htmlLang[lang]}" href="${to(address)}">\n`,
  )
}

/** Written twice: wide screens show it beside the text, narrow ones folded above it. */
function contents({ headings, lang }: Page, place: 'beside' | 'folded'): Html | false {
  if (headings.length === 0) return false
  const list = html`<ul>\n${headings.map((heading) => entry(heading, lang))}</ul>`
  const label = words[lang].onThisPage
  return place === 'beside'
    ? html`<nav class="contents beside" aria-label="${label}"><p>${label}</p>\n${list}</nav>`
    : html`<details class="contents folded"><summary>${label}</summary>\n${list}</details>`
}

function entry({ id, text, level }: Heading, lang: Page['lang']): Html {
  return html`<li class="level-${level}"><a href="#${id}">${marked(text, lang)}</a></li>\n`
}

function neighbours(page: Page, pages: readonly Page[], to: To): Html | false {
  const say = words[page.lang]
  const course = pages.filter(({ kind, lang }) => kind === 'notebook' && lang === page.lang)
  const place = course.indexOf(page)
  if (place < 0) return false
  const link = (rel: string, label: string, target?: Page) => {
    if (!target) return undefined
    const { address, title, lang } = target
    const name = marked(title, lang)
    return html`<a rel="${rel}" href="${to(address)}"><span>${label}</span> ${name}</a>`
  }
  return html`<nav class="neighbours" aria-label="${say.neighbours}">
${link('prev', say.previous, course[place - 1])}
${link('next', say.next, course[place + 1])}
</nav>`
}
