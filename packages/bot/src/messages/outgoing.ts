import type { T } from "@simplex-chat/types"

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
}

/** A text as content. */
export const asContent = (content: string | T.MsgContent): T.MsgContent =>
  typeof content === "string" ? { type: "text", text: content } : content
