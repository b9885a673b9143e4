import type { IncomingRequest } from "./incoming-request.ts"
import type { T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { addConn } from "../connections/connections.ts"
import { acceptBusiness } from "./business.ts"
import { acceptIntoGroup } from "./group-handshake.ts"
import { incognitoProfile } from "../recipients/incognito.ts"
import { addContact, bind } from "./handshake.ts"
import { addItem, addOpening, announce } from "../items/items.ts"
import type { Packet } from "../simulation/packets.ts"
import type { ConnRow, ContactRow, ItemRow, LinkRow, RequestRow, UserRow } from "../store/rows.ts"
import { itemView } from "../views/item-view.ts"
import { contactView, given, requestView, userOf } from "../views/views.ts"

type Request = Extract<Packet, { type: "request" }>

/** A request to connect, through an address or a group link. */
export function requested(chat: Chat, conn: ConnRow, request: Request): void {
  const { state } = chat
  if (conn.entity.type !== "link") return
  const link = state.links.get(conn.entity.linkId)
  if (link === undefined) return
  // A second request at a group's link joins once more, as another member (p-links 607 to 616).
  const isAccepted = state.conns.find(
    ({ acceptedRequest, peer }) =>
      acceptedRequest === request.xContactId &&
      (link.groupId === undefined || peer === request.replyTo),
  )
  if (isAccepted !== undefined) return
  const user = userOf(state, link)
  const before = state.requests.find(({ xContactId }) => xContactId === request.xContactId)
  if (before !== undefined) return askedAgain(chat, user, before, request)
  const asked = { link, request }
  if (link.groupId !== undefined) return acceptIntoGroup(chat, user, asked)
  const { businessAddress, autoAccept } = link.settings
  if (autoAccept === undefined) return keepRequest(chat, user, asked)
  if (businessAddress) return acceptBusiness(chat, user, asked)
  const contact = addContact(chat, user, request.profile, {
    contactRequestId: nextRequest(chat, user, asked),
  })
  addOpening(chat, user, contact)
  addWelcome(chat, user, contact, asked)
  addRequestMessage(chat, user, contact, request)
  const accepted = acceptingConn(chat, user, { link, contact, replyTo: request.replyTo })
  chat.state.conns.update(accepted, incognitoProfile(chat, autoAccept.acceptIncognito))
  const view = contactView(state, contact)
  chat.emit({ type: "acceptingContactRequest", user: chat.wire(user), contact: view })
  // The agent joins in the background: the contact is connected some events later (b-direct 37 to 46).
  chat.hub.continue(chat, accepted, { type: "joined" })
}

/**
 * A repeated request replaces the one before, under the same id: it waits at another queue, and that is
 * where the answer goes (p-links 240, 242, 257; accepted in 258, answered to the last one in 260).
 */
function askedAgain(chat: Chat, user: UserRow, row: RequestRow, request: Request): void {
  if (row.accepted) return
  chat.state.requests.update(row, {
    agentInvitationId: chat.hub.random.agentId(),
    replyTo: request.replyTo,
    profile: request.profile,
    updatedAt: chat.now(),
  })
  const contact = chat.state.contacts.get(row.contactId)
  if (contact !== undefined) showRequest(chat, user, { row, contact, items: [] })
}

/** The connection on which a request is accepted. */
export function acceptingConn(
  chat: Chat,
  user: UserRow,
  { link, contact, replyTo }: { link: LinkRow; contact: ContactRow; replyTo: string },
): ConnRow {
  const conn = addConn(chat, user, {
    entity: { type: "contact", contactId: contact.id },
    status: "new",
    viaUserContactLink: link.id,
    peer: replyTo,
  })
  bind(chat, conn, contact)
  return conn
}

/** The number of a request that is accepted at once, and so not kept as one. */
function nextRequest(chat: Chat, user: UserRow, { link, request }: IncomingRequest): number {
  const row = addRequest(chat, user, { link, request, contactId: 0, profileId: 0 })
  chat.state.requests.update(row, { accepted: true })
  return row.id
}

function addRequest(
  chat: Chat,
  user: UserRow,
  {
    link,
    request,
    contactId,
    profileId,
  }: IncomingRequest & { contactId: number; profileId: number },
) {
  const at = chat.now()
  return chat.state.requests.insert({
    userId: user.id,
    agentInvitationId: chat.hub.random.agentId(),
    contactId,
    linkId: link.id,
    localDisplayName: request.profile.displayName,
    profileId,
    profile: request.profile,
    xContactId: request.xContactId,
    pqSupport: true,
    createdAt: at,
    updatedAt: at,
    replyTo: request.replyTo,
    ...given("requestSharedMsgId", request.message?.msgId),
    ...given("welcomeSharedMsgId", request.welcomeMsgId),
  })
}

/** The welcome that was shown before the request: it is in the chat, and no event reports it. */
function addWelcome(
  chat: Chat,
  user: UserRow,
  contact: ContactRow,
  { link, request }: IncomingRequest,
): void {
  const { autoReply: msgContent } = link.settings
  const { welcomeMsgId: sharedMsgId } = request
  if (msgContent === undefined || sharedMsgId === undefined) return
  addItem(chat, user, {
    chat: `@${contact.id}`,
    dir: { type: "directSnd" },
    content: { type: "sndMsgContent", msgContent },
    text: msgContent.text,
    sharedMsgId,
  })
}

/** The message of a request is shown before the request is answered (p-links 308, 309). */
function addRequestMessage(
  chat: Chat,
  user: UserRow,
  contact: ContactRow,
  { message }: Request,
): ItemRow[] {
  if (message === undefined) return []
  const { content, msgId } = message
  const item = addItem(chat, user, {
    chat: `@${contact.id}`,
    dir: { type: "directRcv" },
    content: { type: "rcvMsgContent", msgContent: content },
    text: content.text,
    sharedMsgId: msgId,
  })
  announce(chat, [item], { unshared: true })
  return [item]
}

/** The user decides: the request waits. */
function keepRequest(chat: Chat, user: UserRow, asked: IncomingRequest): void {
  const { state } = chat
  const contact = addContact(chat, user, asked.request.profile)
  const ids = { contactId: contact.id, profileId: contact.profile.profileId }
  const request = addRequest(chat, user, { ...asked, ...ids })
  state.requests.update(request, { localDisplayName: contact.localDisplayName })
  state.contacts.update(contact, { contactRequestId: request.id })
  addOpening(chat, user, contact)
  const items = addRequestMessage(chat, user, contact, asked.request)
  showRequest(chat, user, { row: request, contact, items })
}

interface Shown {
  readonly row: RequestRow
  readonly contact: ContactRow
  readonly items: readonly ItemRow[]
}

function showRequest(chat: Chat, user: UserRow, { row, contact, items }: Shown): void {
  const { state } = chat
  const chatInfo: T.ChatInfo = { type: "direct", contact: contactView(state, contact) }
  chat.emit({
    type: "receivedContactRequest",
    user: chat.wire(user),
    contactRequest: requestView(row),
    chat_: {
      chatInfo,
      chatItems: items.map((item) => itemView(state, item, { unshared: true })),
      chatStats: {
        unreadCount: items.length,
        unreadMentions: 0,
        reportsCount: 0,
        minUnreadItemId: items[0]?.id ?? 0,
        unreadChat: false,
      },
    },
  })
}
