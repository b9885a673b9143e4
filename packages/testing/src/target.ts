import type { T } from "@simplex-chat/types"
import type { Chat } from "./chat.ts"
import { failed, unreadable } from "./failure.ts"
import { groupTarget } from "./group-target.ts"
import type { Message } from "./packets.ts"
import { type Recipient, sendTo } from "./recipients.ts"
import type { ContactRow, GroupRow, ItemRow, UserRow } from "./rows.ts"
import { contactView } from "./views.ts"

/** A chat that a command is about, and whom it reaches. */
export interface Target {
  readonly key: string
  readonly contact?: ContactRow
  readonly group?: GroupRow
  readonly to: readonly Recipient[]
  /** The member whose support chat it is; 0 for the user's own. */
  readonly support?: number
  readonly supportMemberId?: string
  /** After how many seconds messages disappear. */
  readonly ttl?: number
  /** Whether what is deleted leaves no trace. */
  readonly fullDelete: boolean
  /** What a peer must hear before. */
  before(): Message[]
}

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
      return { key: `*${ref.chatId}`, to: [], fullDelete: true, before: () => [] }
    case "contactConnection":
      throw unreadable()
  }
}

function directTarget(chat: Chat, user: UserRow, contactId: number, isSending: boolean): Target {
  const contact = chat.contact(user, contactId)
  const conn = chat.conn(contact.connId)
  const view = contactView(chat.state, contact)
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

/** Sends to everybody in the chat; the statuses of the items follow the messages. */
export function deliver(
  chat: Chat,
  target: Target,
  messages: readonly Message[],
  items: readonly ItemRow[] = [],
): void {
  const { supportMemberId: support } = target
  const scoped = messages.map((message) =>
    support !== undefined && message.event.startsWith("x.msg.") ? { ...message, support } : message,
  )
  for (const to of target.to) sendTo(chat, to, [...target.before(), ...scoped], items)
}

/** After how many seconds messages to a contact disappear, where both sides agreed on it. */
export function timerOf({ mergedPreferences }: T.Contact): number | undefined {
  const { enabled, userPreference } = mergedPreferences.timedMessages
  return enabled.forUser && enabled.forContact ? userPreference.preference.ttl : undefined
}
