/**
 * Pages make every block that may scroll reachable by keyboard. Here those that fit are taken out
 * of the tab order again, and put back when the window gets too narrow for them.
 */
export function reachOnlyWhatScrolls(): void {
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) update(target as HTMLElement)
  })
  for (const block of document.querySelectorAll<HTMLElement>('main [tabindex="0"]'))
    observer.observe(block)
}

function update(block: HTMLElement): void {
  if (block.scrollWidth > block.clientWidth) block.tabIndex = 0
  else block.removeAttribute('tabindex')
}
