import type { Chat } from "../chat/chat.ts"
import { about, addReceivedEvent, addSentEvent, named } from "../groups/group-items.ts"
import { addGroupE2EE, addGroupFeatures, announce } from "../items/items.ts"
import { showDescription } from "../groups/description.ts"
import { memberByMemberId } from "../groups/members.ts"
import { letIn } from "./introductions.ts"
import type { Message } from "../simulation/packets.ts"
import type { FromMember } from "./from-member.ts"
import type { MemberRow } from "../store/rows.ts"
import { recountAttention } from "../views/views.ts"

/** Moderators see that a member waits for them. */
export function waiting(member: MemberRow) {
  return {
    rcvGroupEvent: { type: "newMemberPendingReview" },
    text: "new member wants to join the group",
    unread: true,
    support: member.id,
  } as const
}

/** The host accepted a member, or reports that they wait for the group's moderators. */
export function accepted(
  chat: Chat,
  from: FromMember,
  message: Extract<Message, { event: "x.grp.link.acpt" }>,
): void {
  const { user, group, member: host } = from
  const member = memberByMemberId(chat, group, message.memberId)
  if (member === undefined) return
  const isUser = member.id === group.membershipId
  if (message.pending) {
    const event = {
      sndGroupEvent: { type: "userPendingReview" },
      text: "please wait for group moderators to review your request to join the group",
      support: 0,
    } as const
    announce(chat, [addSentEvent(chat, user, group, event)])
    // The core names the event after the other answer, but the member only waits (m-history 497, 498).
    return acceptedByOther(chat, from, member)
  }
  const { role: memberRole, msgId } = message
  chat.state.members.update(member, { memberRole, memberStatus: "connected" })
  recountAttention(chat.state, group)
  if (isUser) return begin(chat, from)
  // The host introduces the member, also when another moderator accepted it (m-history 675 to 695).
  if (member.memberCategory === "invitee") letIn(chat, { group, member })
  const connected = { rcvGroupEvent: { type: "memberConnected" }, text: "connected" } as const
  announce(chat, [addReceivedEvent(chat, user, member, connected)])
  const event = { rcvGroupEvent: { type: "memberAccepted", ...about(member) } } as const
  const more = { text: `accepted ${named(member)}`, msgId, support: member.id, from }
  announce(chat, [addReceivedEvent(chat, user, host, { ...event, ...more })])
  acceptedByOther(chat, from, member)
}

function acceptedByOther(chat: Chat, { user, group, member: host }: FromMember, member: MemberRow) {
  chat.emit({
    type: "memberAcceptedByOther",
    user: chat.wire(user),
    groupInfo: chat.groupInfo(group),
    acceptingMember: chat.memberInfo(host),
    member: chat.memberInfo(member),
  })
}

/**
 * The user is in: the group's own chat begins, as the chat with the moderators began before (m-history 489,
 * 536), and the acceptance is shown in both (537, 541).
 */
function begin(chat: Chat, { user, group, member: host }: FromMember): void {
  const dir = { type: "groupRcv", memberId: host.id } as const
  announce(chat, [addGroupE2EE(chat, user, group, { dir })])
  if (!group.featuresShown) announce(chat, addGroupFeatures(chat, user, group, { dir }))
  showDescription(chat, user, { group, host })
  const event = { rcvGroupEvent: { type: "userAccepted" }, text: "accepted you" } as const
  announce(chat, [addReceivedEvent(chat, user, host, event)])
  announce(chat, [addReceivedEvent(chat, user, host, { ...event, support: 0 })])
  chat.emit({
    type: "userJoinedGroup",
    user: chat.wire(user),
    groupInfo: chat.groupInfo(group),
    hostMember: chat.memberInfo(host),
  })
}
