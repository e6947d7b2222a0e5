/** Where the page finds what it loads late: attributes of the script that every page has. */
export interface Addresses {
  /** The root of the site, with a closing slash. */
  root: string
  /** The module that draws charts. */
  chart: string
  /** The dialog of search. */
  search: string
  /** Its index, and the texts around the matches: of each language, divided by spaces. */
  index: string
  texts: string
}

/** To be called while the script runs for the first time. */
export function addressesOfPage(): Addresses {
  // The layout writes the attributes.
  return { ...document.currentScript!.dataset } as unknown as Addresses
}
