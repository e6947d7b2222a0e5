/**
 * Programs that a cell starts with `stdio: 'inherit'` would write to where Jupyter was started:
 * what they print goes to the cell instead.
 */
import childProcess, { ChildProcess, type StdioOptions } from 'node:child_process'
import { syncBuiltinESMExports } from 'node:module'
import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import type { StreamName } from './OutputStreams.js'

type Print = (name: StreamName, text: string) => void

const streams = [undefined, 'stdout', 'stderr'] as const

/** @param currentCell gives, when a program is started, where its output is to go from then on */
export function captureChildOutput(currentCell: () => Print | undefined): void {
  captureSpawn(currentCell)
  captureSync(currentCell)
  syncBuiltinESMExports()
}

/** What `spawn`, `exec`, `execFile` and `fork` call; missing from the typings. */
interface Spawning {
  spawn(options: { stdio?: StdioOptions }): unknown
}

function captureSpawn(currentCell: () => Print | undefined): void {
  const prototype = ChildProcess.prototype as unknown as Spawning
  const { spawn } = prototype
  prototype.spawn = function (this: ChildProcess, options) {
    const print = currentCell()
    const inherited = print ? inheritedStreams(options.stdio) : []
    const stdio = withPipes(options.stdio, inherited)
    const result = Reflect.apply(spawn, this, [{ ...options, stdio }])
    for (const index of inherited) forward(this, index, print)
    return result
  }
}

/** The caller sees no pipe, as it asked for none. */
function forward(child: ChildProcess, index: 1 | 2, print: Print | undefined): void {
  const stream = child.stdio[index] as Readable | null
  const decoder = new StringDecoder('utf8')
  stream?.on('data', (chunk: Buffer) => print?.(streams[index], decoder.write(chunk)))
  stream?.on('end', () => print?.(streams[index], decoder.end()))
  child.stdio[index] = null
  child[streams[index]] = null
}

function inheritedStreams(stdio: StdioOptions | undefined): (1 | 2)[] {
  const own = [process.stdout, process.stderr, 1, 2, 'inherit']
  return ([1, 2] as const).filter((index) => {
    return own.includes((Array.isArray(stdio) ? stdio[index] : stdio) as never)
  })
}

function withPipes(stdio: StdioOptions | undefined, piped: readonly number[]): StdioOptions {
  if (piped.length === 0) return stdio ?? 'pipe'
  const each = Array.isArray(stdio) ? [...stdio] : [stdio, stdio, stdio]
  for (const index of piped) each[index] = 'pipe'
  return each
}

type Call = (...args: never[]) => unknown

/** Functions that wait for the program: what it printed is told when it has ended. */
function captureSync(currentCell: () => Print | undefined): void {
  const { spawnSync, execFileSync, execSync } = childProcess
  const capture =
    (original: Call, tellsErrors: boolean) =>
    (...args: unknown[]) => {
      const print = currentCell()
      const at = args.findLastIndex((x) => typeof x === 'object' && x !== null && !Array.isArray(x))
      const options = args[at] as { stdio?: StdioOptions } | undefined
      const inherited = print && options ? inheritedStreams(options.stdio) : []
      if (inherited.length === 0) return Reflect.apply(original, undefined, args)
      // without `stdio` Node itself writes the errors to standard error, and so to the cell
      const isLeft = tellsErrors && inherited.includes(2)
      const stdio = isLeft ? undefined : withPipes(options?.stdio, inherited)
      // what is inherited has no limit, while Node ends a program that fills its pipe
      const piped = args.with(at, { ...options, stdio, maxBuffer: Number.POSITIVE_INFINITY })
      const told = inherited.filter((index) => index === 1 || !isLeft)
      return settle(() => Reflect.apply(original, undefined, piped), told, print)
    }
  Object.assign(childProcess, {
    spawnSync: capture(spawnSync, false),
    execFileSync: capture(execFileSync, true),
    execSync: capture(execSync, true),
  })
}

type Printed = Partial<Record<StreamName, unknown>>

/** `spawnSync` gives an object with the output, the other two give it alone or throw the object. */
function settle(call: () => unknown, told: readonly (1 | 2)[], print: Print | undefined): unknown {
  const tell = (result: Printed) => {
    for (const index of told) print?.(streams[index], String(result[streams[index]] ?? ''))
    return result
  }
  let result: unknown
  try {
    result = call()
  } catch (error) {
    tell(error as Printed)
    throw error
  }
  if (!(result instanceof Uint8Array || typeof result === 'string')) return tell(result as Printed)
  if (!told.includes(1)) return result
  tell({ stdout: result })
  return null
}
