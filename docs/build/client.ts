import { createRequire } from 'node:module'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type InlineConfig, type Rollup } from 'vite'

export const clientFolder = fileURLToPath(new URL('../client', import.meta.url))
const require = createRequire(import.meta.url)

/** What the pages load; addresses from the root of the site. */
export interface Client {
  script: string
  /** Fetched when somebody searches. */
  search: string
  /** The module that draws charts, fetched where there is one. */
  chart: string
  style: string
  /** To be fetched with the pages that have such marks: a late font stays unused. */
  fonts: readonly { readonly address: string; readonly usedBy: RegExp }[]
  files: Map<string, string | Uint8Array>
}

/** A font's file, without its hash, and the marks that use it. */
function faces(mathFont: string): [name: string, usedBy: RegExp][] {
  return [
    ['source-serif-4-latin-wght-normal', /</],
    ['source-sans-3-latin-wght-normal', /</],
    ['source-serif-4-latin-wght-italic', /<em[ >]/],
    ['source-code-pro-latin-wght-normal', /<(code|pre)[ >]/],
    [basename(mathFont, '.woff2'), /<math[ >]/],
  ]
}

/** Bundles scripts and style; what only some readers need becomes files of its own. */
export async function buildClient(mathFont: string): Promise<Client> {
  const pages = await bundle({
    resolve: { alias: aliases(mathFont) },
    build: {
      rollupOptions: {
        input: { chart: `${clientFolder}/chart.ts`, style: `${clientFolder}/style/main.css` },
        preserveEntrySignatures: 'exports-only', // the pages import what chart.ts exports
      },
    },
  })
  const [main, search] = [await script('main'), await script('search/main', 'search')]
  const output = [...pages, main, search]
  return {
    script: main.fileName,
    search: search.fileName,
    chart: named(output, (file) => file.type === 'chunk' && file.name === 'chart'),
    style: named(output, (file) => file.fileName.endsWith('.css')),
    fonts: faces(mathFont).map(([name, usedBy]) => ({
      address: named(output, ({ fileName }) => fileName.includes(name)),
      usedBy,
    })),
    files: new Map(
      output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source]),
    ),
  }
}

/** One script that is no module: browsers load it from the file system, too. */
async function script(entry: string, name = entry): Promise<OutputFile> {
  const input = { [name]: `${clientFolder}/${entry}.ts` }
  const [file] = await bundle({
    build: { rollupOptions: { input, output: { format: 'iife' } } },
  })
  return file
}

async function bundle({ build: own, ...config }: InlineConfig): Promise<OutputFile[]> {
  const { output } = (await build({
    configFile: false,
    root: clientFolder,
    base: './',
    publicDir: false,
    logLevel: 'error',
    ...config,
    build: {
      write: false,
      target: 'es2022',
      cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
      assetsInlineLimit: 0,
      modulePreload: false,
      // vega, whole: it is fetched late, and only where there are charts.
      chunkSizeWarningLimit: 2000,
      ...own,
    },
    // Without `watch` and with one configuration, Vite gives one output.
  })) as Rollup.RollupOutput
  return output
}

/** Temml's style names a font file that it does not ship: it gets the one made for these pages. */
function aliases(mathFont: string) {
  return [
    { find: './STIXTwoMath.woff2', replacement: mathFont },
    { find: '@temml', replacement: require.resolve('temml/dist/Temml-STIX2.css') },
  ]
}

type OutputFile = Rollup.RollupOutput['output'][number]

function named(output: readonly OutputFile[], test: (file: OutputFile) => boolean): string {
  return output.find(test)!.fileName
}
