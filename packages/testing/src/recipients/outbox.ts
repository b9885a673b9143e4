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
  chat.send(conn, { type: "messages", messages, receipt })
}

/** Fails where a message is longer than the protocol carries. */
export function checkSize(message: Message): void {
  const { event, ...params } = message
  const json = JSON.stringify({ v: "1-16", event, params })
  if (Buffer.byteLength(json) > maxMessageBytes) throw notStored({ type: "largeMsg" })
}
