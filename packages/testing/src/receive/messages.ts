import type { Chat } from "../chat/chat.ts"
import { holds } from "./forwarding.ts"
import { receiveDirect } from "./direct.ts"
import { receiveInGroup } from "./group.ts"
import type { Message, Packet } from "../simulation/packets.ts"
import type { ConnRow } from "../store/rows.ts"

/** Messages whose arrival is acknowledged to the sender. */
const acknowledgedEvents: readonly Message["event"][] = ["x.msg.new", "x.grp.inv", "x.call.inv"]

/** Messages of a conversation arrive. */
export function receiveMessages(
  chat: Chat,
  conn: ConnRow,
  packet: Extract<Packet, { type: "messages" }>,
): void {
  if (holds(chat, conn, packet)) return
  const { messages, receipt, sentAt } = packet
  const { conns } = chat.state
  conns.update(conn, { heard: true })
  if (conn.entity.type === "contact") {
    // What comes with the first answer to a one-time link is not quantum resistant yet (p-links 170, 171).
    const isFirst =
      conn.connLinkInv !== undefined && conn.askedLink === undefined && conn.status !== "ready"
    if (conn.pqEncryption && !conn.memberContact && !isFirst)
      conns.update(conn, { pqRcvEnabled: true })
    for (const message of messages) receiveDirect(chat, conn, message, sentAt)
  } else if (conn.entity.type === "member") {
    receiveInGroup(chat, conn, messages, sentAt)
  }
  const wanted = receipt > 0 && messages.some(({ event }) => acknowledgedEvents.includes(event))
  if (!wanted || conns.get(conn.id) === undefined) return
  if (conn.status === "ready") chat.send(conn, { type: "receipt", receipt })
  else conns.update(conn, { receipts: [...(conn.receipts ?? []), receipt] })
}
