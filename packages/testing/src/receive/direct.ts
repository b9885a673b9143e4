import type { T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { called, callEnded } from "./calls.ts"
import { groupInvited } from "../groups/group-invitation.ts"
import { addItem, announce } from "../items/items.ts"
import {
  applyUpdate,
  isUnchanged,
  markDeleted,
  removeItem,
  setReaction,
} from "../items/item-changes.ts"
import { chatItemView, itemView } from "../views/item-view.ts"
import { setContactProfile } from "../groups/members.ts"
import type { Message, MessageOf } from "../simulation/packets.ts"
import { changedFeatures } from "../items/feature-items.ts"
import type { ConnRow, ContactRow, ItemRow, UserRow } from "../store/rows.ts"
import { isFromAnyPeer, receiveFromPeer } from "./any-peer.ts"
import { closed } from "./closed-connection.ts"
import { isEmptyFile } from "./file.ts"
import { receivedItem } from "./received-item.ts"
import { contactView, userOf } from "../views/views.ts"

/** A contact, and what it sent. */
interface Arrival {
  readonly user: UserRow
  readonly conn: ConnRow
  readonly contact: ContactRow
  /** When it was sent, as the server says. */
  readonly sentAt: string
}

/** A message from a contact. */
export function receiveDirect(chat: Chat, conn: ConnRow, message: Message, sentAt: string): void {
  if (conn.entity.type !== "contact") return
  const contact = chat.state.contacts.get(conn.entity.contactId)
  if (contact === undefined) return
  const from: Arrival = { user: userOf(chat.state, conn), conn, contact, sentAt }
  if (isFromAnyPeer(message))
    return receiveFromPeer(
      chat,
      { user: from.user, peer: from, chatKey: `@${contact.id}` },
      message,
    )
  switch (message.event) {
    case "x.msg.new":
      return newMessage(chat, from, message)
    case "x.msg.update":
      return updated(chat, from, message)
    case "x.msg.del":
      return deleted(chat, from, message)
    case "x.msg.react":
      return reacted(chat, from, message)
    case "x.info":
      return profileChanged(chat, from, message.profile)
    case "x.direct.del":
      return contactLeft(chat, from, message)
    case "x.call.inv":
      return called(chat, from, message)
    case "x.call.end":
      return callEnded(chat, from, message)
    case "x.grp.inv":
      return groupInvited(chat, from, message)
    default:
      return
  }
}

function newMessage(chat: Chat, from: Arrival, message: MessageOf<"x.msg.new">): void {
  if (isEmptyFile(chat, message)) return
  announce(chat, [receivedItem(chat, from.user, message, placeOf(from))])
}

function placeOf({ contact, sentAt }: Arrival) {
  return { chat: `@${contact.id}`, dir: { type: "directRcv" }, itemTs: sentAt } as const
}

function found(chat: Chat, { user, contact }: Arrival, msgId: string): ItemRow | undefined {
  return chat.state.items.shared(user.id, `@${contact.id}`, msgId)
}

function updated(chat: Chat, from: Arrival, message: MessageOf<"x.msg.update">): void {
  const known = found(chat, from, message.msgId)
  if (known !== undefined && known.content.type !== "rcvMsgContent") return
  if (known !== undefined && isUnchanged(known, message)) {
    const chatItem = chatItemView(chat.state, known)
    return chat.emit({ type: "chatItemNotChanged", user: chat.wire(from.user), chatItem })
  }
  // A message that the user deleted is there again.
  const item =
    known ?? receivedItem(chat, from.user, { ...message, event: "x.msg.new" }, placeOf(from))
  applyUpdate(chat, item, message)
  const chatItem = chatItemView(chat.state, item)
  chat.emit({ type: "chatItemUpdated", user: chat.wire(from.user), chatItem })
}

function deleted(chat: Chat, from: Arrival, { msgId }: MessageOf<"x.msg.del">): void {
  const item = found(chat, from, msgId)
  if (item === undefined) return
  const { fullDelete } = contactView(chat.state, from.contact).mergedPreferences
  const deletion = fullDelete.enabled.forContact
    ? removeItem(chat, item)
    : markDeleted(chat, item, { type: "deleted", deletedTs: chat.now() })
  chat.emit({
    type: "chatItemsDeleted",
    user: chat.wire(from.user),
    chatItemDeletions: [deletion],
    byUser: false,
    timed: false,
  })
}

function reacted(chat: Chat, from: Arrival, message: MessageOf<"x.msg.react">): void {
  const item = found(chat, from, message.msgId)
  if (item === undefined || !setReaction(chat, item, "peer", message)) return
  const chatDir = { type: "directRcv" } as const
  chat.emit({
    type: "chatItemReaction",
    user: chat.wire(from.user),
    added: message.add,
    reaction: {
      chatInfo: chatItemView(chat.state, item).chatInfo,
      chatReaction: {
        chatDir,
        chatItem: itemView(chat.state, item),
        sentAt: chat.now(),
        reaction: message.reaction,
      },
    },
  })
}

function profileChanged(chat: Chat, { user, contact }: Arrival, profile: T.Profile): void {
  const { state } = chat
  const before = contactView(state, contact)
  const { profileId: _, localAlias: __, ...known } = contact.profile
  if (JSON.stringify(known) === JSON.stringify(profile)) return
  if (known.displayName !== profile.displayName) {
    const localDisplayName = chat.freeName(user, profile.displayName)
    state.contacts.update(contact, { localDisplayName })
  }
  setContactProfile(chat, contact, profile)
  const visible = ({ displayName, fullName, image, shortDescr, contactLink }: T.Profile) =>
    JSON.stringify([displayName, fullName, image, shortDescr, contactLink])
  // New preferences alone are no "updated profile": the chat shows the features instead (o-users 504).
  if (visible(known) !== visible(profile)) {
    const event = { type: "profileUpdated", fromProfile: known, toProfile: profile } as const
    const item = addItem(chat, user, {
      chat: `@${contact.id}`,
      dir: { type: "directRcv" },
      status: { type: "rcvRead" },
      text: "updated profile",
      content: { type: "rcvDirectEvent", rcvDirectEvent: event },
    })
    announce(chat, [item])
  }
  adoptTimer(chat, contact, profile)
  const after = contactView(state, contact)
  const dir = { type: "directRcv" } as const
  // Also where no feature changed: the core then reports an empty list of items (p-links 427).
  const items = changedFeatures(chat, user, { contact, before, dir })
  if (items.length > 0) announce(chat, items)
  else chat.emit({ type: "newChatItems", user: chat.wire(user), chatItems: [] })
  chat.emit({
    type: "contactUpdated",
    user: chat.wire(user),
    fromContact: before,
    toContact: after,
  })
}

/**
 * Both sides have one time after which messages disappear: the one that was set last. The contact's is
 * written into the user's own preferences, without a question (o-users 505).
 */
function adoptTimer(chat: Chat, contact: ContactRow, { preferences }: T.Profile): void {
  const { allow: theirs, ttl } = preferences?.timedMessages ?? {}
  const { timedMessages } = contactView(chat.state, contact).mergedPreferences
  const own = timedMessages.userPreference.preference
  const isRefused = theirs === "no" || own.allow === "no"
  if (own.ttl === ttl || (isRefused && ttl !== undefined)) return
  const { allow } = own
  const adopted = { allow, ...(ttl !== undefined && { ttl }) }
  const userPreferences = { ...contact.userPreferences, timedMessages: adopted }
  chat.state.contacts.update(contact, { userPreferences })
}

function contactLeft(
  chat: Chat,
  { user, conn, contact, sentAt }: Arrival,
  { msgId }: MessageOf<"x.direct.del">,
): void {
  const { state } = chat
  state.conns.update(conn, { status: "deleted" })
  state.contacts.update(contact, { contactStatus: "deleted" })
  const item = addItem(chat, user, {
    chat: `@${contact.id}`,
    dir: { type: "directRcv" },
    status: { type: "rcvRead" },
    sharedMsgId: msgId,
    itemTs: sentAt,
    text: "contact deleted",
    content: { type: "rcvDirectEvent", rcvDirectEvent: { type: "contactDeleted" } },
  })
  announce(chat, [item])
  // The chat stays, with all that was said: only sending fails from now on (b-direct 228 to 234).
  const view = contactView(state, contact)
  chat.emit({ type: "contactDeletedByContact", user: chat.wire(user), contact: view })
  closed(chat, conn)
}
