/** Charts near the viewport come to life; the code for it is fetched when the first one is. */
export function liveCharts(chartModule: string): void {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue
        observer.unobserve(target)
        void enliven(target as HTMLElement, chartModule)
      }
    },
    { rootMargin: '300px' },
  )
  for (const figure of document.querySelectorAll<HTMLElement>('figure[data-chart]'))
    observer.observe(figure)
}

/** Whatever goes wrong here, the picture made at build time stays. */
async function enliven(figure: HTMLElement, chartModule: string): Promise<void> {
  try {
    // An address that the page knows, and the bundler does not.
    const { draw }: typeof import('./chart.js') = await import(
      /* @vite-ignore */ new URL(chartModule, document.baseURI).href
    )
    await draw(figure)
    figure.dataset.live = 'true'
  } catch (error) {
    figure.dataset.live = 'failed'
    console.warn('chart stays a picture:', error)
  }
}
