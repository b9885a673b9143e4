import { resolve } from "node:path"
import type { T } from "@simplex-chat/types"
import type sharp from "sharp"
import { type FileSource, greyPixel, checkFile } from "./outgoing.ts"

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
  if (!(source instanceof Uint8Array)) checkFile(source)
  const input = readable(source)
  if (input === undefined) return greyPixel
  try {
    const { default: sharp } = await load()
    for (const [side, quality] of sizes) {
      const small = await sharp(input)
        // As the camera was held.
        .rotate()
        .resize({ width: side, height: side, fit: "inside", withoutEnlargement: true })
        .flatten({ background: "#fff" })
        .jpeg({ quality })
        .toBuffer()
      const uri = `data:image/jpg;base64,${small.toString("base64")}`
      if (uri.length <= longestPreview) return uri
    }
  } catch {
    // Not installed, or no picture: the file itself is sent all the same.
  }
  return greyPixel
}

/** What the codec can open: not a file that is stored encrypted. */
function readable(source: PictureSource): string | Uint8Array | undefined {
  if (source instanceof Uint8Array) return source
  if (typeof source === "string") return resolve(source)
  const { filePath, cryptoArgs } = source as T.CryptoFile
  return cryptoArgs === undefined ? resolve(filePath) : undefined
}
