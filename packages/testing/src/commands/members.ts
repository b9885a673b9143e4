import type { T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import type { Handlers } from "./handlers.ts"
import { deleteConn } from "../connections/connections.ts"
import { sentToNobody } from "../recipients/contact-deletion.ts"
import { commandFailed, failed } from "../simulation/failure.ts"
import { about, addReceivedEvent, addSentEvent, named } from "../groups/group-items.ts"
import { moderateAll } from "../receive/group-departures.ts"
import { recipientsOf, sendTo } from "../recipients/recipients.ts"
import { introduce } from "../receive/introductions.ts"
import { announce } from "../items/items.ts"
import type { Message } from "../simulation/packets.ts"
import { hasRole, highest, requireRole, rolesFrom } from "../groups/roles.ts"
import type { GroupRow, MemberRow, UserRow } from "../store/rows.ts"
import { isPending, membersOf, membershipOf } from "../views/views.ts"

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
    const members = all.filter(({ memberRole }) => memberRole !== role)
    for (const member of members) {
      const msgId = chat.hub.random.sharedId()
      tell(chat, group, { event: "x.grp.mem.role", msgId, memberId: member.memberId, role })
      chat.state.members.update(member, { memberRole: role })
      chat.afterAnswer(() => {
        const sndGroupEvent = { type: "memberRole", ...about(member), role } as const
        const text = `changed role of ${named(member)} to ${role}`
        announce(chat, [addSentEvent(chat, user, group, { sndGroupEvent, text, msgId })])
      })
    }
    return {
      type: "membersRoleUser",
      ...answer(chat, { user, group, members }),
      toRole: role,
      msgSigned: false,
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
      chat.state.members.update(member, { blockedByAdmin: blocked })
    }
    return {
      type: "membersBlockedForAllUser",
      ...answer(chat, { user, group, members }),
      blocked,
      msgSigned: false,
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
      tell(chat, group, { event: "x.grp.mem.del", msgId, memberId, withMessages })
      chat.state.members.update(member, { memberStatus: "removed" })
      if (withMessages)
        moderateAll(chat, { user, group, member: membershipOf(chat.state, group) }, member.id)
      chat.afterAnswer(() => {
        const sndGroupEvent = { type: "memberDeleted", ...about(member) } as const
        const text = `removed ${named(member)}`
        announce(chat, [addSentEvent(chat, user, group, { sndGroupEvent, text, msgId })])
        const conn = chat.conn(member.connId)
        if (conn === undefined) return
        deleteConn(chat, conn)
        sentToNobody(chat, conn, withMessages)
      })
    }
    chat.state.recount()
    return {
      type: "userDeletedMembers",
      ...answer(chat, { user, group, members }),
      withMessages,
      msgSigned: false,
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
    const isInformed = ({ id, memberRole: role }: MemberRow) =>
      id === member.id || rolesFrom("moderator").includes(role)
    for (const to of recipientsOf(chat, group, isInformed)) sendTo(chat, to, [message])
    introduce(chat, { group, member })
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
  // Of oneself a removal knows nothing: one leaves.
  if (notSelf === undefined && ids.includes(group.membershipId))
    throw failed({ type: "groupMemberNotFound" })
  const all = membersOf(chat.state, group.id)
  // A member that is named twice is not found the second time (r-errors).
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
