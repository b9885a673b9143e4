import type { T } from "@simplex-chat/types"
import type { OptionKinds } from "@simplex-chat/core"
import { type Stats, statSync } from "node:fs"
import { resolve } from "node:path"
import { ConfigurationError } from "../errors.ts"

/** How to send a message. */
export interface SendOptions {
  /** Group members that the text mentions: the name after `@`, and the `groupMemberId`. */
  readonly mentions?: Record<string, number> | undefined
  /** Seconds after which the message disappears, where the chat has that turned on. */
  readonly ttl?: number | undefined
  /**
   * How long to wait for a contact that is still connecting, in milliseconds; 60,000 when absent, 0 not
   * to wait.
   */
  readonly connectTimeoutMs?: number | undefined
  /** Gives up waiting for the core. */
  readonly signal?: AbortSignal | undefined
}

export const sendKinds: OptionKinds<SendOptions> = {
  mentions: "object",
  ttl: "any",
  connectTimeoutMs: "ms",
  signal: "signal",
}

/** A file to attach: its path, or the path and the key of one that is stored encrypted. */
export type FileSource = string | T.CryptoFile

/** An image of one pixel. */
export const greyPixel =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mM4AwAAzgDNee7qPQAAAABJRU5ErkJggg=="

/** What is sent. */
export interface Outgoing {
  readonly content: T.MsgContent
  readonly file?: FileSource | undefined
  readonly quoting?: T.AChatItem | undefined
  /** What is sent together with it: further pictures of an album. */
  readonly more?: readonly Outgoing[] | undefined
  /** Whether it is a live message, to be changed by updates: a text that fits into one message. */
  readonly isLive?: boolean | undefined
}

/**
 * A text as content.
 *
 * @throws {ConfigurationError} when it is neither, as can be from plain JavaScript
 */
export function asContent(content: string | T.MsgContent): T.MsgContent {
  // Half an emoji, as `slice` leaves it, cannot be sent: it becomes the sign for what is unreadable.
  if (typeof content === "string") return { type: "text", text: content.toWellFormed() }
  const { type, text } = (content ?? {}) as { readonly type?: unknown; readonly text?: unknown }
  if (typeof type === "string" && typeof text === "string")
    return { ...content, text: text.toWellFormed() }
  const given = content === null ? "null" : typeof content
  const problem = `must be a text, or an object such as { type: "text", text: "hello" }, not ${given}`
  throw new ConfigurationError("content", problem)
}

/**
 * Checks what was given as a file. One that is not here may be in the files folder of the core, or on
 * another machine: the core says when it is missing.
 *
 * @throws {ConfigurationError} when it is neither a path nor a file with its key, is a folder or a device, or
 *   is empty: the core sends it, and no app can receive it
 */
export function checkFile(file: FileSource): void {
  const found = statOf(checkPath(file))
  if (found === undefined) return
  if (!found.isFile())
    throw new ConfigurationError(
      "file",
      "is no file but a folder or a device; give the path of a file",
    )
  if (found.size === 0)
    throw new ConfigurationError("file", "is empty, and apps cannot receive an empty file")
}

/**
 * The path that was given.
 *
 * @throws {ConfigurationError} when it is neither a path nor a file with its key
 */
export function checkPath(file: FileSource): string {
  const path = typeof file === "string" ? file : (file as T.CryptoFile | undefined)?.filePath
  if (typeof path === "string" && path !== "") return path
  throw new ConfigurationError("file", "must be the path of a file, or { filePath, cryptoArgs }")
}

/** What is at a path, relative to the current folder; undefined when nothing is. */
export function statOf(path: string): Stats | undefined {
  try {
    return statSync(resolve(path), { throwIfNoEntry: false })
  } catch {
    // A folder above it that is a file, or that others cannot enter.
    return undefined
  }
}
