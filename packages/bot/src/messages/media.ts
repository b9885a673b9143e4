import type { OptionKinds } from "@simplex-chat/core"
import type { T } from "@simplex-chat/types"
import { checkOptions } from "../checks.ts"
import { ConfigurationError } from "../errors.ts"
import { checkFile, type FileSource, greyPixel, type Outgoing } from "./outgoing.ts"
import { type PictureSource, previewOf } from "./preview.ts"

/** A picture or a video that is sent. */
export interface MediaOptions {
  /**
   * A small picture as a data URI, shown until the file is loaded; it is part of the message, which holds
   * about 14 kB. When absent, that of a picture is made if `sharp` is installed, and grey otherwise.
   */
  readonly preview?: string | undefined
  /** The caption. */
  readonly text?: string | undefined
}

export const mediaKinds: OptionKinds<MediaOptions> = { preview: "text", text: "text" }

/** What a link shows. */
export interface LinkOptions {
  readonly title?: string | undefined
  readonly description?: string | undefined
  /**
   * A small picture as a data URI; or a picture of any size, as a path or bytes, of which one is made if
   * `sharp` is installed. A grey one when absent. A path is one of this machine: fetch the picture of a page
   * yourself, and give its bytes.
   */
  readonly image?: PictureSource | undefined
  /** What the message says; the link alone when absent. It should contain the link. */
  readonly text?: string | undefined
}

const linkKinds: OptionKinds<LinkOptions> = {
  title: "text",
  description: "text",
  image: "any",
  text: "text",
}

/** One picture of an album. */
export interface AlbumImage extends MediaOptions {
  readonly file: FileSource
}

/** @throws {ConfigurationError} when the file, or the length, is none */
export function voiceOf(file: FileSource, seconds: number): Outgoing {
  checkFile(file)
  return { file, content: { type: "voice", text: "", duration: wholeSeconds(seconds) } }
}

/** @throws {ConfigurationError} when the file, or the length, is none */
export function videoOf(
  file: FileSource,
  video: MediaOptions & { readonly seconds: number },
): Outgoing {
  checkOptions(video, { ...mediaKinds, seconds: "any" }, { name: "video" })
  const { preview = greyPixel, text = "", seconds } = video
  checkFile(file)
  checkPreview(preview)
  return {
    file,
    content: { type: "video", text, image: preview, duration: wholeSeconds(seconds) },
  }
}

/** @throws {ConfigurationError} when it is no address of the web */
export async function linkOf(uri: string, options: LinkOptions): Promise<T.MsgContent> {
  if (typeof uri !== "string" || !/^https?:$/.test(URL.parse(uri)?.protocol ?? ""))
    throw new ConfigurationError("uri", "must be an address: https://example.com")
  checkOptions(options, linkKinds, { name: "link" })
  const { title = new URL(uri).hostname, description = "", image = greyPixel, text = uri } = options
  const isSmall = typeof image === "string" && image.startsWith("data:")
  if (typeof image === "string" && /^https?:/i.test(image)) {
    const problem = "is an address, which the bot does not visit; give a path, bytes, or a data URI"
    throw new ConfigurationError("image", problem)
  }
  const preview = isSmall ? image : await previewOf(image)
  return { type: "link", text, preview: { uri, title, description, image: preview } }
}

/** @throws {ConfigurationError} when there are no pictures */
export async function albumOf(
  images: readonly AlbumImage[],
): Promise<readonly [Outgoing, ...Outgoing[]]> {
  const given = Array.isArray(images as unknown) ? images : []
  for (const image of given) {
    checkOptions(image, { ...mediaKinds, file: "any" }, { name: "images" })
    checkFile(image.file)
    checkPreview(image.preview)
  }
  const [first, ...more] = await Promise.all(
    given.map(({ file, ...image }) => imageOf(file, image)),
  )
  if (first === undefined)
    throw new ConfigurationError("images", 'must be a list: [{ file: "a.jpg" }, { file: "b.jpg" }]')
  return [first, ...more]
}

/** @throws {ConfigurationError} when the file is none */
export async function imageOf(
  file: FileSource,
  { preview, text = "" }: MediaOptions,
): Promise<Outgoing> {
  checkFile(file)
  checkPreview(preview)
  return { file, content: { type: "image", text, image: preview ?? (await previewOf(file)) } }
}

/** @throws {ConfigurationError} for a path or an address, which apps cannot show */
function checkPreview(preview: string | undefined): void {
  if (preview === undefined || preview.startsWith("data:image/")) return
  const problem = "must be a picture as a data URI, such as previewOf makes"
  throw new ConfigurationError("preview", problem)
}

function wholeSeconds(seconds: number): number {
  if (typeof seconds === "number" && seconds >= 0 && Number.isFinite(seconds))
    return Math.round(seconds)
  throw new ConfigurationError("seconds", "must be the length in seconds")
}
