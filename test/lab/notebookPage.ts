/** What a reader sees of a notebook in JupyterLab. */
import type { Page } from 'playwright-core'

/** One chart output: what it is drawn in, and how much is to be seen there. */
export interface SeenChart {
  readonly element: 'svg' | 'canvas' | 'nothing'
  /** Points, lines, bars, images: what stands for data, without axes and titles. */
  readonly marks: number
  /** Pixels of a canvas, or elements of an svg, that are not background. */
  readonly painted: number
}

export interface SeenCell {
  readonly source: string
  readonly executionCount: number | null
  /** The text of the cell's error, in its outputs or from a renderer. */
  readonly error: string
  readonly charts: SeenChart[]
  /** Tokens that the editor colours. */
  readonly tokens: number
}

/** The part of JupyterLab's application object that is asked; see `expose_app_in_browser`. */
interface ExposedLab {
  readonly commands: { execute(command: string): Promise<unknown> }
  readonly shell: {
    readonly currentWidget: {
      readonly sessionContext: { readonly session: { kernel: { status: string } } | null }
      readonly content: { readonly widgets: readonly ExposedCell[] }
    }
  }
}

interface ExposedCell {
  readonly node: HTMLElement
  /** Its widgets hold one renderer per output; JupyterLab's chart renderer keeps the vega view. */
  readonly outputArea: { readonly widgets: readonly ExposedOutput[] }
  readonly model: {
    readonly type: string
    readonly executionCount: number | null
    readonly sharedModel: { getSource(): string }
    readonly outputs: {
      toJSON(): { output_type: string; data?: Record<string, unknown>; evalue?: string }[]
    }
  }
}

interface ExposedOutput {
  readonly widgets?: readonly ExposedOutput[]
  readonly _result?: { readonly view: { scenegraph(): { readonly root: SceneItem } } }
}

/** A mark (with a role) or one of its items (with marks in it, when it is a group). */
interface SceneItem {
  readonly role?: string
  readonly items?: readonly SceneItem[]
}

declare global {
  interface Window {
    jupyterapp: ExposedLab
  }
}

/** Is shown the cells twice a second while they run. */
export type Watch = (cells: readonly SeenCell[]) => Promise<void> | void

/**
 * Waits for the notebook and its kernel, then runs all cells by the menu until the last has ended.
 */
export async function runAll(page: Page, timeout: number, watch: Watch): Promise<void> {
  await page.locator('.jp-Notebook .jp-CodeCell .cm-content').first().waitFor()
  await page.waitForFunction(() => {
    const { sessionContext } = window.jupyterapp.shell.currentWidget
    return sessionContext?.session?.kernel.status === 'idle'
  })
  await page.getByRole('menuitem', { name: 'Run', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Run All Cells', exact: true }).click()
  const deadline = Date.now() + timeout
  while (!(await page.evaluate(allCellsEnded))) {
    await watch(await page.evaluate(lookAtCells))
    await page.waitForTimeout(500)
    if (Date.now() > deadline) throw new Error(`the cells still run after ${timeout / 1000} s`)
  }
}

/** In the page: whether the last code cell has run, or an earlier one stopped the run. */
function allCellsEnded(): boolean {
  const { content, sessionContext } = window.jupyterapp.shell.currentWidget
  const cells = content.widgets.filter(({ model }) => model.type === 'code')
  const failed = cells.some(({ model }) =>
    model.outputs.toJSON().some((output) => output.output_type === 'error'),
  )
  const last = cells.at(-1)
  const ended = typeof last?.model.executionCount === 'number'
  return (ended || failed) && sessionContext.session?.kernel.status === 'idle'
}

/** Looks at every code cell once its charts had time to be drawn. */
export async function seeCells(page: Page): Promise<SeenCell[]> {
  await page.waitForFunction(allChartsDrawn, undefined, { timeout: 5_000 }).catch(() => undefined)
  return page.evaluate(lookAtCells)
}

function allChartsDrawn(): boolean {
  const areas = [...document.querySelectorAll('.jp-RenderedVegaCommon5')]
  return areas.every((area) => area.querySelector('canvas, svg.marks') !== null)
}

function lookAtCells(): SeenCell[] {
  const { content } = window.jupyterapp.shell.currentWidget
  return content.widgets.filter(({ model }) => model.type === 'code').map(look)

  function look({ node, model, outputArea }: ExposedCell): SeenCell {
    const outputs = model.outputs.toJSON()
    const thrown = outputs.find((output) => output.output_type === 'error')?.evalue
    const refused = node.querySelector('.jp-RenderedVegaCommon5 pre')?.textContent
    const expected = outputs.filter(
      ({ data }) => data && 'application/vnd.vegalite.v5+json' in data,
    ).length
    const areas = [...node.querySelectorAll('.jp-RenderedVegaCommon5')]
    const scenes = outputArea.widgets.flatMap(views)
    return {
      source: model.sharedModel.getSource(),
      executionCount: model.executionCount ?? null,
      error: thrown ?? refused ?? '',
      charts: Array.from({ length: expected }, (_, i) => {
        const marks = scenes[i] ? dataItems(scenes[i]) : 0
        return { ...paintIn(areas[i]), marks }
      }),
      tokens: node.querySelectorAll('.jp-InputArea .cm-line span[class]').length,
    }
  }

  function views({ widgets = [], _result }: ExposedOutput): SceneItem[] {
    return [...(_result ? [_result.view.scenegraph().root] : []), ...widgets.flatMap(views)]
  }

  function dataItems({ role, items = [] }: SceneItem): number {
    const below = items.reduce((sum, item) => sum + dataItems(item), 0)
    return below + (role === 'mark' ? items.length : 0)
  }

  function paintIn(area: Element | undefined): Pick<SeenChart, 'element' | 'painted'> {
    const svg = area?.querySelector('svg.marks')
    if (svg) return { element: 'svg', painted: svg.querySelectorAll('path, image').length }
    const canvas = area?.querySelector('canvas')
    if (canvas) return { element: 'canvas', painted: paintedPixels(canvas) }
    return { element: 'nothing', painted: 0 }
  }

  /** Pixels that differ from the background in the corner. */
  function paintedPixels(canvas: HTMLCanvasElement): number {
    const { width, height } = canvas
    const data = canvas.getContext('2d')?.getImageData(0, 0, width, height).data
    if (!data) return 0
    const pixels = new Uint32Array(data.buffer)
    return pixels.filter((pixel) => pixel !== pixels[0]).length
  }
}
