import type { CR } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { codeOf, isSameCode } from "../connections/security-code.ts"
import { connectionStats } from "../connections/stats.ts"
import { abortSwitch, startSwitch, startSync } from "../receive/upkeep.ts"
import { agentFailed, failed } from "../simulation/failure.ts"
import type { ConnRow, ContactRow, GroupRow, MemberRow, UserRow } from "../store/rows.ts"
import type { Handlers } from "./handlers.ts"

/** Codes that people compare, and what the agents of both sides do to keep a connection going. */
export const connectionSecurityCommands = {
  APIGetContactCode(chat, { contactId }) {
    const { user, contact, conn } = contactAt(chat, contactId)
    const connectionCode = codeOf(conn)
    return {
      type: "contactCode",
      user: chat.wire(user),
      contact: chat.contactInfo(contact),
      connectionCode,
    }
  },

  APIGetGroupMemberCode(chat, { groupId, groupMemberId }) {
    const { user, group, member, conn } = memberAt(chat, groupId, groupMemberId)
    const connectionCode = codeOf(conn)
    return { type: "groupMemberCode", ...memberInfo(chat, user, { group, member }), connectionCode }
  },

  APIVerifyContact(chat, { contactId, connectionCode }) {
    const { user, conn } = contactAt(chat, contactId)
    return verify(chat, user, conn, connectionCode)
  },

  APIVerifyGroupMember(chat, { groupId, groupMemberId, connectionCode }) {
    const { user, conn } = memberAt(chat, groupId, groupMemberId)
    return verify(chat, user, conn, connectionCode)
  },

  APIEnableContact(chat, { contactId }) {
    chat.state.conns.update(contactAt(chat, contactId).conn, { authErrors: 0 })
    return { type: "cmdOk", user_: chat.wire(chat.runningUser()) }
  },

  APIEnableGroupMember(chat, { groupId, groupMemberId }) {
    chat.state.conns.update(memberAt(chat, groupId, groupMemberId).conn, { authErrors: 0 })
    return { type: "cmdOk", user_: chat.wire(chat.runningUser()) }
  },

  APISwitchContact(chat, { contactId }) {
    const { user, contact, conn } = contactAt(chat, contactId)
    startSwitch(chat, conn)
    return {
      type: "contactSwitchStarted",
      user: chat.wire(user),
      contact: chat.contactInfo(contact),
      connectionStats: connectionStats(chat, conn),
    }
  },

  APISwitchGroupMember(chat, { groupId, groupMemberId }) {
    const { user, group, member, conn } = memberAt(chat, groupId, groupMemberId)
    startSwitch(chat, conn)
    return {
      type: "groupMemberSwitchStarted",
      ...memberInfo(chat, user, { group, member }),
      connectionStats: connectionStats(chat, conn),
    }
  },

  APIAbortSwitchContact(chat, { contactId }) {
    const { user, contact, conn } = contactAt(chat, contactId)
    abortSwitch(chat, conn)
    return {
      type: "contactSwitchAborted",
      user: chat.wire(user),
      contact: chat.contactInfo(contact),
      connectionStats: connectionStats(chat, conn),
    }
  },

  APIAbortSwitchGroupMember(chat, { groupId, groupMemberId }) {
    const { user, group, member, conn } = memberAt(chat, groupId, groupMemberId)
    abortSwitch(chat, conn)
    return {
      type: "groupMemberSwitchAborted",
      ...memberInfo(chat, user, { group, member }),
      connectionStats: connectionStats(chat, conn),
    }
  },

  APISyncContactRatchet(chat, { contactId, force }) {
    const { user, contact, conn } = contactAt(chat, contactId)
    checkSync(force)
    startSync(chat, conn)
    return {
      type: "contactRatchetSyncStarted",
      user: chat.wire(user),
      contact: chat.contactInfo(contact),
      connectionStats: connectionStats(chat, conn, "started"),
    }
  },

  APISyncGroupMemberRatchet(chat, { groupId, groupMemberId, force }) {
    const { user, group, member, conn } = memberAt(chat, groupId, groupMemberId)
    checkSync(force)
    startSync(chat, conn)
    return {
      type: "groupMemberRatchetSyncStarted",
      ...memberInfo(chat, user, { group, member }),
      connectionStats: connectionStats(chat, conn, "started"),
    }
  },
} satisfies Partial<Handlers>

function contactAt(chat: Chat, contactId: number) {
  const user = chat.runningUser()
  const contact: ContactRow = chat.contact(user, contactId)
  const conn = chat.conn(contact.connId)
  if (conn === undefined || conn.peer === undefined || conn.status === "deleted")
    throw failed({ type: "contactNotActive", contact: chat.contactInfo(contact) })
  return { user, contact, conn }
}

interface MemberOf {
  readonly group: GroupRow
  readonly member: MemberRow
}

function memberAt(chat: Chat, groupId: number, groupMemberId: number) {
  const user = chat.runningUser()
  const group = chat.group(user, groupId)
  const member = chat.member(group, groupMemberId)
  const conn = chat.conn(member.connId)
  if (conn === undefined || conn.peer === undefined || conn.status === "deleted")
    throw failed({ type: "groupMemberNotActive" })
  return { user, group, member, conn }
}

function memberInfo(chat: Chat, user: UserRow, { group, member }: MemberOf) {
  return {
    user: chat.wire(user),
    groupInfo: chat.groupInfo(group),
    member: chat.memberInfo(member),
  }
}

/** Compares a code that the other side showed with the connection's; without one, forgets that it was. */
function verify(
  chat: Chat,
  user: UserRow,
  conn: ConnRow,
  given: string | undefined,
): CR.ConnectionVerified {
  const expectedCode = codeOf(conn)
  const verified = given !== undefined && isSameCode(given, expectedCode)
  if (given === undefined) {
    delete conn.verified
    chat.state.conns.update(conn, {})
  } else if (verified) {
    const code = { securityCode: expectedCode, verifiedAt: chat.now() }
    chat.state.conns.update(conn, { verified: code })
  }
  return { type: "connectionVerified", user: chat.wire(user), verified, expectedCode }
}

/** The ratchets of this network never get out of step: agreeing on new ones has to be forced. */
function checkSync(force: boolean): void {
  if (!force)
    throw agentFailed({
      type: "CMD",
      cmdErr: { type: "PROHIBITED" },
      errContext: "synchronizeRatchet: not allowed",
    })
}
