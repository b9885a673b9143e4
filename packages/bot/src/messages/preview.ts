import { resolve } from "node:path"
import type { T } from "@simplex-chat/types"
import type sharp from "sharp"
import { KeyedMutex } from "../scheduling/keyed-mutex.ts"
import { type FileSource, greyPixel, checkPath, statOf } from "./outgoing.ts"

/** A picture: the path of a file, or what is in it. */
export type PictureSource = FileSource | Uint8Array

/** Loads the codec: an application that wants previews installs it. */
type LoadSharp = () => Promise<{ readonly default: typeof sharp }>

/** The longest preview, as a data URI: about 14 kB fit into a message, with a caption and a quote. */
const longestPreview = 10_000

/** The longer side in pixels, and the quality, from the best on. */
const sizes = [
  [320, 70],
  [256, 60],
  [192, 50],
  [128, 40],
  [64, 30],
] as const

/** What the codec reads piece by piece, if it is not interlaced. */
const inPieces: ReadonlySet<string> = new Set(["jpeg", "png"])

/**
 * How many pixels a picture may have that is decoded as a whole. Those of a progressive JPEG of 3 MB and
 * 16,000 by 16,000 took 840 MB; of one that is read in pieces, as of a camera, 100 MB.
 */
const mostWhole = 32_000_000

/** How long a picture may take; an SVG can be a program. */
const longestSeconds = 30

/** Pictures are read one after the other: each can take more memory than the rest of the bot. */
const reading = new KeyedMutex()

/**
 * A small picture as a data URI, for the message that announces a large one. The largest that fits is
 * made with `sharp`, which is an optional peer dependency. Without it, and of what it cannot read,
 * the preview is grey.
 *
 * @param source a path, relative to the current folder, or the bytes of the file
 *
 * @example
 * ```ts
 * const preview = await previewOf("photo.jpg")
 * await message.replyVideo("film.mp4", { seconds: 12, preview })
 * ```
 */
export async function previewOf(
  source: PictureSource,
  load: LoadSharp = () => import("sharp"),
): Promise<string> {
  if (!(source instanceof Uint8Array)) checkPath(source)
  const input = readable(source)
  if (input === undefined) return greyPixel
  try {
    const { default: sharp } = await load()
    return await reading.run("", () => smallOf(input, sharp))
  } catch {
    // Not installed, or no picture: the file itself is sent all the same.
    return greyPixel
  }
}

async function smallOf(input: string | Uint8Array, codec: typeof sharp): Promise<string> {
  const { format, isProgressive } = await codec(input).metadata()
  const isWhole = isProgressive === true || !inPieces.has(format)
  const limits = isWhole ? { limitInputPixels: mostWhole } : {}
  for (const [side, quality] of sizes) {
    const small = await codec(input, limits)
      .timeout({ seconds: longestSeconds })
      // As the camera was held.
      .rotate()
      .resize({ width: side, height: side, fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#fff" })
      .jpeg({ quality })
      .toBuffer()
    const uri = `data:image/jpg;base64,${small.toString("base64")}`
    if (uri.length <= longestPreview) return uri
  }
  return greyPixel
}

/** What the codec can open: not a file that is stored encrypted, nor a pipe, for which it would wait. */
function readable(source: PictureSource): string | Uint8Array | undefined {
  if (source instanceof Uint8Array) return source
  const { filePath, cryptoArgs }: T.CryptoFile =
    typeof source === "string" ? { filePath: source } : source
  const isReadable = cryptoArgs === undefined && statOf(filePath)?.isFile() === true
  return isReadable ? resolve(filePath) : undefined
}
