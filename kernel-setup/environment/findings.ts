/** What `notegrad doctor` looks at: one check per thing that can be missing or broken. */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { KernelClient } from '../client/KernelClient.js'
import { ourKernelSpec } from '../client/kernelSpec.js'
import { activeBackend, blas } from './backendFindings.js'
import { buildIsCurrent, packagesAreCurrent } from './bootstrap.mjs'
import { chromiumPath } from './chromium.js'
import { findPython, hasEnsurepip, hasUv, withoutVenv } from './findPython.js'
import { findSpec, isOurs, kernelName, prefixKernels, userKernels } from './kernelSpecs.js'
import { say } from './messages.mjs'
import { type Places, pythonIn } from './places.js'
import { isComplete } from './pythonEnvironment.js'
import { lastLines, run } from './steps.mjs'

/** Broken when there is a mend, unless it is something that a reader can do without. */
export interface Finding {
  readonly found: string
  readonly mend?: string
  readonly optional?: boolean
}

export interface Check {
  readonly name: string
  readonly look: (places: Places) => Finding | Promise<Finding>
}

const load = createRequire(import.meta.url)
const install = say('mendInstall')
const start = 'npm start'

export const checks: readonly Check[] = [
  { name: 'Node', look: node },
  { name: say('npmPackages'), look: npmPackages },
  { name: say('build'), look: build },
  { name: 'TypeScript', look: () => npmPackage('typescript', '5.9.') },
  { name: 'zeromq', look: () => npmPackage('zeromq', '6.') },
  { name: 'Python', look: python },
  { name: 'JupyterLab', look: jupyterLab },
  { name: 'kernelspec', look: kernelspec },
  { name: say('otherJupyters'), look: otherJupyters },
  { name: 'Chromium', look: chromium },
  { name: say('kernel'), look: kernel },
  { name: say('backend'), look: activeBackend },
  { name: 'blas', look: blas },
]

/** Of the major versions before 24; see start.mjs. */
const oldestMinor: Record<number, number> = { 20: 19, 22: 16 }

function node(): Finding {
  const [major, minor] = process.versions.node.split('.').map(Number)
  const found = `${process.versions.node} (${process.execPath})`
  if (major >= 24 || minor >= (oldestMinor[major] ?? Number.POSITIVE_INFINITY)) return { found }
  return { found, mend: say('mendNode') }
}

function npmPackages({ root, project }: Places): Finding {
  if (root !== project) return { found: say('installedIn', { root }) }
  if (packagesAreCurrent(root)) return { found: say('asLocked') }
  return { found: say('packagesMissing'), mend: install }
}

function build({ root, project }: Places): Finding {
  const built = existsSync(join(root, 'dist/index.js'))
  if (built && (root !== project || buildIsCurrent(root))) return { found: say('upToDate') }
  return { found: say(built ? 'olderThanSources' : 'missing'), mend: 'npm run build' }
}

/** The version of a package, which is also loaded: a native one may be built for another Node. */
async function npmPackage(name: string, wanted: string): Promise<Finding> {
  try {
    await import(name)
    const { version }: { version: string } = load(`${name}/package.json`)
    if (version.startsWith(wanted)) return { found: version }
    return { found: say('versionWanted', { version, wanted }), mend: 'npm ci' }
  } catch (error) {
    return { found: firstLine(error), mend: 'npm ci' }
  }
}

async function python(places: Places): Promise<Finding> {
  if (await isComplete(places))
    return { found: `${await ask(places, 'platform.python_version()')}` }
  if (await hasUv()) return { found: say('byUv') }
  try {
    const found = await findPython()
    if (await hasEnsurepip(found)) return { found: `${found.command.join(' ')} ${found.version}` }
    throw withoutVenv(found)
  } catch (error) {
    return { found: firstLine(error), mend: say('mendPythonVenv') }
  }
}

async function jupyterLab(places: Places): Promise<Finding> {
  if (!(await isComplete(places))) {
    return { found: say('noEnvironment'), mend: start }
  }
  return { found: await ask(places, '__import__("jupyterlab").__version__') }
}

/** The value of a Python expression, in the project's environment. */
async function ask({ python }: Places, expression: string): Promise<string> {
  const { output } = await run(pythonIn(python), ['-c', `import platform; print(${expression})`])
  return lastLines(output, 1)
}

function kernelspec({ python }: Places): Finding {
  return lookAtSpec(join(prefixKernels(python), kernelName), start) ?? notRegistered
}

const notRegistered = { found: say('notRegistered'), mend: start }

/** What `notegrad kernel install` has written for this user, or for the active environment. */
function otherJupyters(): Finding {
  const active = process.env.VIRTUAL_ENV ?? process.env.CONDA_PREFIX
  const folders = [userKernels(), ...(active ? [prefixKernels(active)] : [])]
  const findings = folders.flatMap((kernels) => {
    return lookAtSpec(join(kernels, kernelName), 'npx notegrad kernel install') ?? []
  })
  const broken = findings.find(({ mend }) => mend !== undefined)
  if (broken) return broken
  const found = findings.map((finding) => finding.found).join(', ')
  return { found: found || say('notRegisteredThere') }
}

/** The Node and the files that a kernelspec names have to be there, and to be these. */
function lookAtSpec(folder: string, mend: string): Finding | undefined {
  const spec = findSpec(folder)
  if (!spec) return undefined
  if (!isOurs(spec)) return { found: say('anotherKernel', { folder, name: spec.display_name }) }
  const lost = spec.argv.slice(0, 2).find((path) => !existsSync(path))
  if (lost) return { found: say('isGone', { folder, lost }), mend }
  const [node, launcher] = ourKernelSpec().argv
  if (spec.argv[1] !== launcher)
    return { found: say('isOf', { folder, launcher: spec.argv[1] }), mend }
  if (spec.argv[0] !== node) return { found: say('anotherNode', { folder, node: spec.argv[0] }) }
  return { found: folder }
}

function chromium(): Finding {
  const found = chromiumPath()
  if (found) return { found }
  return {
    found: say('onlyTests'),
    mend: say('mendChromium'),
    optional: true,
  }
}

/** Starts a kernel and runs a cell that needs the compiler, the library and the wasm kernels. */
async function kernel({ project }: Places): Promise<Finding> {
  const start = performance.now()
  const cell = "import { math } from 'notegrad'\nconsole.log(math.sum([1, 2, 3]) as number)"
  let client: KernelClient | undefined
  try {
    client = await KernelClient.start({ spec: ourKernelSpec(), cwd: project })
    const { status, outputs, error } = await client.execute(cell, { timeout: 60_000 })
    const printed = outputs.map((output) => ('text' in output ? String(output.text) : '')).join('')
    const time = `${((performance.now() - start) / 1000).toFixed(1)} s`
    if (status === 'ok' && printed.trim() === '6') return { found: say('ranCell', { time }) }
    return {
      found: error?.evalue ?? say('printed', { status, text: printed.trim() }),
      mend: install,
    }
  } catch (error) {
    return { found: firstLine(error), mend: install }
  } finally {
    await client?.stop()
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0]
}
