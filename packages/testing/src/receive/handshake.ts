import type { Chat } from "../chat/chat.ts"
import { memberConnected } from "./group-handshake.ts"
import { customProfile, shownProfile } from "../recipients/incognito.ts"
import { setContactProfile } from "../groups/members.ts"
import { addItem, addOpening, announce } from "../items/items.ts"
import type { Packet } from "../simulation/packets.ts"
import type { ConnRow, ContactRow, UserRow } from "../store/rows.ts"
import { probeContact } from "./probes.ts"
import { sendMessages } from "../recipients/outbox.ts"
import { track } from "../recipients/item-statuses.ts"
import { contactView, given, userOf } from "../views/views.ts"
import type { T } from "@simplex-chat/types"

type PacketOf<Type extends Packet["type"]> = Extract<Packet, { type: Type }>

/** A contact under a name that is free, with a profile of its own. */
export function addContact(
  chat: Chat,
  user: UserRow,
  profile: T.Profile,
  more: Partial<ContactRow> = {},
): ContactRow {
  const at = chat.now()
  return chat.state.contacts.insert({
    userId: user.id,
    localDisplayName: chat.freeName(user, profile.displayName),
    profile: chat.profile(profile),
    contactUsed: true,
    contactStatus: "active",
    userPreferences: {},
    createdAt: at,
    updatedAt: at,
    chatTs: at,
    contactGrpInvSent: false,
    ...more,
  })
}

/** Binds a connection to the contact it leads to. */
export function bind(chat: Chat, conn: ConnRow, contact: ContactRow): void {
  chat.state.conns.update(conn, { entity: { type: "contact", contactId: contact.id } })
  chat.state.contacts.update(contact, { connId: conn.id })
}

/** The automatic acceptance of a request was carried out: the requester receives the profile. */
export function joinedRequest(chat: Chat, conn: ConnRow): void {
  const { state } = chat
  if (conn.entity.type !== "contact") return
  const contact = state.contacts.get(conn.entity.contactId)
  if (contact === undefined) return
  const user = userOf(state, conn)
  state.conns.update(conn, { status: "sndReady" })
  chat.emit({
    type: "contactSndReady",
    user: chat.wire(user),
    contact: contactView(state, contact),
  })
  chat.send(conn, { type: "accept", profile: shownProfile(chat, user, conn), replyTo: conn.queue })
  const reply = state.links.get(conn.viaUserContactLink ?? 0)?.settings.autoReply
  const msgId = state.requests.get(contact.contactRequestId ?? 0)?.welcomeSharedMsgId
  // A contact that was shown the welcome before has it already, perhaps an older one: so it is sent as an
  // edit. Where nothing changed, the core reports just that (p-links 311).
  if (reply !== undefined && msgId !== undefined)
    sendMessages(chat, conn, [{ event: "x.msg.update", msgId, content: reply }])
  else if (reply !== undefined) autoReply(chat, user, { conn, contact, reply })
  chat.send(conn, { type: "ready" })
}

function autoReply(
  chat: Chat,
  user: UserRow,
  { conn, contact, reply }: { conn: ConnRow; contact: ContactRow; reply: T.MsgContent },
): void {
  const sharedMsgId = chat.hub.random.sharedId()
  const item = addItem(chat, user, {
    chat: `@${contact.id}`,
    dir: { type: "directSnd" },
    content: { type: "sndMsgContent", msgContent: reply },
    text: reply.text,
    sharedMsgId,
  })
  announce(chat, [item])
  const message = { event: "x.msg.new", msgId: sharedMsgId, content: reply } as const
  sendMessages(chat, conn, [message], track(chat, conn, [item]))
}

/** Accepts a request by hand: the answer goes out at once. */
export function acceptRequest(chat: Chat, user: UserRow, conn: ConnRow): void {
  chat.send(conn, { type: "accept", profile: shownProfile(chat, user, conn), replyTo: conn.queue })
  chat.send(conn, { type: "ready" })
}

/** The other side accepted, or used the one-time link. */
export function acceptedByPeer(chat: Chat, conn: ConnRow, packet: PacketOf<"accept">): void {
  const { state } = chat
  delete conn.versionUnknown
  if (conn.entity.type === "contact" && conn.memberContact)
    return contactInvitationUsed(chat, conn, packet)
  if (conn.entity.type === "contact") {
    state.conns.update(conn, { status: "accepted", peer: packet.replyTo })
    return profileKnown(chat, conn, packet.profile)
  }
  if (conn.entity.type !== "pending") return
  const user = userOf(state, conn)
  const contact = addContact(chat, user, packet.profile)
  bind(chat, conn, contact)
  const isOwner = conn.connLinkInv !== undefined
  if (isOwner) chat.hub.links.remove(conn.connLinkInv ?? { connFullLink: "" })
  state.conns.update(conn, { status: "requested", peer: packet.replyTo, initiated: true })
  chat.emit({
    type: "contactConnecting",
    user: chat.wire(user),
    contact: contactView(state, contact),
  })
  if (isOwner) {
    chat.hub.continue(chat, conn, { type: "connected" })
    chat.send(conn, { type: "info", profile: shownProfile(chat, user, conn) })
    chat.send(conn, { type: "ready" })
  }
  state.conns.update(conn, { status: "accepted" })
}

/** A contact of a group's member answered the invitation to talk in private. */
function contactInvitationUsed(chat: Chat, conn: ConnRow, packet: PacketOf<"accept">): void {
  chat.state.conns.update(conn, { status: "requested", peer: packet.replyTo })
  profileKnown(chat, conn, packet.profile)
  chat.send(conn, { type: "info", profile: shownProfile(chat, userOf(chat.state, conn), conn) })
  chat.hub.continue(chat, conn, { type: "connected" })
  chat.send(conn, { type: "ready" })
}

/** Only a member's name is known until the two are contacts: the rest is an update (j-extra 266). */
function profileKnown(chat: Chat, conn: ConnRow, profile: T.Profile): void {
  const { state } = chat
  const contact =
    conn.entity.type === "contact" ? state.contacts.get(conn.entity.contactId) : undefined
  if (contact === undefined) return
  const fromContact = contactView(state, contact)
  setContactProfile(chat, contact, profile)
  const toContact = contactView(state, contact)
  const user = chat.wire(userOf(state, conn))
  const isKnown = JSON.stringify(fromContact.profile) === JSON.stringify(toContact.profile)
  // A prepared chat shows the profile of the link already: an answer that brings nothing new is no update
  // (p-links 174, with none before it).
  if (contact.preparedContact !== undefined && isKnown) return
  chat.emit({ type: "contactUpdated", user, fromContact, toContact })
}

/** The owner of a one-time link says who it is. */
export function inviterAnswered(chat: Chat, conn: ConnRow, packet: PacketOf<"info">): void {
  delete conn.versionUnknown
  if (conn.entity.type === "contact") return profileKnown(chat, conn, packet.profile)
  if (conn.entity.type !== "pending") return
  const user = userOf(chat.state, conn)
  const contact = addContact(chat, user, packet.profile)
  bind(chat, conn, contact)
  chat.emit({
    type: "contactConnecting",
    user: chat.wire(user),
    contact: contactView(chat.state, contact),
  })
}

/** Both sides can send and receive. */
export function connectedNow(chat: Chat, conn: ConnRow, how: "ready" | "connected"): void {
  if (conn.status === "ready") return
  const { state } = chat
  if (conn.entity.type === "member") return memberConnected(chat, conn, how)
  if (conn.entity.type !== "contact") return
  const contact = state.contacts.get(conn.entity.contactId)
  if (contact === undefined) return
  const user = userOf(state, conn)
  const { memberContact } = conn
  const enabled =
    conn.pqEncryption || memberContact
      ? { pqSndEnabled: !memberContact, pqRcvEnabled: !memberContact }
      : {}
  state.conns.update(conn, { status: "ready", ...enabled })
  // Begins without quantum resistance (j-extra 255), like all that goes through a group; what was agreed
  // is used from the next messages on: `pqSndEnabled` is still false (267).
  if (memberContact) state.conns.update(conn, { pqSupport: true, pqEncryption: true })
  if (contact.contactGroupMemberId !== undefined) {
    delete contact.contactGroupMemberId
    state.contacts.update(contact, { contactGrpInvSent: false })
  }
  const view = contactView(state, contact)
  chat.emit({
    type: "contactConnected",
    user: chat.wire(user),
    contact: view,
    ...given("userCustomProfile", customProfile(conn)),
  })
  if (how === "ready" && conn.viaUserContactLink === undefined) chat.send(conn, { type: "ready" })
  releaseReceipts(chat, conn)
  // The chat with one who asked for it was opened when the request came.
  if (conn.viaUserContactLink !== undefined) return
  for (const items of addOpening(chat, user, contact)) announce(chat, items)
  if (memberContact) forgetAgreement(chat, conn)
  if (conn.initiated) probeContact(chat, user, { contact, conn })
  // The core forgets who began it once it is ready (p-links 63, 136).
  state.conns.update(conn, { initiated: false })
}

/** Quantum resistance was not agreed on with a former member: the core shows so only once. */
function forgetAgreement(chat: Chat, conn: ConnRow): void {
  delete conn.pqSndEnabled
  delete conn.pqRcvEnabled
  chat.state.conns.update(conn, {})
}

/** Acknowledges what came before the connection was there in both directions. */
function releaseReceipts(chat: Chat, conn: ConnRow): void {
  const receipts = conn.receipts ?? []
  chat.state.conns.update(conn, { receipts: [] })
  for (const receipt of receipts) chat.send(conn, { type: "receipt", receipt })
}
