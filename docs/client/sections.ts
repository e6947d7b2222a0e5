/** In the contents beside the text, marks the section that is being read. */
export function markSection(): void {
  const nav = document.querySelector<HTMLElement>('.contents.beside')
  const links = [...(nav?.querySelectorAll<HTMLAnchorElement>('a') ?? [])]
  const headings = links.map((link) =>
    document.getElementById(decodeURIComponent(link.hash.slice(1))),
  )
  if (nav === null || links.length === 0) return

  let marked: HTMLAnchorElement | undefined
  const update = () => {
    // The last heading above the upper third of the window; the first before any is.
    const line = window.innerHeight / 3
    const read = headings.findLastIndex(
      (heading) => heading && heading.getBoundingClientRect().top < line,
    )
    const link = links[Math.max(0, read)]
    if (link === marked) return
    marked?.removeAttribute('aria-current')
    link.setAttribute('aria-current', 'true')
    marked = link
    keepInView(nav, link)
  }

  let waiting = false
  const later = () => {
    if (waiting) return
    waiting = true
    requestAnimationFrame(() => {
      waiting = false
      update()
    })
  }
  addEventListener('scroll', later, { passive: true })
  addEventListener('resize', later)
  update()
}

/** Scrolls the contents alone, never the page. */
function keepInView(nav: HTMLElement, link: HTMLElement): void {
  const [frame, box] = [nav.getBoundingClientRect(), link.getBoundingClientRect()]
  if (box.top < frame.top) nav.scrollTop -= frame.top - box.top + box.height
  else if (box.bottom > frame.bottom) nav.scrollTop += box.bottom - frame.bottom + box.height
}
