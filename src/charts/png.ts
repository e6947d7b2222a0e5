/** The smallest PNG writer that does: grey, 8 bits, one uncompressed block after another. */

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** An uncompressed deflate block holds at most this many bytes. */
const MOST_STORED = 0xffff

/**
 * A grey picture as a `data:` address, which needs no file and no network.
 *
 * @param grey height × width bytes, row by row; 0 is black
 */
export function pngDataUrl(grey: Uint8Array, width: number, height: number): string {
  const rows = new Uint8Array(height * (width + 1)) // each row begins with its filter: 0, none
  for (let y = 0; y < height; y++) {
    rows.set(grey.subarray(y * width, (y + 1) * width), y * (width + 1) + 1)
  }
  const header = [...uint32(width), ...uint32(height), 8, 0, 0, 0, 0] // 8 bits, grey
  const bytes = [
    ...SIGNATURE,
    ...chunk('IHDR', header),
    ...chunk('IDAT', zlibStored(rows)),
    ...chunk('IEND', []),
  ]
  return `data:image/png;base64,${base64(bytes)}`
}

/** Length, name, content and checksum. Source: PNG specification, 5.3. */
function chunk(name: string, content: number[]): number[] {
  const named = [...Array.from(name, (letter) => letter.charCodeAt(0)), ...content]
  return [...uint32(content.length), ...named, ...uint32(crc32(named))]
}

/** The zlib format around stored blocks. Source: RFC 1950 and RFC 1951, 3.2.4. */
function zlibStored(bytes: Uint8Array): number[] {
  const blocks: number[] = []
  for (let start = 0; start < bytes.length; start += MOST_STORED) {
    const block = bytes.subarray(start, start + MOST_STORED)
    const last = start + MOST_STORED >= bytes.length ? 1 : 0
    const length = [block.length & 0xff, block.length >> 8]
    blocks.push(last, ...length, ...length.map((byte) => byte ^ 0xff), ...block)
  }
  return [0x78, 0x01, ...blocks, ...uint32(adler32(bytes))]
}

function adler32(bytes: Uint8Array): number {
  let a = 1
  let b = 0
  for (const byte of bytes) {
    a = (a + byte) % 65521
    b = (b + a) % 65521
  }
  return ((b << 16) | a) >>> 0
}

function crc32(bytes: readonly number[]): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return (crc ^ 0xffffffff) >>> 0
}

function uint32(value: number): number[] {
  return [value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff]
}

function base64(bytes: readonly number[]): string {
  return btoa(bytes.map((byte) => String.fromCharCode(byte)).join(''))
}
