import type { CR, T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { deleteConn } from "../connections/connections.ts"
import { clearItems, deleteItems } from "../items/clear-chat.ts"
import type { ConnRow, ContactRow, UserRow } from "../store/rows.ts"
import { sendMessages } from "./outbox.ts"
import { contactView } from "../views/views.ts"

/** Deletes the chat with a contact, as far as the mode says. */
export function deleteContact(
  chat: Chat,
  user: UserRow,
  contact: ContactRow,
  mode: T.ChatDeleteMode,
): CR.ContactDeleted {
  const { state } = chat
  const view = contactView(state, contact)
  const conn = chat.conn(contact.connId)
  const key = `@${contact.id}`
  if (mode.type === "messages") {
    clearItems(chat, user, key)
    state.contacts.update(contact, { chatDeleted: true })
    const after = contactView(state, contact)
    return { type: "contactDeleted", user: chat.wire(user), contact: after }
  }
  const notifies = mode.notify && conn?.status === "ready"
  if (conn !== undefined) {
    if (notifies) {
      sendMessages(chat, conn, [{ event: "x.direct.del", msgId: chat.hub.random.sharedId() }])
      chat.afterAnswer(() => sentToNoRecipient(chat, conn))
    }
    deleteConn(chat, conn)
  }
  if (mode.type === "full") {
    deleteItems(chat, user, key)
    state.contacts.delete(contact.id)
    // Members of groups that the contact is have the same profile.
    const { profileId } = contact.profile
    const shared = state.members.find((member) => member.profile.profileId === profileId)
    if (shared === undefined) state.profiles.delete(profileId)
    if (conn?.incognito !== undefined) state.profiles.delete(conn.incognito.profileId)
  } else {
    delete contact.connId
    state.contacts.update(contact, { contactStatus: "deletedByUser" })
    const after = contactView(state, contact)
    return { type: "contactDeleted", user: chat.wire(user), contact: after }
  }
  return { type: "contactDeleted", user: chat.wire(user), contact: view }
}

/**
 * The agent reports a message as sent whose connection is deleted by then. Where there was more to
 * delete than the connection, its user is still found.
 */
export function sentToNoRecipient(chat: Chat, { agentConnId }: ConnRow, userFound = false): void {
  chat.emitError(
    userFound
      ? { type: "errorStore", storeError: { type: "connectionNotFound", agentConnId } }
      : { type: "error", errorType: { type: "noConnectionUser", agentConnId } },
  )
}

/** Nothing more arrives on a connection whose other side is gone. */
export function connectionGone(chat: Chat, conn: ConnRow, how: "own" | "peer"): void {
  if (how === "own") deleteConn(chat, conn)
  else chat.state.conns.update(conn, { status: "deleted" })
}
