/** A button on each block of code that puts its text on the clipboard. */
export function addCopyButtons(): void {
  // Absent where the page is not from a secure origin.
  if (!navigator.clipboard) return
  for (const block of document.querySelectorAll<HTMLElement>('.code-block')) {
    const code = block.querySelector('pre')
    if (code) block.append(copyButton(code))
  }
}

function copyButton(code: HTMLElement): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'copy'
  button.textContent = 'Copy'
  button.addEventListener('click', async () => {
    const copied = await navigator.clipboard.writeText(code.textContent ?? '').then(
      () => true,
      () => false,
    )
    button.textContent = copied ? 'Copied' : 'Not copied'
    setTimeout(() => {
      button.textContent = 'Copy'
    }, 1500)
  })
  return button
}
