import { InvalidArgumentError } from 'commander'

/**
 * Where the site will stand, as `SITE_URL` gives it, with a closing slash; an empty one is none.
 * @throws InvalidArgumentError when it is no address of a folder on the web.
 */
export function siteUrl(text: string): string | undefined {
  if (text === '') return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url && /^https?:$/.test(url.protocol) && !url.search && !url.hash)
    return url.href.replace(/\/?$/, '/')
  throw new InvalidArgumentError(
    'expected the address of the site, as in https://example.org/notegrad/; ' +
      'correct SITE_URL, or leave it out for a site without canonical links',
  )
}

/** The whole address of a page; a folder's index page is the folder. */
export function pageUrl(siteUrl: string, address: string): string {
  return new URL(address.replace(/(^|\/)index\.html$/, '$1'), siteUrl).href
}

/** An address without its escapes; as it is where they are malformed. */
export function decoded(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}
