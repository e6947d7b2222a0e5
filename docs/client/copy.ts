import { say } from './words.js'

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
  button.textContent = say.copy
  button.addEventListener('click', async () => {
    const copied = await navigator.clipboard.writeText(code.textContent ?? '').then(
      () => true,
      () => false,
    )
    button.textContent = copied ? say.copied : say.notCopied
    setTimeout(() => {
      button.textContent = say.copy
    }, 1500)
  })
  return button
}
