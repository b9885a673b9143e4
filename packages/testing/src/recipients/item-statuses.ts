import type { T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { chatItemView } from "../views/item-view.ts"
import type { ConnRow, ItemRow } from "../store/rows.ts"
import { serverText } from "../simulation/links.ts"
import { connView, contactView, userOf } from "../views/views.ts"

/** Remembers which items a message carries, so that their status follows it. */
export function track(chat: Chat, conn: ConnRow, items: readonly ItemRow[]): number {
  const ids = items.map(({ id }) => id)
  return chat.state.tracks.insert({ connId: conn.id, number: 0, items: ids }).id
}

/** The server took a message, or refused it. */
export function sent(chat: Chat, connId: number, receipt: number, refused?: "auth"): void {
  const conn = chat.state.conns.get(connId)
  // A contact that is gone sends no more receipts.
  if (refused === "auth" && conn?.status === "deleted") return
  const isReady = conn?.status === "ready" || conn?.connLinkInv === undefined
  if (conn?.entity.type === "contact" && conn.pqEncryption && !conn.memberContact && isReady)
    chat.state.conns.update(conn, { pqSndEnabled: true })
  progress(chat, connId, receipt, refused ?? "sent")
  if (refused === "auth" && conn?.entity.type === "contact") queueGone(chat, conn)
}

/** The peer's queue is not there any more: the agent says so of each message (o-users 825, 826). */
function queueGone(chat: Chat, conn: ConnRow): void {
  const contactId = conn.entity.type === "contact" ? conn.entity.contactId : 0
  const contact = chat.state.contacts.get(contactId)
  if (contact === undefined) return
  const serverAddress = serverText(chat.hub.server)
  chat.emitError({
    type: "errorAgent",
    agentError: { type: "SMP", serverAddress, smpErr: { type: "AUTH" } },
    agentConnId: conn.agentConnId,
    connectionEntity_: {
      type: "rcvDirectMsgConnection",
      entityConnection: connView(conn),
      contact: contactView(chat.state, contact),
    },
  })
  chat.state.conns.update(conn, { authErrors: (conn.authErrors ?? 0) + 1 })
}

/** The peer acknowledged a message. */
export function acknowledged(chat: Chat, connId: number, receipt: number): void {
  progress(chat, connId, receipt, "rcvd")
  chat.state.tracks.delete(receipt)
}

type Progress = "sent" | "rcvd" | "auth"

function progress(chat: Chat, connId: number, receipt: number, to: Progress): void {
  const row = chat.state.tracks.get(receipt)
  if (row === undefined || row.connId !== connId) return
  const changed: ItemRow[] = []
  for (const id of row.items) {
    const item = chat.state.items.get(id)
    if (item !== undefined && advance(chat, item, connId, to)) changed.push(item)
  }
  const [first] = changed
  if (first === undefined) return
  chat.emit({
    type: "chatItemsStatusesUpdated",
    user: chat.wire(userOf(chat.state, first)),
    chatItems: changed.map((item) => chatItemView(chat.state, item)),
  })
}

function advance(chat: Chat, item: ItemRow, connId: number, to: Progress): boolean {
  const status =
    item.recipients !== undefined
      ? groupStatus(chat, item, connId, to)
      : directStatus(item.status, to)
  if (JSON.stringify(status) === JSON.stringify(item.status)) return false
  const direct = item.recipients === undefined && to === "sent"
  chat.state.items.update(item, {
    status,
    ...(direct && { sentViaProxy: false }),
    updatedAt: chat.now(),
  })
  return true
}

function directStatus(status: T.CIStatus, to: Progress): T.CIStatus {
  if (to === "auth") return { type: "sndError", agentError: { type: "auth" } }
  if (to === "rcvd") return { type: "sndRcvd", msgRcptStatus: "ok", sndProgress: "complete" }
  return status.type === "sndNew" ? { type: "sndSent", sndProgress: "complete" } : status
}

/** In a group the status says how far the message came with all of its members. */
function groupStatus(chat: Chat, item: ItemRow, connId: number, to: Progress): T.CIStatus {
  const conn = chat.state.conns.get(connId)
  const { recipients = {} } = item
  if (conn?.entity.type !== "member" || to === "auth") return item.status
  const { memberId } = conn.entity
  if (recipients[memberId] === undefined) return item.status
  if (recipients[memberId] !== "rcvd") recipients[memberId] = to
  const all = Object.values(recipients)
  const received = all.filter((one) => one === "rcvd").length
  if (received > 0) {
    const sndProgress = received === all.length ? "complete" : "partial"
    return { type: "sndRcvd", msgRcptStatus: "ok", sndProgress }
  }
  const sndProgress = all.every((one) => one === "sent") ? "complete" : "partial"
  return { type: "sndSent", sndProgress }
}
