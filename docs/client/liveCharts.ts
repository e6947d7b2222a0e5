/** Charts near the viewport come to life; the code for it is fetched when the first one is. */
export function liveCharts(): void {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue
        observer.unobserve(target)
        void enliven(target as HTMLElement)
      }
    },
    { rootMargin: '300px' },
  )
  for (const figure of document.querySelectorAll<HTMLElement>('figure[data-chart]'))
    observer.observe(figure)
}

/** Whatever goes wrong here, the picture made at build time stays. */
async function enliven(figure: HTMLElement): Promise<void> {
  try {
    const { draw } = await import('./chart.js')
    await draw(figure)
    figure.dataset.live = 'true'
  } catch (error) {
    figure.dataset.live = 'failed'
    console.warn('chart stays a picture:', error)
  }
}
