import { maxMessageBytes } from "@simplex-chat/core"
import type { T } from "@simplex-chat/types"

/** The JSON around the content in each message. */
const envelope = sizeOf({
  v: "1-99",
  msgId: "m".repeat(24),
  event: "x.msg.new",
  params: { content: "" },
})

/** Room for what only some messages have: a lifetime, live, the scope of a support chat. */
const reserve = sizeOf({
  ttl: 2 ** 31,
  live: true,
  scope: { type: "member", data: { memberId: "m".repeat(16) } },
})

/** What a quote, a mention and a file have in the message besides what is counted exactly. */
const quoteEnvelope = sizeOf({
  quote: {
    msgRef: {
      msgId: "m".repeat(24),
      sentAt: "t".repeat(30),
      sent: false,
      memberId: "m".repeat(16),
    },
  },
})
const mentionEnvelope = sizeOf({ m: { memberId: "m".repeat(16) } })
const fileEnvelope = sizeOf({
  file: {
    fileName: "",
    fileSize: 2 ** 40,
    fileInline: "offer",
    fileDescr: { fileDescrText: "", fileDescrPartNo: 0, fileDescrComplete: false },
  },
})

/** How many bytes of JSON are left for the content `{"type":"text","text":""}` of a plain message. */
export const maxContentBytes = maxMessageBytes - envelope - reserve

/** How the core counts a value: as JSON in UTF-8, which it writes without blanks. */
export function sizeOf(value: unknown): number {
  const json = JSON.stringify(value)
  // The core writes these two in six letters, JSON.stringify in two.
  const longer = json.match(/\\\\|\\[bf]/g)?.filter((escape) => escape !== "\\\\").length ?? 0
  return Buffer.byteLength(json) + 4 * longer
}

/** What else is known of the message. */
export interface MessageContext {
  /** The item that it replies to: its content travels with the reply. */
  readonly quoting?: T.AChatItem | undefined
}

/**
 * Whether the core will take a message. It counts what the message has and leaves some room for what
 * the core adds, so a message that it calls too large by a hair might have passed, but one that it
 * lets pass is not refused for its size.
 *
 * @param message a text, a content, or a composed message with all that it has
 *
 * @example
 * ```ts
 * for (const part of fitsInMessage(text) ? [text] : splitText(text)) {
 *   await api.apiSendTextMessage(contact, part)
 * }
 * ```
 */
export function fitsInMessage(
  message: string | T.MsgContent | T.ComposedMessage,
  { quoting }: MessageContext = {},
): boolean {
  const composed = asComposed(message)
  const quoted = quoting === undefined ? 0 : quoteEnvelope + sizeOf(contentOf(quoting))
  const mentions = Object.keys(composed.mentions).map((name) => mentionEnvelope + sizeOf(name))
  const path = composed.fileSource?.filePath
  const file = path === undefined ? 0 : fileEnvelope + sizeOf(path)
  const extras = mentions.reduce((sum, size) => sum + size, quoted + file)
  return sizeOf(composed.msgContent) + extras <= maxContentBytes
}

function asComposed(message: string | T.MsgContent | T.ComposedMessage): T.ComposedMessage {
  if (typeof message === "string") {
    return { msgContent: { type: "text", text: message }, mentions: {} }
  }
  return "msgContent" in message ? message : { msgContent: message, mentions: {} }
}

function contentOf({ chatItem: { content, meta } }: T.AChatItem): T.MsgContent {
  return "msgContent" in content ? content.msgContent : { type: "text", text: meta.itemText }
}
