import type { T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { groupNamed } from "./group-items.ts"
import { addBanner, addItem, announce } from "../items/items.ts"
import { addGroup, addMember, addMembership } from "./members.ts"
import type { Message } from "../simulation/packets.ts"
import type { ConnRow, ContactRow, GroupRow, UserRow } from "../store/rows.ts"
import { timerOf } from "../recipients/target.ts"
import { timed } from "../items/timed.ts"
import { given, membershipOf } from "../views/views.ts"

type Invitation = Extract<Message, { event: "x.grp.inv" }>

interface From {
  readonly user: UserRow
  readonly conn: ConnRow
  readonly contact: ContactRow
  readonly sentAt: string
}

/** A contact invites the user to a group. */
export function groupInvited(chat: Chat, from: From, message: Invitation): void {
  const { user, contact } = from
  const { state } = chat
  const known = knownGroup(chat, from, message)
  const group =
    known === undefined ? invitedGroup(chat, from, message) : invitedAgain(chat, known, message)
  state.groups.update(group, { invitation: { queue: message.queue, contactId: contact.id } })
  addBanner(chat, user, `#${group.id}`)
  const { role } = message.invited
  const groupInvitation: T.CIGroupInvitation = {
    groupId: group.id,
    groupMemberId: group.membershipId,
    localDisplayName: group.localDisplayName,
    groupProfile: message.groupProfile,
    status: "pending",
  }
  const item = addItem(chat, user, {
    chat: `@${contact.id}`,
    dir: { type: "directRcv" },
    sharedMsgId: message.msgId,
    itemTs: from.sentAt,
    text: `received invitation to join group ${groupNamed(message.groupProfile)} as ${role}`,
    content: { type: "rcvGroupInvitation", groupInvitation, memberRole: role },
  })
  announce(chat, [item])
  const groupInfo = chat.groupInfo(group)
  // In a group that is new the core counts the one who invites and the user (c-groups 113).
  if (known === undefined) groupInfo.groupSummary = { currentMembers: 2 }
  // That it is about a business is written to a new group only after this event (p-links 473, 475).
  if (known === undefined) delete groupInfo.businessChat
  chat.emit({
    type: "receivedGroupInvitation",
    user: chat.wire(user),
    groupInfo,
    contact: chat.contactInfo(contact),
    fromMemberRole: message.from.role,
    memberRole: role,
  })
}

/** The group of an earlier invitation: it may be repeated, also with another role (r-errors 540). */
function knownGroup(chat: Chat, { user }: From, { invited }: Invitation): GroupRow | undefined {
  return chat.state.groups.find(
    (group) =>
      group.userId === user.id && membershipOf(chat.state, group).memberId === invited.memberId,
  )
}

function invitedGroup(chat: Chat, { user, contact, conn }: From, message: Invitation): GroupRow {
  const { from, invited, groupProfile } = message
  const group = addGroup(chat, user, groupProfile, given("businessChat", message.business))
  const host = addMember(chat, user, group, {
    memberId: from.memberId,
    memberRole: from.role,
    memberCategory: "host",
    memberStatus: "invited",
    invitedBy: { type: "unknown" },
    localDisplayName: contact.localDisplayName,
    profile: contact.profile,
    memberContactId: contact.id,
  })
  chat.state.groups.update(group, { hostMemberId: host.id })
  addMembership(chat, user, group, {
    memberId: invited.memberId,
    memberRole: invited.role,
    memberStatus: "invited",
    invitedBy: { type: "contact", byContactId: contact.id },
    invitedByGroupMemberId: host.id,
    ...(conn.incognito !== undefined && { profile: conn.incognito }),
  })
  return group
}

/** The last invitation counts, with its role. */
function invitedAgain(
  chat: Chat,
  group: GroupRow,
  { invited, groupProfile }: Invitation,
): GroupRow {
  const membership = membershipOf(chat.state, group)
  chat.state.members.update(membership, { memberRole: invited.role })
  if (membership.memberStatus === "invited") chat.state.groups.update(group, { groupProfile })
  return group
}

/** The latest invitation to a group says what became of it. */
export function invitationAnswered(
  chat: Chat,
  group: GroupRow,
  status: T.CIGroupInvitationStatus,
): void {
  const contactId = group.invitation?.contactId
  if (contactId === undefined) return
  const items = chat.state.items.of(group.userId, `@${contactId}`)
  const item = items.findLast(
    ({ content }) =>
      content.type === "rcvGroupInvitation" && content.groupInvitation.groupId === group.id,
  )
  if (item?.content.type !== "rcvGroupInvitation") return
  const groupInvitation = { ...item.content.groupInvitation, status }
  const contact = chat.state.contacts.get(contactId)
  const ttl = contact === undefined ? undefined : timerOf(chat.contactInfo(contact))
  chat.state.items.update(item, {
    content: { ...item.content, groupInvitation },
    ...timed(chat, ttl),
  })
  chat.updatedItem(item)
}
