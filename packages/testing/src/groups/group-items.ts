import { isDeepStrictEqual } from "node:util"
import type { T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { addItem } from "../items/items.ts"
import { plainProfile } from "./members.ts"
import type { GroupRow, ItemRow, MemberRow, UserRow } from "../store/rows.ts"

/** An item for what the user did in a group. */
export function addSentEvent(
  chat: Chat,
  user: UserRow,
  group: GroupRow,
  event: {
    sndGroupEvent: T.SndGroupEvent
    text: string
    msgId?: string
    support?: number
  },
): ItemRow {
  return addItem(chat, user, {
    chat: `#${group.id}`,
    dir: { type: "groupSnd" },
    text: event.text,
    ...(event.msgId !== undefined && { sharedMsgId: event.msgId }),
    ...(event.support !== undefined && { support: event.support }),
    ...(group.channel !== undefined && { signed: true as const }),
    content: { type: "sndGroupEvent", sndGroupEvent: event.sndGroupEvent },
  })
}

/** An item for what a member did. Only what concerns the user is unread. */
export function addReceivedEvent(
  chat: Chat,
  user: UserRow,
  member: MemberRow,
  event: {
    rcvGroupEvent: T.RcvGroupEvent
    text: string
    msgId?: string
    unread?: true
    support?: number | undefined
    /** The message that it came with: whether that was forwarded or signed, and when it was sent. */
    from?: { readonly by?: MemberRow; readonly group: GroupRow; readonly sentAt: string }
  },
): ItemRow {
  const { by, group, sentAt } = event.from ?? {}
  return addItem(chat, user, {
    chat: `#${member.groupId}`,
    dir: { type: "groupRcv", memberId: member.id },
    status: event.unread ? { type: "rcvNew" } : { type: "rcvRead" },
    text: event.text,
    ...(event.msgId !== undefined && { sharedMsgId: event.msgId }),
    ...(event.support !== undefined && { support: event.support }),
    ...(sentAt !== undefined && { itemTs: sentAt }),
    ...(by !== undefined && { forwardedByMember: by.id }),
    ...(group?.channel !== undefined && { signed: true as const }),
    content: { type: "rcvGroupEvent", rcvGroupEvent: event.rcvGroupEvent },
  })
}

/** The member that an item is about. */
export function about(member: MemberRow): { groupMemberId: number; profile: T.Profile } {
  return { groupMemberId: member.id, profile: plainProfile(member.profile) }
}

/** How texts of items name a member. */
export function named({ profile: { displayName, fullName } }: MemberRow): string {
  return fullName === "" || fullName === displayName ? displayName : `${displayName} (${fullName})`
}

export function groupNamed({ displayName, fullName }: T.GroupProfile): string {
  return fullName === "" || fullName === displayName ? displayName : `${displayName} (${fullName})`
}

/** Whether two profiles differ in nothing but what the group allows: that has items of its own. */
export function sameButPreferences(one: T.GroupProfile, other: T.GroupProfile): boolean {
  const { groupPreferences } = one
  return isDeepStrictEqual({ ...one, groupPreferences }, { ...other, groupPreferences })
}
