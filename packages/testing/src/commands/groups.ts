import type { CR, T } from "@simplex-chat/types"
import { setGroupProfile } from "../groups/group-profile.ts"
import type { Chat } from "../chat/chat.ts"
import { addConn } from "../connections/connections.ts"
import type { Handlers } from "./handlers.ts"
import { agentFailed, failed, notStored } from "../simulation/failure.ts"
import { addSentEvent, groupNamed, sameButPreferences } from "../groups/group-items.ts"
import { dropConns, reportGone } from "../receive/group-departures.ts"
import { fullGroupPreferences } from "../views/group-preferences.ts"
import { incognitoProfile } from "../recipients/incognito.ts"
import { invitationAnswered } from "../groups/group-invitation.ts"
import { recipientsOf, sendTo } from "../recipients/recipients.ts"
import { memberConn } from "../connections/member-connection.ts"
import { addBanner, addGroupE2EE, addGroupFeatures, addItem, announce } from "../items/items.ts"
import { addGroup, addMember, addMembership, plainProfile } from "../groups/members.ts"
import { highest, requireRole } from "../groups/roles.ts"
import type { ContactRow, GroupRow, MemberRow, UserRow } from "../store/rows.ts"
import { sendMessages } from "../recipients/outbox.ts"
import { track } from "../recipients/item-statuses.ts"
import { createMemberContact, inviteMemberContact } from "../receive/member-contacts.ts"
import { given, isCurrent, membersOf, membershipOf } from "../views/views.ts"
import { timerOf } from "../recipients/target.ts"
import { timed } from "../items/timed.ts"
import { checkName } from "./users.ts"
import { updateGroupLink } from "../groups/group-link.ts"

export const groupCommands = {
  APINewGroup(chat, { userId, groupProfile, incognito }) {
    const user = chat.runningUserWith(userId)
    checkName(groupProfile.displayName)
    const group = addGroup(chat, user, groupProfile)
    const { incognito: profile } = incognitoProfile(chat, incognito)
    addMembership(chat, user, group, {
      memberId: chat.hub.random.base64(12),
      memberRole: "owner",
      memberStatus: "creator",
      invitedBy: { type: "user" },
      ...(profile !== undefined && { profile }),
    })
    // The core reports the first two items before its answer, in all 15 recorded groups, and the
    // features after it (c-groups 78 to 82).
    announce(chat, [addBanner(chat, user, `#${group.id}`)])
    announce(chat, [addGroupE2EE(chat, user, group, { dir: { type: "groupSnd" } })])
    const dir = { type: "groupSnd" } as const
    chat.afterAnswer(() => announce(chat, addGroupFeatures(chat, user, group, { dir })))
    return { type: "groupCreated", user: chat.wire(user), groupInfo: chat.groupInfo(group) }
  },

  APIAddMember(chat, { groupId, contactId, memberRole }) {
    const user = chat.runningUser()
    const group = chat.group(user, groupId)
    const contact = chat.contact(user, contactId)
    requireRole(chat, group, highest(["admin", memberRole]))
    const membership = membershipOf(chat.state, group)
    if (membership.memberStatus === "invited") {
      throw failed({ type: "groupNotJoined", groupInfo: chat.groupInfo(group) })
    }
    if (!isCurrent(membership)) throw failed({ type: "groupMemberUserRemoved" })
    if (chat.conn(contact.connId)?.incognito !== undefined)
      throw failed({ type: "contactIncognitoCantInvite" })
    if (membership.profile.profileId !== user.profile.profileId)
      throw failed({ type: "groupIncognitoCantInvite" })
    const known = membersOf(chat.state, group.id).find(
      (member) =>
        member.memberContactId === contactId &&
        member.id !== group.membershipId &&
        (isCurrent(member) || member.memberStatus === "invited"),
    )
    if (known !== undefined && known.memberStatus !== "invited") {
      throw failed({ type: "groupDuplicateMember", contactName: contact.localDisplayName })
    }
    const member = known ?? invitee(chat, user, { group, contact, memberRole })
    // A contact who has not answered yet is invited again, with the new role; only members are refused
    // (r-errors 526 to 545).
    if (known !== undefined) chat.state.members.update(known, { memberRole })
    // The contact deleted the user, and the agent is about to delete the connection: the member is
    // there, and no invitation reaches it (r-errors 1149).
    if (chat.conn(contact.connId)?.status === "deleted") {
      if (member.connId === undefined) memberConn(chat, user, member)
      throw agentFailed({ type: "CONN", connErr: { type: "NOT_FOUND" }, errContext: "" })
    }
    const view = chat.memberInfo(member)
    invite(chat, user, { group, contact, member })
    return {
      type: "sentGroupInvitation",
      user: chat.wire(user),
      groupInfo: chat.groupInfo(group),
      contact: chat.contactInfo(contact),
      member: view,
    }
  },

  APIJoinGroup(chat, { groupId }) {
    const user = chat.runningUser()
    const group = chat.group(user, groupId)
    const membership = membershipOf(chat.state, group)
    const { invitation } = group
    const host = chat.state.members.get(group.hostMemberId ?? 0)
    if (membership.memberStatus !== "invited") throw notStored({ type: "groupAlreadyJoined" })
    if (invitation === undefined || host === undefined) {
      throw failed({ type: "groupMemberUserRemoved" })
    }
    chat.state.members.update(membership, { memberStatus: "accepted" })
    const conn = addConn(chat, user, {
      entity: { type: "member", memberId: host.id },
      status: "joined",
      peer: invitation.queue,
    })
    chat.state.members.update(host, { connId: conn.id, memberStatus: "accepted" })
    chat.send(conn, { type: "join", memberId: membership.memberId, replyTo: conn.queue })
    // The invitation in the chat with the inviter changes, too, once the answer is there (c-groups 97, 98).
    chat.afterAnswer(() => invitationAnswered(chat, group, "accepted"))
    return {
      type: "userAcceptedGroupSent",
      user: chat.wire(user),
      groupInfo: chat.groupInfo(group),
    }
  },

  APILeaveGroup(chat, { groupId }) {
    const user = chat.runningUser()
    const group = chat.group(user, groupId)
    const msgId = chat.hub.random.sharedId()
    const to = recipientsOf(chat, group)
    for (const one of to) sendTo(chat, one, [{ event: "x.grp.leave", msgId }])
    // The item comes before the answer, in 13 of 16 recorded departures. The core does not check whether
    // the user is still a member: leaving twice is answered twice (r-errors 1204, 1225).
    const event = { sndGroupEvent: { type: "userLeft" }, text: "left", msgId } as const
    announce(chat, [addSentEvent(chat, user, group, event)])
    chat.state.members.update(membershipOf(chat.state, group), { memberStatus: "left" })
    if (group.relayOwnStatus !== undefined)
      // A relay that left refuses the channel until its user allows it again (k-channels 650 to 675).
      chat.state.groups.update(group, { relayOwnStatus: "rejected" })
    dropConns(chat, group)
    chat.afterAnswer(() => reportGone(chat, to))
    return { type: "leftMemberUser", user: chat.wire(user), groupInfo: chat.groupInfo(group) }
  },

  APIListMembers(chat, { groupId }) {
    const user = chat.runningUser()
    const group = chat.group(user, groupId)
    const others = membersOf(chat.state, group.id).filter(({ id }) => id !== group.membershipId)
    const members = others.map((member) => chat.memberInfo(member))
    return {
      type: "groupMembers",
      user: chat.wire(user),
      group: { groupInfo: chat.groupInfo(group), members },
    }
  },

  APIUpdateGroupProfile(chat, { groupId, groupProfile }) {
    const user = chat.runningUser()
    const group = chat.group(user, groupId)
    requireRole(chat, group, "owner")
    checkName(groupProfile.displayName)
    return changeGroupProfile(chat, user, group, groupProfile)
  },

  APIListGroups(chat, { userId, contactId_, search }) {
    const user = chat.runningUserWith(userId)
    const wanted = search?.toLowerCase() ?? ""
    const groups = chat.state.groups.filter((group) => {
      const { displayName, fullName } = group.groupProfile
      const has =
        contactId_ === undefined ||
        membersOf(chat.state, group.id).some(
          ({ memberContactId }) => memberContactId === contactId_,
        )
      return (
        group.userId === user.id &&
        has &&
        `${displayName} ${fullName}`.toLowerCase().includes(wanted)
      )
    })
    return {
      type: "groupsList",
      user: chat.wire(user),
      groups: groups.map((group) => chat.groupInfo(group)),
    }
  },

  APISetGroupCustomData(chat, { groupId, customData }) {
    const user = chat.runningUser()
    const group = chat.group(user, groupId)
    // Without data, the command clears what was set.
    delete group.customData
    chat.state.groups.update(group, customData === undefined ? {} : { customData })
    return { type: "cmdOk", user_: chat.wire(user) }
  },

  APICreateMemberContact(chat, { groupId, groupMemberId }) {
    const user = chat.runningUser()
    const group = chat.group(user, groupId)
    return createMemberContact(chat, user, group, chat.member(group, groupMemberId))
  },

  APISendMemberContactInvitation(chat, { contactId, msgContent_ }) {
    const user = chat.runningUser()
    return inviteMemberContact(chat, user, chat.contact(user, contactId), msgContent_)
  },
} satisfies Partial<Handlers>

/** Changes the name and the preferences of a group, and informs its members. */
export function changeGroupProfile(
  chat: Chat,
  user: UserRow,
  group: GroupRow,
  groupProfile: T.GroupProfile,
): CR.GroupUpdated {
  const fromGroup = chat.groupInfo(group)
  const before = fullGroupPreferences(group.groupProfile.groupPreferences)
  const isSame = sameButPreferences(group.groupProfile, groupProfile)
  setGroupProfile(chat, user, group, groupProfile)
  updateGroupLink(chat, group)
  const msgId = chat.hub.random.sharedId()
  for (const to of recipientsOf(chat, group)) {
    sendTo(chat, to, [{ event: "x.grp.info", msgId, groupProfile }])
  }
  const event = {
    sndGroupEvent: { type: "groupUpdated", groupProfile } as const,
    text: "group profile updated",
    msgId,
  }
  // A change of preferences alone is shown as features, one event for each, and as no other item.
  if (!isSame) announce(chat, [addSentEvent(chat, user, group, event)])
  const dir = { type: "groupSnd" } as const
  for (const item of addGroupFeatures(chat, user, group, { dir, before })) announce(chat, [item])
  const toGroup = chat.groupInfo(group)
  return {
    type: "groupUpdated",
    user: chat.wire(user),
    fromGroup,
    toGroup,
    msgSigned: group.channel !== undefined,
  }
}

interface Invited {
  readonly group: GroupRow
  readonly contact: ContactRow
  readonly member: MemberRow
}

function invitee(
  chat: Chat,
  user: UserRow,
  { group, contact, memberRole }: Omit<Invited, "member"> & Pick<MemberRow, "memberRole">,
): MemberRow {
  return addMember(chat, user, group, {
    memberId: chat.hub.random.base64(12),
    memberRole,
    memberCategory: "invitee",
    memberStatus: "invited",
    invitedBy: { type: "user" },
    invitedByGroupMemberId: group.membershipId,
    localDisplayName: contact.localDisplayName,
    profile: contact.profile,
    memberContactId: contact.id,
  })
}

/** Sends the invitation, and shows it in the chat with the contact. */
function invite(chat: Chat, user: UserRow, { group, contact, member }: Invited): void {
  // A second invitation goes out on the queue of the first.
  const own = chat.conn(member.connId) ?? memberConn(chat, user, member)
  const conn = chat.conn(contact.connId)
  const membership = membershipOf(chat.state, group)
  const msgId = chat.hub.random.sharedId()
  const { groupProfile } = group
  const { memberRole, memberId } = member
  chat.afterAnswer(() => {
    const item = addItem(chat, user, {
      chat: `@${contact.id}`,
      dir: { type: "directSnd" },
      sharedMsgId: msgId,
      ...timed(chat, timerOf(chat.contactInfo(contact))),
      text: `sent invitation to join group ${groupNamed(groupProfile)} as ${memberRole}`,
      content: {
        type: "sndGroupInvitation",
        groupInvitation: {
          groupId: group.id,
          groupMemberId: member.id,
          localDisplayName: member.localDisplayName,
          groupProfile,
          status: "pending",
        },
        memberRole,
      },
    })
    announce(chat, [item])
    if (conn === undefined) return
    const from = {
      memberId: membership.memberId,
      role: membership.memberRole,
      profile: plainProfile(user.profile),
    }
    const invited = { memberId, role: memberRole }
    const message = {
      event: "x.grp.inv",
      ...given("business", group.businessChat),
      msgId,
      from,
      invited,
      groupProfile,
      queue: own.queue,
    } as const
    sendMessages(chat, conn, [message], track(chat, conn, [item]))
  })
}
