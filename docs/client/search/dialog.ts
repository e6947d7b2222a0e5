/**
 * The search dialog: a combobox, as the ARIA guide calls a field with a list of answers. The focus
 * stays in the field, and the arrows move the selected answer.
 */
import type { Addresses } from '../addresses.js'
import { say } from '../words.js'
import { Finder, type Found } from './finder.js'
import { option } from './option.js'

const template = `<input type="search" role="combobox" autocomplete="off" spellcheck="false"
 aria-label="${say.search}" aria-autocomplete="list" aria-expanded="false"
 aria-controls="search-results" placeholder="${say.searchFor}">
<button type="button">${say.close}</button>
<p role="status"></p>
<div role="listbox" id="search-results" aria-label="${say.results}" tabindex="-1"></div>`

export class SearchDialog {
  private readonly dialog = document.createElement('dialog')
  private readonly field: HTMLInputElement
  private readonly status: HTMLElement
  private readonly list: HTMLElement
  private readonly finder: Finder
  private selected = -1

  constructor(private readonly addresses: Addresses) {
    this.finder = new Finder(addresses)
    this.dialog.className = 'search'
    this.dialog.setAttribute('aria-label', say.search)
    this.dialog.innerHTML = template
    this.field = this.dialog.querySelector('input')!
    this.status = this.dialog.querySelector('p')!
    this.list = this.dialog.querySelector('[role=listbox]')!
    this.field.addEventListener('input', () => void this.answer())
    this.dialog.addEventListener('keydown', (event) => this.onKey(event))
    this.dialog.querySelector('button')!.addEventListener('click', () => this.dialog.close())
    // A click beside it is one on the dialog itself: what is inside covers it.
    this.dialog.addEventListener('click', ({ target }) => {
      const isAnswer = target instanceof Element && target.closest('[role=option]')
      if (isAnswer || target === this.dialog) this.dialog.close()
    })
    document.body.append(this.dialog)
  }

  open(): void {
    if (!this.dialog.open) this.dialog.showModal()
    this.field.select()
    void this.finder.load().catch(() => {}) // the first question says so
    void this.answer()
  }

  private async answer(): Promise<void> {
    const question = this.field.value.trim()
    if (question === '') return this.show('', [])
    this.status.textContent ||= say.loading
    try {
      const found = await this.finder.find(question)
      if (question === this.field.value.trim()) this.show(question, found)
    } catch (error) {
      this.show('', [])
      this.status.textContent = (error as Error).message
    }
  }

  private show(question: string, found: readonly Found[]): void {
    const { root } = this.addresses
    const options = found.map((one, i) => option(one, { i, root, question }))
    this.list.replaceChildren(...options)
    this.field.setAttribute('aria-expanded', String(found.length > 0))
    this.select(found.length > 0 ? 0 : -1)
    this.status.textContent = question && (counted(found.length) ?? '')
  }

  private onKey(event: KeyboardEvent): void {
    const { length } = this.list.children
    if (event.target !== this.field || event.isComposing || length === 0) return
    if (event.key === 'Enter') (this.list.children[this.selected] as HTMLElement).click()
    else if (event.key === 'ArrowDown') this.select((this.selected + 1) % length)
    else if (event.key === 'ArrowUp') this.select((this.selected - 1 + length) % length)
    else return
    event.preventDefault()
  }

  private select(place: number): void {
    this.list.children[this.selected]?.setAttribute('aria-selected', 'false')
    this.selected = place
    const option = this.list.children[place]
    option?.setAttribute('aria-selected', 'true')
    option?.scrollIntoView({ block: 'nearest' })
    if (option) this.field.setAttribute('aria-activedescendant', option.id)
    else this.field.removeAttribute('aria-activedescendant')
  }
}

function counted(count: number): string {
  if (count === 0) return say.nothingFound
  return count === 1 ? say.onePlace : `${count} ${say.places}`
}
