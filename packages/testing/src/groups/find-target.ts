import type { T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { commandFailed, failed, notStored } from "../simulation/failure.ts"
import { groupTarget } from "./group-target.ts"
import type { UserRow } from "../store/rows.ts"
import { type Target, timerOf } from "../recipients/target.ts"
import { contactView } from "../views/views.ts"

/**
 * Finds the chat that a command names.
 *
 * @param role what the user must be in a group to do this.
 */
export function targetOf(
  chat: Chat,
  user: UserRow,
  ref: T.ChatRef,
  role?: T.GroupMemberRole,
): Target {
  switch (ref.chatType) {
    case "direct":
      return directTarget(chat, user, ref.chatId, role !== undefined)
    case "group":
      return groupTarget(chat, user, ref, role)
    case "local":
      if (chat.state.notes.get(ref.chatId)?.userId !== user.id)
        throw notStored({ type: "noteFolderNotFound", noteFolderId: ref.chatId })
      return {
        key: `*${ref.chatId}`,
        to: [],
        fullDelete: true,
        before: () => [],
      }
    // They parse as chats, but none of these commands is for them (r-errors 205, 219).
    case "contactConnection":
    case "contactRequest":
      throw commandFailed("not supported")
  }
}

function directTarget(chat: Chat, user: UserRow, contactId: number, isSending: boolean): Target {
  const contact = chat.contact(user, contactId)
  const conn = chat.conn(contact.connId)
  const view = contactView(chat.state, contact)
  // The user is a contact of their own that cannot be written to: the core says so in the words for members
  // to whom messages are prohibited (e-errors 177).
  if (isSending && !contact.contactUsed) {
    throw failed({ type: "directMessagesProhibited", direction: "snd", contact: view })
  }
  const isReady = conn?.status === "ready" || conn?.status === "sndReady"
  if (isSending && !isReady) throw failed({ type: "contactNotReady", contact: view })
  const { fullDelete } = view.mergedPreferences
  const ttl = timerOf(view)
  return {
    key: `@${contactId}`,
    contact,
    to: conn === undefined || conn.status === "deleted" ? [] : [{ way: "direct", conn }],
    ...(ttl !== undefined && { ttl }),
    fullDelete: fullDelete.enabled.forUser,
    before: () => [],
  }
}
