/** A button in the header, and the key "/", open the search; its script is fetched by then only. */
import type { Addresses } from './addresses.js'
import { loadScript } from './scripts.js'
import type {} from './search/handover.js'
import { say } from './words.js'

export function addSearchButton(addresses: Addresses): void {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'search-button'
  button.textContent = say.search
  button.title = `${say.search} (/)`
  button.setAttribute('aria-keyshortcuts', '/')
  const open = async () => {
    try {
      await loadScript(addresses.search)
      globalThis.openSearch!(addresses)
    } catch (error) {
      button.title = (error as Error).message
    }
  }
  button.addEventListener('click', open)
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event))
      return
    event.preventDefault()
    void open()
  })
  document.querySelector('header.site')?.append(button)
}

function isTyping({ target }: Event): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, dialog *')
}
