import { say } from './words.js'

/** A button in the header that goes from the system's theme to light, to dark, and back. */
type Theme = 'auto' | 'light' | 'dark'

const next: Record<Theme, Theme> = { auto: 'light', light: 'dark', dark: 'auto' }
const labels: Record<Theme, string> = {
  auto: say.themeAuto,
  light: say.themeLight,
  dark: say.themeDark,
}

export function addThemeSwitch(): void {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'theme-switch'
  let theme = current()
  const show = () => {
    button.dataset.shows = theme
    button.title = labels[theme]
    button.setAttribute('aria-label', labels[theme])
  }
  button.addEventListener('click', () => {
    theme = next[theme]
    choose(theme)
    show()
  })
  show()
  document.querySelector('header.site')?.append(button)
}

function current(): Theme {
  const chosen = document.documentElement.dataset.theme
  return chosen === 'light' || chosen === 'dark' ? chosen : 'auto'
}

function choose(theme: Theme): void {
  const root = document.documentElement
  if (theme === 'auto') delete root.dataset.theme
  else root.dataset.theme = theme
  try {
    if (theme === 'auto') localStorage.removeItem('theme')
    else localStorage.setItem('theme', theme)
  } catch {
    // Without storage the choice lasts for this page.
  }
}
