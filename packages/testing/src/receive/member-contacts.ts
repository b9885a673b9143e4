import type { ChatResponse, CR, T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { addConn } from "../connections/connections.ts"
import { commandFailed, failed, notStored } from "../simulation/failure.ts"
import { fullGroupPreferences } from "../views/group-preferences.ts"
import { addReceivedEvent } from "../groups/group-items.ts"
import { addContact, bind } from "./handshake.ts"
import { addBanner, addItem, announce } from "../items/items.ts"
import { plainProfile } from "../groups/members.ts"
import { shownProfile } from "../recipients/incognito.ts"
import type { Message } from "../simulation/packets.ts"
import type { FromMember } from "./from-member.ts"
import type { ConnRow, ContactRow, GroupRow, MemberRow, UserRow } from "../store/rows.ts"
import { sendMessages } from "../recipients/outbox.ts"

/**
 * Makes a contact of a member; nothing is sent yet. The contact has a connection from the beginning, which
 * waits for an invitation (j-extra 255).
 */
export function createMemberContact(
  chat: Chat,
  user: UserRow,
  group: GroupRow,
  member: MemberRow,
): ChatResponse {
  const { directMessages } = fullGroupPreferences(group.groupProfile.groupPreferences)
  if (directMessages.enable !== "on") throw commandFailed("direct messages not allowed")
  if (member.memberContactId !== undefined) throw commandFailed("member contact already exists")
  const memberBefore = chat.memberInfo(member)
  const { contact } = contactOf(chat, user, member, { initiated: true })
  chat.state.contacts.update(contact, { contactGroupMemberId: member.id })
  addBanner(chat, user, `@${contact.id}`)
  return {
    type: "newMemberContact",
    user: chat.wire(user),
    contact: chat.contactInfo(contact),
    groupInfo: chat.groupInfo(group),
    member: memberBefore,
  }
}

function contactOf(
  chat: Chat,
  user: UserRow,
  member: MemberRow,
  more: Partial<ConnRow> = {},
): { contact: ContactRow; conn: ConnRow } {
  const contact = addContact(chat, user, plainProfile(member.profile), {
    localDisplayName: member.localDisplayName,
    profile: member.profile,
  })
  const conn = addConn(chat, user, {
    entity: { type: "contact", contactId: contact.id },
    status: "new",
    level: 1,
    pqSupport: false,
    pqEncryption: false,
    memberContact: true,
    ...more,
  })
  bind(chat, conn, contact)
  chat.state.members.update(member, { memberContactId: contact.id })
  return { contact, conn }
}

/** Invites the member to talk in private, through the group. */
export function inviteMemberContact(
  chat: Chat,
  user: UserRow,
  contact: ContactRow,
  content: T.MsgContent | undefined,
): ChatResponse {
  const member = chat.state.members.get(contact.contactGroupMemberId ?? 0)
  const group = chat.state.groups.get(member?.groupId ?? 0)
  const conn = chat.conn(contact.connId)
  if (member === undefined || group === undefined || conn === undefined) {
    throw notStored({ type: "memberContactGroupMemberNotFound", contactId: contact.id })
  }
  if (contact.contactGrpInvSent) throw commandFailed("x.grp.direct.inv already sent")
  const memberConn = chat.conn(member.connId)
  if (memberConn === undefined) throw failed({ type: "groupMemberNotActive" })
  const msgId = chat.hub.random.sharedId()
  const message: Message = {
    event: "x.grp.direct.inv",
    msgId,
    queue: conn.queue,
    ...(content !== undefined && { content }),
  }
  sendMessages(chat, memberConn, [message])
  chat.state.contacts.update(contact, { contactGrpInvSent: true })
  if (content !== undefined) {
    const item = addItem(chat, user, {
      chat: `@${contact.id}`,
      dir: { type: "directSnd" },
      content: { type: "sndMsgContent", msgContent: content },
      text: content.text,
      sharedMsgId: msgId,
    })
    // The message goes with the invitation, so it has no delivery of its own: its status stays at "new"
    // (j-extra 258), and no event says that it was sent.
    chat.afterAnswer(() => announce(chat, [item]))
  }
  return {
    type: "newMemberContactSentInv",
    user: chat.wire(user),
    contact: chat.contactInfo(contact),
    groupInfo: chat.groupInfo(group),
    member: chat.memberInfo(member),
  }
}

/** A member wants to talk in private. */
export function memberContactOffered(
  chat: Chat,
  { user, group, member }: FromMember,
  { queue, content, msgId }: Extract<Message, { event: "x.grp.direct.inv" }>,
): void {
  if (member.memberContactId !== undefined) return
  const { contact, conn } = contactOf(chat, user, member, { status: "prepared" })
  chat.state.conns.update(conn, { peer: queue })
  chat.state.contacts.update(contact, {
    groupDirectInv: {
      groupDirectInvLink: queue,
      fromGroupId_: group.id,
      fromGroupMemberId_: member.id,
      ...(member.connId !== undefined && { fromGroupMemberConnId_: member.connId }),
      groupDirectInvStartedConnection: false,
      ...(content !== undefined && { message: { content, msgId } }),
    },
  })
  const key = `@${contact.id}`
  announce(chat, [addBanner(chat, user, key)])
  const { groupProfile } = group
  const received = addItem(chat, user, {
    chat: key,
    dir: { type: "directRcv" },
    text: `requested connection from group ${groupProfile.displayName}`,
    content: {
      type: "rcvDirectEvent",
      rcvDirectEvent: { type: "groupInvLinkReceived", groupProfile },
    },
  })
  announce(chat, [received])
  const created = {
    rcvGroupEvent: { type: "memberCreatedContact" },
    text: "started direct connection with you",
  } as const
  announce(chat, [addReceivedEvent(chat, user, member, created)])
  chat.emit({
    type: "newMemberContactReceivedInv",
    user: chat.wire(user),
    contact: chat.contactInfo(contact),
    groupInfo: chat.groupInfo(group),
    member: chat.memberInfo(member),
  })
  showInvitation(chat, user, contact)
  if (user.autoAcceptMemberContacts) startMemberContact(chat, user, contact)
}

/** The member's message comes with the invitation, and is shown before that is accepted (j-extra 263, 264). */
function showInvitation(chat: Chat, user: UserRow, contact: ContactRow): void {
  const message = contact.groupDirectInv?.message
  if (message === undefined) return
  const item = addItem(chat, user, {
    chat: `@${contact.id}`,
    dir: { type: "directRcv" },
    content: { type: "rcvMsgContent", msgContent: message.content },
    text: message.content.text,
    sharedMsgId: message.msgId,
  })
  announce(chat, [item])
}

function startMemberContact(chat: Chat, user: UserRow, contact: ContactRow): void {
  const { groupDirectInv } = contact
  const conn = chat.conn(contact.connId)
  if (groupDirectInv === undefined || conn === undefined) return
  groupDirectInv.groupDirectInvStartedConnection = true
  chat.state.conns.update(conn, { status: "sndReady" })
  chat.send(conn, { type: "accept", profile: shownProfile(chat, user, conn), replyTo: conn.queue })
}

/** The user accepts to talk in private. */
export function acceptMemberContact(chat: Chat, contactId: number): CR.MemberContactAccepted {
  const user = chat.runningUser()
  const contact = chat.contact(user, contactId)
  if (contact.groupDirectInv === undefined) throw commandFailed("no invitation from a member")
  startMemberContact(chat, user, contact)
  return {
    type: "memberContactAccepted",
    user: chat.wire(user),
    contact: chat.contactInfo(contact),
  }
}
