/**
 * Pages make every block that may scroll reachable by keyboard. Here those that fit are taken out
 * of the tab order again, and put back when the window gets too narrow for them.
 */
export function reachOnlyWhatScrolls(): void {
  const blocks = [...document.querySelectorAll<HTMLElement>('main [tabindex="0"]')]
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) update(target as HTMLElement)
  })
  for (const block of blocks) observer.observe(block)
  // A font that comes late changes the width of what is inside, not of the block.
  document.fonts.addEventListener('loadingdone', () => blocks.forEach(update))
}

function update(block: HTMLElement): void {
  if (block.scrollWidth > block.clientWidth) block.tabIndex = 0
  else block.removeAttribute('tabindex')
}
