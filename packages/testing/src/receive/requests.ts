import type { IncomingRequest } from "./incoming-request.ts"
import type { T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { addConn } from "../connections/connections.ts"
import { acceptBusiness } from "./business.ts"
import { acceptIntoGroup } from "./group-handshake.ts"
import { incognitoProfile } from "../recipients/incognito.ts"
import { addContact, bind } from "./handshake.ts"
import { addOpening } from "../items/items.ts"
import type { Packet } from "../simulation/packets.ts"
import type { ConnRow, ContactRow, LinkRow, UserRow } from "../store/rows.ts"
import { contactView, requestView, userOf } from "../views/views.ts"

type Request = Extract<Packet, { type: "request" }>

/** A request to connect, through an address or a group link. */
export function requested(chat: Chat, conn: ConnRow, request: Request): void {
  const { state } = chat
  if (conn.entity.type !== "link") return
  const link = state.links.get(conn.entity.linkId)
  if (link === undefined) return
  const repeated =
    state.conns.find(({ acceptedRequest }) => acceptedRequest === request.xContactId) ??
    state.requests.find(({ xContactId }) => xContactId === request.xContactId)
  if (repeated !== undefined) return
  const user = userOf(state, link)
  const asked = { link, request }
  if (link.groupId !== undefined) return acceptIntoGroup(chat, user, asked)
  const { businessAddress, autoAccept } = link.settings
  if (autoAccept === undefined) return keepRequest(chat, user, asked)
  if (businessAddress) return acceptBusiness(chat, user, asked)
  const contact = addContact(chat, user, request.profile, {
    contactRequestId: nextRequest(chat, user, asked),
  })
  const accepted = acceptingConn(chat, user, { link, contact, replyTo: request.replyTo })
  chat.state.conns.update(accepted, incognitoProfile(chat, autoAccept.acceptIncognito))
  const view = contactView(state, contact)
  chat.emit({ type: "acceptingContactRequest", user: chat.wire(user), contact: view })
  addOpening(chat, user, contact)
  chat.hub.continue(chat, accepted, { type: "joined" })
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
  })
}

/** The user decides: the request waits. */
function keepRequest(chat: Chat, user: UserRow, asked: IncomingRequest): void {
  const { state } = chat
  const contact = addContact(chat, user, asked.request.profile)
  const ids = { contactId: contact.id, profileId: contact.profile.profileId }
  const request = addRequest(chat, user, { ...asked, ...ids })
  state.requests.update(request, { localDisplayName: contact.localDisplayName })
  state.contacts.update(contact, { contactRequestId: request.id })
  const chatInfo: T.ChatInfo = { type: "direct", contact: contactView(state, contact) }
  chat.emit({
    type: "receivedContactRequest",
    user: chat.wire(user),
    contactRequest: requestView(request),
    chat_: {
      chatInfo,
      chatItems: [],
      chatStats: {
        unreadCount: 0,
        unreadMentions: 0,
        reportsCount: 0,
        minUnreadItemId: 0,
        unreadChat: false,
      },
    },
  })
  addOpening(chat, user, contact)
}
