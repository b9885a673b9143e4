import type { Chat } from "./chat.ts"
import { addMember, memberByMemberId } from "./members.ts"
import { announce } from "./items.ts"
import { chatItemView, itemView } from "./item-view.ts"
import { fullGroupPreferences } from "./group-preferences.ts"
import type { Message } from "./packets.ts"
import { applyUpdate, markDeleted, removeItem, setReaction } from "./item-changes.ts"
import { receivedItem } from "./receive-direct.ts"
import type { FromMember } from "./receive-group.ts"
import { hasRole } from "./roles.ts"
import type { ItemRow, MemberRow } from "./rows.ts"
import { membershipOf } from "./views.ts"

type MessageOf<Event extends Message["event"]> = Extract<Message, { event: Event }>

type Conversation = MessageOf<
  "x.msg.new" | "x.msg.update" | "x.msg.del" | "x.msg.react" | "x.grp.msg.forward"
>

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
    case "x.grp.msg.forward":
      return forwarded(chat, from, message)
  }
}

function said(
  chat: Chat,
  from: FromMember,
  message: MessageOf<"x.msg.new">,
  more: Partial<ItemRow> = {},
): void {
  const { user, group, member } = from
  const membership = membershipOf(chat.state, group)
  const mentionsUser =
    Object.values(message.mentions ?? {}).some(
      ({ memberId }) => memberId === membership.memberId,
    ) || message.quote?.memberId === membership.memberId
  const blocked = member.blockedByAdmin
    ? {
        deleted: { type: "blockedByAdmin" as const, deletedTs: chat.now() },
        status: { type: "rcvRead" as const },
      }
    : {}
  const item = receivedItem(chat, user, message, {
    chat: `#${group.id}`,
    dir: { type: "groupRcv", memberId: member.id },
    userMention: mentionsUser && more.forwardedByMember === undefined,
    ...supportOf(chat, from, message),
    ...(message.content.type === "report" && { status: { type: "rcvRead" as const } }),
    ...blocked,
    ...more,
  })
  announce(chat, [item], { sender: from.sender })
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
  const item = find(chat, from, message.msgId)
  if (item === undefined || !isFrom(item, from.member)) return
  applyUpdate(chat, item, message)
  const chatItem = chatItemView(chat.state, item, { withoutConn: true })
  chat.emit({ type: "chatItemUpdated", user: chat.wire(from.user), chatItem })
}

/** Members delete what they said; moderators, what others did. */
function deleted(chat: Chat, from: FromMember, message: MessageOf<"x.msg.del">): void {
  const item = find(chat, from, message.msgId)
  if (item === undefined) return
  const { member, group } = from
  const isOwn = isFrom(item, member)
  if (!isOwn && !(message.memberId !== undefined && hasRole(member, "moderator"))) return
  const deletedTs = chat.now()
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
  if (item === undefined || !setReaction(chat, item, from.member.id, message)) return
  const { reaction, add } = message
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

/** What was said before the user came. */
function forwarded(chat: Chat, from: FromMember, forward: MessageOf<"x.grp.msg.forward">): void {
  const { message, memberId } = forward
  if (message.event !== "x.msg.new") return
  const author = memberByMemberId(chat, from.group, memberId) ?? unknownMember(chat, from, memberId)
  const sender = author.id === from.member.id ? from.sender : chat.memberInfo(author)
  const more = { forwardedByMember: from.member.id, itemTs: forward.sentAt }
  said(chat, { ...from, member: author, sender }, message, more)
}

/** Somebody who said something and is no member any more. */
function unknownMember(chat: Chat, { user, group }: FromMember, memberId: string): MemberRow {
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
