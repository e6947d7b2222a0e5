/**
 * What the kernel tells its launcher, a line each: that it has started, the header of each request
 * that it executes (the launcher needs the last one if the kernel dies), and that the programs
 * which cells have started are to be interrupted: to find them may take another program, and a
 * thread of a process from a snapshot that loads `node:child_process` ends Node 22 and 24.
 */
import { writeSync } from 'node:fs'
import type { Readable } from 'node:stream'
import type { Header } from '../protocol/message.js'

/** The pipe's number in the kernel. */
const pipe = 3

export type Told = { started: true } | { executing: Header } | { interruptPrograms: true }

/** Gives the way to tell the launcher something, to each thread of the kernel its own. */
export function launcherPipe(): (told: Told) => void {
  let isOpen = true
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
