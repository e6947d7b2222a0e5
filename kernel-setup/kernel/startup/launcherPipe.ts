/**
 * What the kernel tells its launcher, a line each: that it has started, and the header of each
 * request that it executes. The launcher needs the last one if the kernel dies.
 */
import { writeSync } from 'node:fs'
import type { Readable } from 'node:stream'
import type { Header } from '../protocol/message.js'

/** The pipe's number in the kernel, whose option `--launcher` says that it is there. */
const pipe = 3

export type Told = { started: true } | { executing: Header }

/** Gives the way to tell the launcher something; without a launcher nobody is told. */
export function launcherPipe(isLaunched: boolean): (told: Told) => void {
  let isOpen = isLaunched
  return (told) => {
    if (!isOpen) return
    try {
      writeSync(pipe, `${JSON.stringify(told)}\n`)
    } catch {
      isOpen = false // the launcher is gone, and this kernel will follow
    }
  }
}

/** Launcher: calls `listener` with each line. */
export function readPipe(stream: Readable, listener: (told: Told) => void): void {
  let text = ''
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (text + chunk).split('\n')
    text = lines.pop() ?? ''
    for (const line of lines) listener(JSON.parse(line))
  })
}
