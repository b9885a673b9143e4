import type { Chat } from "../chat/chat.ts"
import { addUnknown, memberByMemberId, type UnknownMember } from "../groups/members.ts"
import { announceWithEarly, keepEarly } from "./early-changes.ts"
import { chatItemView, itemView } from "../views/item-view.ts"
import { fullGroupPreferences } from "../views/group-preferences.ts"
import type { MessageOf } from "../simulation/packets.ts"
import {
  applyUpdate,
  isUnchanged,
  markDeleted,
  removeItem,
  setReaction,
} from "../items/item-changes.ts"
import { isEmptyFile } from "./file.ts"
import { receivedItem } from "./received-item.ts"
import type { FromMember } from "./from-member.ts"
import { messageError } from "./message-error.ts"
import { archiveReportsOf } from "../groups/reports.ts"
import { hasRole } from "../groups/roles.ts"
import type { ItemRow, MemberRow } from "../store/rows.ts"
import { isPending, membershipOf, recountAttention } from "../views/views.ts"

type Conversation = MessageOf<"x.msg.new" | "x.msg.update" | "x.msg.del" | "x.msg.react">

/** What members say, and what they do about it. */
export function conversation(chat: Chat, from: FromMember, message: Conversation): void {
  switch (message.event) {
    case "x.msg.new":
      return said(chat, from, message)
    case "x.msg.update":
      return updated(chat, from, message)
    case "x.msg.del":
      return deleted(chat, from, message)
    case "x.msg.react":
      return reacted(chat, from, message)
  }
}

/** Observers may only listen, but for talking to the moderators. */
function maySend({ member }: FromMember, { support }: { readonly support?: string }): boolean {
  return support !== undefined || isPending(member) || hasRole(member, "author")
}

/** Why a message is not taken. In a plain group history brings what former members said. */
function refused(from: FromMember, message: MessageOf<"x.msg.new">): string | undefined {
  if (message.asGroup && !hasRole(from.member, "owner"))
    return "member is not allowed to send as group"
  const wasMember = from.by !== undefined && from.group.channel === undefined
  if (wasMember || maySend(from, message)) return undefined
  return "member is not allowed to send messages"
}

function said(chat: Chat, from: FromMember, message: MessageOf<"x.msg.new">): void {
  const refusal = refused(from, message)
  // The sender hears nothing of it: the message was sent, and even acknowledged (k-channels 419 to 423).
  if (refusal !== undefined) {
    if (from.group.channel !== undefined) messageError(chat, from, refusal)
    return
  }
  // It came already, of the history or from the member itself.
  if (find(chat, from, message.msgId) !== undefined || isEmptyFile(chat, message)) return
  const item = itemOf(chat, from, message)
  const { fullDelete } = fullGroupPreferences(from.group.groupProfile.groupPreferences)
  announceWithEarly(chat, from.user, item, {
    sender: from.sender,
    fullDelete: (memberId) => {
      const moderator = chat.state.members.get(memberId)
      return (
        fullDelete.enable === "on" &&
        moderator !== undefined &&
        hasRole(moderator, fullDelete.role ?? "observer")
      )
    },
  })
}

function itemOf(chat: Chat, from: FromMember, message: MessageOf<"x.msg.new">): ItemRow {
  const item = addItemOf(chat, from, message)
  if (message.support !== undefined) recountAttention(chat.state, from.group)
  return item
}

function addItemOf(chat: Chat, from: FromMember, message: MessageOf<"x.msg.new">): ItemRow {
  const { user, group, member, by, sentAt } = from
  const membership = membershipOf(chat.state, group)
  const mentionsUser =
    Object.values(message.mentions ?? {}).some(
      ({ memberId }) => memberId === membership.memberId,
    ) || message.quote?.memberId === membership.memberId
  const isHidden = member.memberSettings?.showMessages === false
  const forUser = isHidden ? ("blocked" as const) : undefined
  // Blocked members send on, and see no difference: only what others see is marked (r-errors 744 to 754).
  const blockedAs = member.blockedByAdmin ? ("blockedByAdmin" as const) : forUser
  const blocked =
    blockedAs === undefined ? {} : { deleted: { type: blockedAs, deletedTs: chat.now() } }
  return receivedItem(chat, user, message.asGroup ? withoutOwnerSig(message) : message, {
    chat: `#${group.id}`,
    dir: message.asGroup ? { type: "channelRcv" } : { type: "groupRcv", memberId: member.id },
    ...(message.asGroup && { showGroupAsSender: true }),
    ...(message.signed && { signed: true as const }),
    userMention: mentionsUser && by === undefined,
    ...supportOf(chat, from, message),
    // Reports come as read: who sends one needs no attention because of it (m-history 343, k-channels 462).
    ...(message.content.type === "report" && { status: { type: "rcvRead" as const } }),
    ...blocked,
    ...(by !== undefined && { forwardedByMember: by.id }),
    itemTs: sentAt,
  })
}

/** A link that is shared is signed by a member: nothing that a group itself can vouch for. */
function withoutOwnerSig(message: MessageOf<"x.msg.new">): MessageOf<"x.msg.new"> {
  if (message.content.type !== "chat") return message
  const { ownerSig: _, ...content } = message.content
  return { ...message, content }
}

/** Which support chat a message is for. */
function supportOf(
  chat: Chat,
  { group }: FromMember,
  { support }: MessageOf<"x.msg.new">,
): Partial<ItemRow> {
  if (support === undefined) return {}
  const subject = memberByMemberId(chat, group, support)
  if (subject === undefined || subject.id === group.membershipId) return { support: 0 }
  return { support: subject.id }
}

function find(chat: Chat, { user, group }: FromMember, msgId: string): ItemRow | undefined {
  return chat.state.items.shared(user.id, `#${group.id}`, msgId)
}

/** Any owner may change what the group said. */
function isFrom({ dir }: ItemRow, member: MemberRow): boolean {
  if (dir.type === "channelRcv") return hasRole(member, "owner")
  return dir.type === "groupRcv" && dir.memberId === member.id
}

function updated(chat: Chat, from: FromMember, message: MessageOf<"x.msg.update">): void {
  const known = find(chat, from, message.msgId)
  if (
    known !== undefined &&
    !(isFrom(known, from.member) && known.content.type === "rcvMsgContent")
  )
    return
  if (!maySend(from, message)) return
  if (known !== undefined && isUnchanged(known, message)) {
    const chatItem = chatItemView(chat.state, known, { withoutConn: true })
    return chat.emit({ type: "chatItemNotChanged", user: chat.wire(from.user), chatItem })
  }
  // A message that the user deleted is there again.
  const item = known ?? itemOf(chat, from, { ...message, event: "x.msg.new" })
  applyUpdate(chat, item, message)
  const chatItem = chatItemView(chat.state, item, { withoutConn: true })
  chat.emit({ type: "chatItemUpdated", user: chat.wire(from.user), chatItem })
}

/** As the core's own error shows itself. */
function notFound(sharedMsgId: string): string {
  const id = Buffer.from(sharedMsgId, "base64").toString()
  return `SEChatItemSharedMsgIdNotFound {sharedMsgId = SharedMsgId ${JSON.stringify(id)}}`
}

/** Members delete what they said; moderators, what others did. */
function deleted(chat: Chat, from: FromMember, message: MessageOf<"x.msg.del">): void {
  const { user, member, group } = from
  const item = find(chat, from, message.msgId)
  const moderates = message.memberId !== undefined && hasRole(member, "moderator")
  const deletedTs = chat.now()
  if (item === undefined) {
    const { msgId } = message
    const row = { userId: user.id, chat: `#${group.id}`, msgId, by: member.id }
    if (moderates) keepEarly(chat, { ...row, moderatedAt: deletedTs })
    else if (group.channel !== undefined && hasRole(member, "owner"))
      messageError(chat, from, `x.msg.del: channel message not found, ${notFound(msgId)}`)
    return
  }
  const isOwn = isFrom(item, member)
  if (!isOwn && !moderates) return
  const { fullDelete } = fullGroupPreferences(group.groupProfile.groupPreferences)
  const row = isOwn
    ? { type: "deleted" as const, deletedTs }
    : { type: "moderated" as const, deletedTs, memberId: member.id }
  const gone = fullDelete.enable === "on" && hasRole(member, fullDelete.role ?? "observer")
  chat.emit({
    type: "chatItemsDeleted",
    user: chat.wire(from.user),
    chatItemDeletions: [
      gone && isOwn ? removeItem(chat, item) : markDeleted(chat, item, row, gone),
    ],
    byUser: false,
    timed: false,
  })
  if (!isOwn) archiveReportsOf(chat, { group, item, by: member })
}

function reacted(chat: Chat, from: FromMember, message: MessageOf<"x.msg.react">): void {
  const item = find(chat, from, message.msgId)
  const { user, group, member } = from
  const { reaction, add, msgId } = message
  if (item === undefined) {
    const row = { userId: user.id, chat: `#${group.id}`, msgId, by: member.id }
    return keepEarly(chat, { ...row, reaction: { reaction, add } })
  }
  if (!setReaction(chat, item, member.id, message)) return
  chat.emit({
    type: "chatItemReaction",
    user: chat.wire(from.user),
    added: add,
    reaction: {
      chatInfo: chatItemView(chat.state, item).chatInfo,
      chatReaction: {
        chatDir: { type: "groupRcv", groupMember: from.sender },
        chatItem: itemView(chat.state, item, { withoutConn: true }),
        sentAt: chat.now(),
        reaction,
      },
    },
  })
}

/** The author of a message who is no longer a member. */
export function unknownMember(
  chat: Chat,
  from: FromMember,
  { memberId, memberName }: UnknownMember,
): MemberRow {
  const { user, group, member } = from
  if (group.channel === undefined) return addUnknown(chat, user, group, { memberId })
  const row = addUnknown(chat, user, group, { memberId, memberName })
  chat.emit({
    type: "unknownMemberCreated",
    user: chat.wire(user),
    groupInfo: chat.groupInfo(group),
    forwardedByMember: chat.memberInfo(member),
    member: chat.memberInfo(row),
  })
  return row
}
