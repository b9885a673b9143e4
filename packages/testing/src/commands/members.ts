import type { T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import type { Handlers } from "./handlers.ts"
import { deleteConn } from "../connections/connections.ts"
import { sentToNoRecipient } from "../recipients/contact-deletion.ts"
import { commandFailed, failed, notStored } from "../simulation/failure.ts"
import { about, addReceivedEvent, addSentEvent, named } from "../groups/group-items.ts"
import { forgetSupport, moderateAll } from "../receive/group-departures.ts"
import { type Recipient, recipientsOf, sendTo } from "../recipients/recipients.ts"
import { letIn } from "../receive/introductions.ts"
import { announce } from "../items/items.ts"
import { groupRelayOf, refreshLink } from "../channels/group-relays.ts"
import { isPrivileged, rosterOf } from "../channels/roster.ts"
import { forgetMember } from "../groups/members.ts"
import type { Message, Roster } from "../simulation/packets.ts"
import { hasRole, highest, requireRole, rolesFrom } from "../groups/roles.ts"
import { chatItemView } from "../views/item-view.ts"
import type { GroupRow, ItemRow, MemberRow, UserRow } from "../store/rows.ts"
import { isCurrent, isPending, membersOf, membershipOf, recountAttention } from "../views/views.ts"

export const memberCommands = {
  APIMembersRole(chat, { groupId, groupMemberIds, memberRole: role }) {
    const { user, group, members: all } = chosen(chat, groupId, groupMemberIds, "change role for")
    notSeveralAdmins(
      all,
      "change role of multiple members when admins selected, or new role is admin",
      hasRole({ memberRole: role }, "admin"),
    )
    if (all.some(isPending)) throw commandFailed("can't change role of members pending approval")
    requireRole(chat, group, highest(["admin", role, ...all.map(({ memberRole }) => memberRole)]))
    // Members who have the role already are left out: the answer can name none at all (r-errors 743).
    const members = all.filter(({ memberRole }) => memberRole !== role)
    for (const member of members) {
      const msgId = chat.hub.random.sharedId()
      const { memberId, memberRole: was } = member
      const to = recipientsOf(chat, group)
      chat.state.members.update(member, { memberRole: role })
      const roster = isPrivileged(role) || isPrivileged(was) ? nextRoster(chat, group) : undefined
      const message = { event: "x.grp.mem.role", msgId, memberId, role } as const
      for (const one of to) sendTo(chat, one, [message, ...rosterMessage(roster)])
      chat.afterAnswer(() => {
        const sndGroupEvent = { type: "memberRole", ...about(member), role } as const
        // Always after the answer (r-errors 683, 684), while blocking shows its item before it, in 9 of 11
        // recorded cases (r-errors 678, 679).
        const text = `changed role of ${named(member)} to ${role}`
        announce(chat, [addSentEvent(chat, user, group, { sndGroupEvent, text, msgId })])
        if (roster !== undefined) chat.state.groups.update(group, { rosterVersion: roster.version })
      })
    }
    return {
      type: "membersRoleUser",
      ...answer(chat, { user, group, members }),
      toRole: role,
      msgSigned: group.channel !== undefined,
    }
  },

  APIBlockMembersForAll(chat, { groupId, groupMemberIds, blocked }) {
    const { user, group, members } = chosen(chat, groupId, groupMemberIds, "block/unblock")
    notSeveralAdmins(members, "block/unblock multiple members when admins selected")
    if (members.some(isPending)) throw commandFailed("can't block/unblock members pending approval")
    requireRole(chat, group, highest(["moderator", ...members.map(({ memberRole }) => memberRole)]))
    for (const member of members) {
      const msgId = chat.hub.random.sharedId()
      const message = {
        event: "x.grp.mem.restrict",
        msgId,
        memberId: member.memberId,
        blocked,
      } as const
      tell(chat, group, message)
      const sndGroupEvent = { type: "memberBlocked", ...about(member), blocked } as const
      const text = `${blocked ? "blocked" : "unblocked"} ${named(member)}`
      announce(chat, [addSentEvent(chat, user, group, { sndGroupEvent, text, msgId })])
      // Blocking a blocked member succeeds, and shows another item (r-errors 759 to 761).
      chat.state.members.update(member, { blockedByAdmin: blocked })
    }
    return {
      type: "membersBlockedForAllUser",
      ...answer(chat, { user, group, members }),
      blocked,
      msgSigned: group.channel !== undefined,
    }
  },

  APIRemoveMembers(chat, { groupId, groupMemberIds, withMessages }) {
    const { user, group, members } = chosen(chat, groupId, groupMemberIds)
    notSeveralAdmins(members, "remove multiple members when admins selected")
    requireRole(chat, group, highest(["admin", ...members.map(({ memberRole }) => memberRole)]))
    for (const member of members) {
      const msgId = chat.hub.random.sharedId()
      const { memberId } = member
      // Only the user knows of members who have not joined yet.
      if (member.memberStatus === "invited") {
        forgetInvited(chat, member)
        continue
      }
      const wasPending = isPending(member)
      const to = wasPending ? whoKnow(chat, group, member) : recipientsOf(chat, group)
      const wasGone = member.memberStatus === "left" || member.memberStatus === "removed"
      const before = chat.memberInfo(member)
      chat.state.members.update(member, { memberStatus: "removed" })
      const roster = isPrivileged(member.memberRole) ? nextRoster(chat, group) : undefined
      if (roster !== undefined) chat.state.groups.update(group, { rosterVersion: roster.version })
      const message = { event: "x.grp.mem.del", msgId, memberId, withMessages } as const
      for (const one of to) sendTo(chat, one, [...rosterMessage(roster), message])
      if (withMessages)
        moderateAll(chat, { user, group, member: membershipOf(chat.state, group) }, member.id)
      chat.afterAnswer(() => {
        const sndGroupEvent = { type: "memberDeleted", ...about(member) } as const
        const text = `removed ${named(member)}`
        // The removal of a member who left already is not shown (r-errors 1252 to 1260).
        if (wasPending) {
          const event = { sndGroupEvent, text, msgId, support: member.id }
          tellAsBefore(chat, user, { item: addSentEvent(chat, user, group, event), before })
        } else if (!wasGone)
          announce(chat, [addSentEvent(chat, user, group, { sndGroupEvent, text, msgId })])
        forgetSupport(chat, member)
        const conn = chat.conn(member.connId)
        if (conn !== undefined) {
          deleteConn(chat, conn)
          // The connection is deleted before the agent confirms that it sent the removal: the core reports an
          // error for it (c-groups 382), in most recorded removals. The member got it all the same (383).
          sentToNoRecipient(chat, conn, withMessages)
        }
        if (wasPending) forgetMember(chat, member)
        if (member.memberRole === "relay") forgetRelay(chat, member)
        if (group.channel?.rootPrivKey !== undefined) refreshLink(chat, user, group)
      })
    }
    chat.state.recount()
    return {
      type: "userDeletedMembers",
      ...answer(chat, { user, group, members }),
      withMessages,
      msgSigned: group.channel !== undefined,
    }
  },

  APIAcceptMember(chat, { groupId, groupMemberId, memberRole }) {
    const user = chat.runningUser()
    const group = chat.group(user, groupId)
    const member = chat.member(group, groupMemberId)
    requireRole(chat, group, "moderator")
    if (!member.memberStatus.startsWith("pending")) {
      throw commandFailed(
        "member should be pending approval and invitee, or pending review and not invitee",
      )
    }
    chat.state.members.update(member, { memberRole, memberStatus: "connected" })
    const msgId = chat.hub.random.sharedId()
    const { memberId } = member
    const message = { event: "x.grp.link.acpt", msgId, role: memberRole, memberId } as const
    // Others never knew of the member: they learn of it from `letIn`.
    const isInformed = ({ id, memberRole: role }: MemberRow) =>
      id === member.id || rolesFrom("moderator").includes(role)
    for (const to of recipientsOf(chat, group, isInformed)) sendTo(chat, to, [message])
    recountAttention(chat.state, group)
    if (member.memberCategory === "invitee") letIn(chat, { group, member })
    // Before the answer, although the member has been connected since it asked; "accepted" comes after it
    // (m-history 548 to 550, j-extra 214 to 216).
    const connected = { rcvGroupEvent: { type: "memberConnected" }, text: "connected" } as const
    announce(chat, [addReceivedEvent(chat, user, member, connected)])
    chat.afterAnswer(() => {
      const sndGroupEvent = { type: "memberAccepted", ...about(member) } as const
      const text = "you accepted this member"
      announce(chat, [addSentEvent(chat, user, group, { sndGroupEvent, text, support: member.id })])
    })
    return {
      type: "memberAccepted",
      user: chat.wire(user),
      groupInfo: chat.groupInfo(group),
      member: chat.memberInfo(member),
    }
  },

  APIDeleteMemberSupportChat(chat, { groupId, groupMemberId }) {
    const user = chat.runningUser()
    const group = chat.group(user, groupId)
    const member = chat.member(group, groupMemberId)
    if (isPending(member)) throw commandFailed("member is pending")
    if (member.supportChat === undefined) throw commandFailed("member has no support chat")
    for (const item of chat.state.items.of(user.id, `#${group.id}`))
      if (item.support === member.id) chat.state.items.delete(item.id)
    delete member.supportChat
    chat.state.members.update(member, {})
    chat.state.recount()
    return {
      type: "memberSupportChatDeleted",
      user: chat.wire(user),
      groupInfo: chat.groupInfo(group),
      member: chat.memberInfo(member),
    }
  },

  APISetMemberSettings(chat, { groupId, groupMemberId, memberSettings }) {
    const user = chat.runningUser()
    const member = chat.member(chat.group(user, groupId), groupMemberId)
    chat.state.members.update(member, { memberSettings })
    return { type: "cmdOk", user_: chat.wire(user) }
  },

  ListMemberSupportChats(chat, { groupName }) {
    const user = chat.runningUser()
    const group = chat.state.groups.find(
      ({ userId, localDisplayName }) => userId === user.id && localDisplayName === groupName,
    )
    if (group === undefined) throw notStored({ type: "groupNotFoundByName", groupName })
    const members = membersOf(chat.state, group.id).filter(
      ({ supportChat, id }) => supportChat !== undefined && id !== group.membershipId,
    )
    return {
      type: "memberSupportChats",
      user: chat.wire(user),
      groupInfo: chat.groupInfo(group),
      members: members.map((member) => chat.memberInfo(member)),
    }
  },
} satisfies Partial<Handlers>

interface Chosen {
  readonly user: UserRow
  readonly group: GroupRow
  readonly members: readonly MemberRow[]
}

/** The members that a command names; some commands are not for oneself. */
function chosen(chat: Chat, groupId: number, ids: readonly number[], notSelf?: string): Chosen {
  const user = chat.runningUser()
  const group = chat.group(user, groupId)
  if (notSelf !== undefined && ids.includes(group.membershipId))
    throw commandFailed(`can't ${notSelf} self`)
  // A user cannot remove themselves: they leave. This command alone answers that there is no such member
  // (r-errors 708); the others name the reason (706, 710).
  if (notSelf === undefined && ids.includes(group.membershipId))
    throw failed({ type: "groupMemberNotFound" })
  const all = membersOf(chat.state, group.id)
  // A member that is named twice is not found the second time (r-errors 715).
  if (new Set(ids).size < ids.length) throw failed({ type: "groupMemberNotFound" })
  const members = ids.map((id) => {
    const member = all.find((one) => one.id === id)
    if (member === undefined) throw failed({ type: "groupMemberNotFound" })
    return member
  })
  return { user, group, members }
}

function notSeveralAdmins(members: readonly MemberRow[], what: string, isAdmin = false): void {
  const admins = isAdmin || members.some((member) => hasRole(member, "admin"))
  if (members.length > 1 && admins) throw commandFailed(`can't ${what}`)
}

function forgetInvited(chat: Chat, member: MemberRow): void {
  const conn = chat.conn(member.connId)
  if (conn !== undefined) deleteConn(chat, conn)
  // As the answer shows it; nothing of it is kept.
  member.memberStatus = "removed"
  chat.state.members.delete(member.id)
}

/** In a channel, its owner says who has rights whenever that changes. */
function nextRoster(chat: Chat, group: GroupRow): Roster | undefined {
  if (group.channel?.rootPrivKey === undefined) return undefined
  return rosterOf(chat, group, (group.rosterVersion ?? 0) + 1)
}

const rosterMessage = (roster: Roster | undefined): Message[] =>
  roster === undefined ? [] : [{ event: "x.grp.roster", roster }]

function forgetRelay(chat: Chat, member: MemberRow): void {
  const relay = groupRelayOf(chat, member)
  if (relay !== undefined) chat.state.groupRelays.delete(relay.id)
  forgetMember(chat, member)
}

/** Every member is informed, including those concerned. */
function tell(chat: Chat, group: GroupRow, message: Message): void {
  for (const to of recipientsOf(chat, group)) sendTo(chat, to, [message])
}

function answer(
  chat: Chat,
  { user, group, members }: Chosen,
): { user: T.User; groupInfo: T.GroupInfo; members: T.GroupMember[] } {
  return {
    user: chat.wire(user),
    groupInfo: chat.groupInfo(group),
    members: members.map((member) => chat.memberInfo(member)),
  }
}

/** Only the moderators know of a member who waits for a review, and the member. */
function whoKnow(chat: Chat, group: GroupRow, member: MemberRow): Recipient[] {
  return recipientsOf(
    chat,
    group,
    (one) => one.id === member.id || (isCurrent(one) && hasRole(one, "moderator")),
  )
}

/** Shows an item of a support chat whose member is shown as before it was removed (m-history 782). */
function tellAsBefore(
  chat: Chat,
  user: UserRow,
  { item, before }: { item: ItemRow; before: T.GroupMember },
): void {
  const { chatInfo, chatItem } = chatItemView(chat.state, item)
  if (chatInfo.type !== "group") return
  const groupChatScope = { type: "memberSupport" as const, groupMember_: before }
  chat.emit({
    type: "newChatItems",
    user: chat.wire(user),
    chatItems: [{ chatInfo: { ...chatInfo, groupChatScope }, chatItem }],
  })
}
