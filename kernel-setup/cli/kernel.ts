import { existsSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import {
  findSpec,
  isOurs,
  kernelName,
  prefixKernels,
  sharedKernels,
  userKernels,
  writeKernelSpec,
} from '../environment/kernelSpecs.js'
import { run } from '../environment/steps.mjs'

export interface KernelPlace {
  user?: boolean
  prefix?: string
  sysPrefix?: boolean
}

/** The kernel cannot be put there, or taken from there; the message says how to mend it. */
export class KernelSpecError extends Error {
  override name = 'KernelSpecError'
}

/** `notegrad kernel install` and `uninstall`: the kernel in a Jupyter that is there already. */
export function registerKernelCommands(program: Command): void {
  const kernel = program
    .command('kernel')
    .summary('register the kernel with a Jupyter that is installed already')
    .description(
      'Registers the TypeScript kernel with JupyterLab, Notebook, nbconvert, papermill or VS Code.',
    )
  const places = (command: Command) =>
    command
      .option('--user', 'for every Jupyter of this user (the default)')
      .option('--prefix <folder>', 'for the Python environment in this folder')
      .option('--sys-prefix', 'for the Python environment that is active')
  const install = kernel
    .command('install')
    .summary('write the kernelspec')
    .description(
      'Writes the kernelspec, by which a Jupyter finds the kernel. It names this Node and this ' +
        'package: install it again when they move.',
    )
  places(install).action(async (place: KernelPlace) => {
    const kernels = await kernelsFolder(place)
    say(installKernel(kernels))
    const isFound = place.prefix === undefined || hasPython(place.prefix)
    if (!isFound && !sharedKernels().includes(kernels)) {
      const lacking = `there is no Python environment in ${place.prefix}`
      process.stderr.write(`warning: ${lacking}, whose Jupyter would look there\n`)
    }
  })
  const uninstall = kernel
    .command('uninstall')
    .summary('remove the kernelspec')
    .description('Removes the kernelspec that install wrote.')
  places(uninstall).action(async (place: KernelPlace) =>
    say(uninstallKernel(await kernelsFolder(place))),
  )
}

function hasPython(prefix: string): boolean {
  const places = ['bin/python3', 'bin/python', 'python.exe', 'Scripts/python.exe']
  return places.some((place) => existsSync(join(prefix, place)))
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** @throws KernelSpecError when several places or none are named, or no Python is active. */
export async function kernelsFolder({ user, prefix, sysPrefix }: KernelPlace): Promise<string> {
  if ([user, prefix, sysPrefix].filter(Boolean).length > 1) {
    throw new KernelSpecError('one place only: give one of --user, --prefix and --sys-prefix')
  }
  if (prefix === '') {
    throw new KernelSpecError('--prefix names no folder: give that of a Python environment')
  }
  if (prefix !== undefined) return prefixKernels(resolve(prefix))
  return sysPrefix ? prefixKernels(await activePrefix()) : userKernels()
}

/** `sys.prefix` of the first Python on the path. */
async function activePrefix(): Promise<string> {
  for (const python of ['python3', 'python']) {
    const asked = await run(python, ['-c', 'import sys; print(sys.prefix)']).catch(() => undefined)
    if (asked?.status === 0) return asked.output.trim()
  }
  throw new KernelSpecError(
    'no python3 on the path: activate the environment, or name its folder with --prefix',
  )
}

/** @throws KernelSpecError when another kernel has the name there. */
export function installKernel(kernels: string): string {
  const present = findSpec(join(kernels, kernelName))
  if (present && !isOurs(present)) {
    throw new KernelSpecError(
      `${join(kernels, kernelName)} is another kernel, "${present.display_name}": ` +
        `remove it first (jupyter kernelspec remove ${kernelName}), or choose another place`,
    )
  }
  return `${present ? 'renewed' : 'wrote'} ${writeKernelSpec(kernels)}`
}

/** @throws KernelSpecError when it is not there. */
export function uninstallKernel(kernels: string): string {
  const folder = join(kernels, kernelName)
  const present = findSpec(folder)
  if (!present || !isOurs(present)) {
    const what = present ? `is another kernel, "${present.display_name}"` : 'is not there'
    throw new KernelSpecError(`${folder} ${what}: nothing was removed`)
  }
  rmSync(folder, { recursive: true })
  return `removed ${folder}`
}
