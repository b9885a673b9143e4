import type { T } from "@simplex-chat/types"
import type { Call } from "../chat/call.ts"
import type { Chat } from "../chat/chat.ts"
import { addItem, announce } from "../items/items.ts"
import { sendMessages } from "../recipients/outbox.ts"
import { deliver, type Target } from "../recipients/target.ts"
import type { MessageOf } from "../simulation/packets.ts"
import type { ConnRow, ContactRow, ItemRow, UserRow } from "../store/rows.ts"
import { userOf } from "../views/views.ts"

// Calls come and end without being answered: no media are exchanged (r-errors 1372 to 1398). A refusal is
// not sent: the caller's item says "calling..." until the caller ends the call, and then "missed" (1381 to
// 1387).

const texts: Partial<Record<T.CICallStatus, string>> = {
  pending: "calling...",
  missed: "missed",
  rejected: "rejected",
}

const textOf = (isSent: boolean, status: T.CICallStatus) =>
  `${isSent ? "outgoing" : "incoming"} call: ${texts[status] ?? status}`

type Invitation = Omit<MessageOf<"x.call.inv">, "event" | "msgId">

/** Calls a contact. */
export function sendCall(chat: Chat, user: UserRow, target: Target, invitation: Invitation): void {
  const msgId = chat.hub.random.sharedId()
  chat.afterAnswer(() => {
    const item = addItem(chat, user, {
      chat: target.key,
      dir: { type: "directSnd" },
      content: { type: "sndCall", status: "pending", duration: 0 },
      text: textOf(true, "pending"),
      sharedMsgId: msgId,
    })
    const contactId = target.contact?.id ?? 0
    chat.calls.set(contactId, { itemId: item.id, callId: msgId })
    announce(chat, [item])
    deliver(chat, target, [{ event: "x.call.inv", msgId, ...invitation }], [item])
  })
}

interface From {
  readonly user: UserRow
  readonly contact: ContactRow
  /** When the server got the message. */
  readonly sentAt: string
}

/** A contact calls. */
export function called(
  chat: Chat,
  { user, contact, sentAt }: From,
  { msgId, callType, callUUID, sharedKey }: MessageOf<"x.call.inv">,
): void {
  const { calls } = chat.contactInfo(contact).mergedPreferences
  const isAllowed = calls.enabled.forContact
  const status = isAllowed ? "pending" : "missed"
  const add = () =>
    addItem(chat, user, {
      chat: `@${contact.id}`,
      dir: { type: "directRcv" },
      content: { type: "rcvCall", status, duration: 0 },
      text: textOf(false, status),
      sharedMsgId: msgId,
      itemTs: sentAt,
    })
  if (!isAllowed) return announce(chat, [add()])
  const item = add()
  const invitation = {
    user: chat.wire(user),
    contact: chat.contactInfo(contact),
    callType,
    ...(sharedKey !== undefined && { sharedKey }),
    callUUID,
    callTs: item.itemTs,
  }
  chat.calls.set(contact.id, { itemId: item.id, callId: msgId, invitation })
  chat.emit({ type: "callInvitation", callInvitation: invitation })
  announce(chat, [item])
}

/** Ends a call that was not answered, and tells the other side. */
export function endCall(chat: Chat, contact: ContactRow, call: Call): void {
  chat.calls.delete(contact.id)
  setCallStatus(chat, call, "missed")
  const conn = chat.conn(contact.connId)
  if (conn !== undefined) sendMessages(chat, conn, [{ event: "x.call.end", callId: call.callId }])
}

/** The other side ended the call. */
export function callEnded(
  chat: Chat,
  { contact, conn }: { readonly contact: ContactRow; readonly conn: ConnRow },
  { callId }: MessageOf<"x.call.end">,
): void {
  const user = chat.wire(userOf(chat.state, conn))
  const call = chat.calls.get(contact.id)
  // After a refusal there is no call any more, and so the caller's end of it is an error (r-errors 1381 to
  // 1395).
  if (call?.callId !== callId) {
    const errorMessage = "x.call.end: no current call"
    return chat.emit({ type: "messageError", user, severity: "error", errorMessage })
  }
  chat.calls.delete(contact.id)
  chat.emit({ type: "callEnded", user, contact: chat.contactInfo(contact) })
  setCallStatus(chat, call, "missed")
}

/** Shows what became of a call. Who refuses one has read of it (r-errors 1382). */
export function setCallStatus(chat: Chat, { itemId }: Call, status: T.CICallStatus): void {
  const item = chat.state.items.get(itemId)
  if (item === undefined) return
  const isSent = item.dir.type === "directSnd"
  const content: ItemRow["content"] = isSent
    ? { type: "sndCall", status, duration: 0 }
    : { type: "rcvCall", status, duration: 0 }
  chat.state.items.update(item, {
    content,
    text: textOf(isSent, status),
    ...(status === "rejected" && { status: { type: "rcvRead" as const } }),
  })
  chat.updatedItem(item)
}
