/** The switch to another language leads to the same place: both editions have the same anchors. */
export function keepPlace(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a.language'))
    link.addEventListener('click', () => {
      link.hash = placeInView() ?? ''
    })
}

/** The anchor of the part of the text that reaches the top of the window; none at the very top. */
function placeInView(): string | undefined {
  if (window.scrollY < window.innerHeight / 4) return undefined
  const line = window.innerHeight / 4
  const parts = [...document.querySelectorAll<HTMLElement>('main [id]')]
  const above = parts.filter((part) => isText(part) && part.getBoundingClientRect().top <= line)
  return above.at(-1)?.id
}

/** Pictures have anchors of their own inside. */
function isText(part: HTMLElement): boolean {
  return part.closest('svg, math') === null
}
