import { inflateSync } from 'node:zlib'
import type { DataTable } from './chartData.js'
import type { Json } from './read.js'

/** Each picture of a table as its lines of grey pixels, 0 (black) to 255, in columns from 0. */
export function withPixels(table: DataTable): DataTable {
  const columns = table.columns.filter(({ field }) => field !== 'url')
  if (columns.length === table.columns.length) return table
  const pictures = table.rows.map(({ url }) => greyLines(String(url)))
  const rows = table.rows.flatMap((row, picture): Json[] =>
    pictures[picture].map((line, y) => ({ ...row, picture, line: y, ...line })),
  )
  const width = Math.max(0, ...pictures.flat().map((line) => line.length))
  const places = ['picture', 'line', ...Array.from({ length: width }, (_, x) => String(x))]
  const added = places.map((field) => ({ field, title: field }))
  return { ...table, columns: [...columns, ...added], rows }
}

/**
 * Lines of a picture that `pngDataUrl` has written: grey, 8 bits, without filters;
 * of any other, none.
 */
function greyLines(url: string): number[][] {
  const bytes = Buffer.from(url.replace(/^data:image\/png;base64,/, ''), 'base64')
  // width, height, bits and colour type follow the name of the first chunk;
  // the second has the pixels
  const isOurs = bytes.toString('latin1', 37, 41) === 'IDAT' && bytes[24] === 8 && bytes[25] === 0
  if (!isOurs) return []
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
  const pixels = inflateSync(bytes.subarray(41, 41 + bytes.readUInt32BE(33)))
  const lines = Array.from({ length: height }, (_, y) =>
    pixels.subarray(y * (width + 1), (y + 1) * (width + 1)),
  )
  return lines.some(([filter]) => filter !== 0) ? [] : lines.map((line) => [...line.subarray(1)])
}
