import { maxMessageBytes } from "@simplex-chat/core"
import type { Chat } from "../chat/chat.ts"
import { notStored } from "../simulation/failure.ts"
import type { Message } from "../simulation/packets.ts"
import type { ConnRow } from "../store/rows.ts"

/** Sends messages in one packet. `receipt` names them when the peer acknowledges them; 0: never. */
export function sendMessages(
  chat: Chat,
  conn: ConnRow,
  messages: readonly Message[],
  receipt = 0,
): void {
  const sentAt = chat.hub.serverTime()
  chat.send(conn, { type: "messages", messages, receipt, sentAt })
}

/** Fails where a message is longer than the protocol carries. */
export function checkSize(message: Message): void {
  if (isTooLarge(message)) throw notStored({ type: "largeMsg" })
}

/**
 * Whether a message is longer than the protocol carries. The limits that were found one character at
 * a time follow from what travels: 15,488 letters alone (q-text 586), 15,331 with a quote (q-text 596),
 * 15,381 with two mentions (q-text 611), 15,450 in an edit (q-text 622).
 */
export function isTooLarge(message: Message): boolean {
  return Buffer.byteLength(JSON.stringify(onTheWire(message))) > maxMessageBytes
}

/** The ids of messages and members have this length. */
const anyId = "0123456789abcdef01234567"

function onTheWire(message: Message): object {
  const { event, ...params } = message
  const envelope = { v: "1-19", msgId: anyId, event }
  if (message.event !== "x.msg.new" && message.event !== "x.msg.update")
    return { ...envelope, params }
  const { content, live, mentions } = message
  const quote = message.event === "x.msg.new" ? message.quote : undefined
  return {
    ...envelope,
    params: {
      ...(message.event === "x.msg.update"
        ? { msgId: anyId }
        : { ttl: message.ttl, file: message.file }),
      content,
      ...(live !== undefined && { live }),
      ...(mentions !== undefined && { mentions: withAnyId(mentions) }),
      ...(quote !== undefined && {
        quote: {
          msgRef: {
            msgId: anyId,
            // A stamp ends with its last digit that is not 0.
            sentAt: quote.sentAt.slice(1),
            sent: quote.sent,
            ...(quote.memberId !== undefined && { memberId: anyId }),
          },
          content: quote.content,
        },
      }),
    },
  }
}

const withAnyId = (mentions: object) =>
  Object.fromEntries(
    Object.keys(mentions).map((name) => [name, { memberId: anyId }]),
  ) /** The longest message that the chat protocol carries, as JSON in bytes. */
