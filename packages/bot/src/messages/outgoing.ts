import {
  type ChatApi,
  ChatCommandError,
  type ChatTarget,
  fitsInMessage,
  mentionsIn,
  splitText,
} from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import { BotError } from "../errors.ts"
import { SentMessage } from "./sent-message.ts"
import { whenReady } from "./when-ready.ts"

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

interface Outgoing {
  readonly content: T.MsgContent
  readonly file?: FileSource | undefined
  readonly quoting?: T.AChatItem | undefined
}

/** Sends a text or any content; a text that is too long for one message in several. */
export async function sendMessage(
  api: ChatApi,
  chat: ChatTarget,
  outgoing: Outgoing,
  { mentions = {}, ttl, connectTimeoutMs = 60_000, signal }: SendOptions = {},
): Promise<SentMessage> {
  const { content } = outgoing
  // Half an emoji, as `slice` leaves it, cannot be sent: it becomes the sign for what is unreadable.
  const wellFormed = "text" in content ? { ...content, text: content.text.toWellFormed() } : content
  const [first, ...others] = composed({ ...outgoing, content: wellFormed }, mentions)
  if (first === undefined) throw new BotError("send: the text is empty")
  const wait = { timeoutMs: connectTimeoutMs, signal }
  const items = await whenReady(api, chat, wait, () =>
    orUnquoted([first, ...others], (messages) =>
      api.apiSendMessages(chat, messages, { ttl, signal }),
    ),
  )
  return new SentMessage(api, items)
}

/** Sends it without the quote when what is quoted was deleted, or has disappeared, meanwhile. */
async function orUnquoted<Result>(
  [first, ...others]: [T.ComposedMessage, ...T.ComposedMessage[]],
  send: (messages: [T.ComposedMessage, ...T.ComposedMessage[]]) => Promise<Result>,
): Promise<Result> {
  try {
    return await send([first, ...others])
  } catch (error) {
    if (first.quotedItemId === undefined || !isQuoteGone(error)) throw error
    return send([{ ...first, quotedItemId: undefined }, ...others])
  }
}

const isQuoteGone = (error: unknown): boolean =>
  error instanceof ChatCommandError &&
  ["chatItemNotFound", "invalidQuote", "quotedChatItemNotFound"].includes(error.code)

function composed(
  { content, file, quoting }: Outgoing,
  mentions: Record<string, number>,
): T.ComposedMessage[] {
  const fileSource = typeof file === "string" ? { filePath: file } : file
  const quotedItemId = quoting?.chatItem.meta.itemId
  const whole = { fileSource, quotedItemId, msgContent: content, mentions }
  if (content.type !== "text") return [whole]
  if (content.text === "") return []
  if (fitsInMessage(whole, { quoting })) return [whole]
  const part = (text: string): T.ComposedMessage => ({
    msgContent: { type: "text", text },
    mentions: mentionsIn(text, mentions),
  })
  const fits = (message: T.ComposedMessage, at: number) =>
    fitsInMessage(message, at === 0 ? { quoting } : {})
  // What is quoted travels along with the first part, and takes of its room, as mentions do.
  for (const maxBytes of [undefined, 14_000, 10_000, 5_000]) {
    const [first, ...others] = splitText(content.text, { maxBytes }).map(part)
    if (first !== undefined && [first, ...others].every(fits)) {
      return [{ ...first, quotedItemId }, ...others]
    }
  }
  if (quoting !== undefined) return composed({ content }, mentions) // too much to quote
  return splitText(content.text).map(part)
}

/** A text as content. */
export const asContent = (content: string | T.MsgContent): T.MsgContent =>
  typeof content === "string" ? { type: "text", text: content } : content
