import type { T } from "@simplex-chat/types"
import { checkObject } from "../checks.ts"
import { ConfigurationError } from "../errors.ts"
import { checkFile, type FileSource, greyPixel, type Outgoing } from "./outgoing.ts"

/** A picture or a video that is sent. */
export interface MediaOptions {
  /**
   * A small picture as a data URI, shown until the file is loaded; it is part of the message, which holds
   * about 14 kB. A grey one when absent.
   */
  readonly preview?: string | undefined
  /** The caption. */
  readonly text?: string | undefined
}

/** What a link shows. */
export interface LinkOptions {
  readonly title?: string | undefined
  readonly description?: string | undefined
  /** A small picture as a data URI; a grey one when absent. */
  readonly image?: string | undefined
  /** What the message says; the link alone when absent. It should contain the link. */
  readonly text?: string | undefined
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
  checkObject(video, "video")
  const { preview = greyPixel, text = "", seconds } = video
  checkFile(file)
  return {
    file,
    content: { type: "video", text, image: preview, duration: wholeSeconds(seconds) },
  }
}

/** @throws {ConfigurationError} when it is no address of the web */
export function linkOf(uri: string, options: LinkOptions): T.MsgContent {
  if (typeof uri !== "string" || !/^https?:$/.test(URL.parse(uri)?.protocol ?? ""))
    throw new ConfigurationError("uri", "must be an address: https://example.com")
  checkObject(options, "link")
  const { title = new URL(uri).hostname, description = "", image = greyPixel, text = uri } = options
  return { type: "link", text, preview: { uri, title, description, image } }
}

/** @throws {ConfigurationError} when there are no pictures */
export function albumOf(images: readonly AlbumImage[]): readonly [Outgoing, ...Outgoing[]] {
  const [first, ...more] = (Array.isArray(images as unknown) ? images : []).map(imageOf)
  if (first === undefined)
    throw new ConfigurationError("images", 'must be a list: [{ file: "a.jpg" }, { file: "b.jpg" }]')
  return [first, ...more]
}

function imageOf(image: AlbumImage): Outgoing {
  checkObject(image, "images")
  const { file, preview = greyPixel, text = "" } = image
  checkFile(file)
  return { file, content: { type: "image", text, image: preview } }
}

function wholeSeconds(seconds: number): number {
  if (typeof seconds === "number" && seconds >= 0 && Number.isFinite(seconds))
    return Math.round(seconds)
  throw new ConfigurationError("seconds", "must be the length in seconds")
}
