/**
 * The small kernel of fakeKernel.mjs; but the first TAKEN times somebody else already listens on
 * one of its ports. Each start leaves a file in FOLDER that names the port.
 *
 * TAKEN=2 node takesPorts.mjs CONNECTION_FILE FOLDER
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'

const [, , file, folder] = process.argv
const before = readdirSync(folder).length
const { iopub_port } = JSON.parse(readFileSync(file, 'utf8'))
writeFileSync(join(folder, `${before}`), `${iopub_port}`)
if (before < Number(process.env.TAKEN)) {
  await new Promise((resolve) => createServer().listen(iopub_port, '127.0.0.1', resolve))
}
await import('./fakeKernel.mjs')
