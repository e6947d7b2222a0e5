/**
 * The small kernel of fakeKernel.mjs; but the first TAKEN times somebody listens on its port
 * before. Each start leaves a file in FOLDER.
 *
 * node takesPorts.mjs CONNECTION_FILE FOLDER
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'

const [, , file, folder] = process.argv
const before = readdirSync(folder).length
writeFileSync(join(folder, `${before}`), '')
if (before < Number(process.env.TAKEN)) {
  const { iopub_port } = JSON.parse(readFileSync(file, 'utf8'))
  await new Promise((resolve) => createServer().listen(iopub_port, '127.0.0.1', resolve))
}
await import('./fakeKernel.mjs')
