import type { Chat } from "../chat/chat.ts"
import { addMember, memberByMemberId } from "../groups/members.ts"
import { announceWithEarly, keepEarly } from "./early-changes.ts"
import { chatItemView, itemView } from "../views/item-view.ts"
import { fullGroupPreferences } from "../views/group-preferences.ts"
import type { Message } from "../simulation/packets.ts"
import {
  applyUpdate,
  isUnchanged,
  markDeleted,
  removeItem,
  setReaction,
} from "../items/item-changes.ts"
import { receivedItem } from "./direct.ts"
import type { FromMember } from "./from-member.ts"
import { hasRole } from "../groups/roles.ts"
import type { ItemRow, MemberRow } from "../store/rows.ts"
import { isPending, membershipOf } from "../views/views.ts"

type MessageOf<Event extends Message["event"]> = Extract<Message, { event: Event }>

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

function said(chat: Chat, from: FromMember, message: MessageOf<"x.msg.new">): void {
  if (!maySend(from, message) && from.by === undefined) return
  // It came already, of the history or from the member itself.
  if (find(chat, from, message.msgId) !== undefined) return
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
  const { user, group, member, by, sentAt } = from
  const membership = membershipOf(chat.state, group)
  const mentionsUser =
    Object.values(message.mentions ?? {}).some(
      ({ memberId }) => memberId === membership.memberId,
    ) || message.quote?.memberId === membership.memberId
  const blocked = member.blockedByAdmin
    ? {
        deleted: { type: "blockedByAdmin" as const, deletedTs: chat.now() },
      }
    : {}
  return receivedItem(chat, user, message, {
    chat: `#${group.id}`,
    dir: { type: "groupRcv", memberId: member.id },
    userMention: mentionsUser && by === undefined,
    ...supportOf(chat, from, message),
    ...(message.content.type === "report" && { status: { type: "rcvRead" as const } }),
    ...blocked,
    ...(by !== undefined && { forwardedByMember: by.id }),
    ...(sentAt !== undefined && { itemTs: sentAt }),
  })
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

function isFrom({ dir }: ItemRow, member: MemberRow): boolean {
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
  { user, group }: FromMember,
  memberId: string,
): MemberRow {
  const displayName = memberId.slice(0, 7)
  return addMember(chat, user, group, {
    memberId,
    memberRole: "author",
    memberCategory: "pre",
    memberStatus: "unknown",
    invitedBy: { type: "unknown" },
    localDisplayName: chat.freeName(user, displayName),
    profile: chat.profile({ displayName, fullName: "" }),
  })
}
