import { crc32, deflateSync } from "node:zlib"

/** A picture in shades of grey. */
export interface GreyPicture {
  readonly width: number
  readonly height: number
  /** One byte a pixel, row by row: 0 is black, 255 white. */
  readonly pixels: Uint8Array
}

/** Bits a pixel: 4 bits are 16 shades, which suffice here and halve the size. */
const depth = 4

/** The picture as a PNG file. Node has all that is needed for one: `deflate` and `crc32`. */
export function pngOf({ width, height, pixels }: GreyPicture): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.writeUInt8(depth, 8)
  const rowLength = 1 + Math.ceil(width / 2)
  // Each row begins with a byte that says how it is filtered: 0 is not at all.
  const rows = Buffer.alloc(rowLength * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const shade = (pixels[y * width + x] ?? 0) >> 4
      const at = y * rowLength + 1 + (x >> 1)
      rows[at] = (rows[at] ?? 0) | (x % 2 === 0 ? shade << 4 : shade)
    }
  }
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ])
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}
