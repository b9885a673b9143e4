import { isDeepStrictEqual } from "node:util"
import type { Handlers } from "./handlers.ts"
import { agentFailed, notStored } from "../simulation/failure.ts"
import { acceptRequest } from "../receive/handshake.ts"
import { changedFeatures } from "../items/feature-items.ts"
import { announce } from "../items/items.ts"
import { acceptingConn } from "../receive/requests.ts"
import type { Chat } from "../chat/chat.ts"
import type { RequestRow, UserRow } from "../store/rows.ts"
import { sendMessages } from "../recipients/outbox.ts"
import { byActivity, contactView, requestView } from "../views/views.ts"
import { acceptMemberContact } from "../receive/member-contacts.ts"
import { incognitoRefused } from "./addresses.ts"
import { profileFor } from "./users.ts"

export const contactCommands = {
  APIAcceptContact(chat, { contactReqId, incognito }) {
    if (incognito) throw incognitoRefused()
    const user = chat.runningUser()
    const request = pending(chat, user, contactReqId)
    const { state } = chat
    // The agent's own words: the invitation is used up, and the request is there still (b-direct 195).
    if (request.accepted) throw invitationUsed(request)
    const contact = chat.contact(user, request.contactId)
    const link = state.links.get(request.linkId)
    if (link === undefined) throw invitationUsed(request)
    const conn = acceptingConn(chat, user, { link, contact, replyTo: request.replyTo })
    state.conns.update(conn, { status: "sndReady" })
    state.requests.update(request, { accepted: true })
    acceptRequest(chat, user, conn)
    const view = contactView(state, contact)
    return { type: "acceptingContactRequest", user: chat.wire(user), contact: view }
  },

  APIRejectContact(chat, { contactReqId }) {
    const user = chat.runningUser()
    const request = pending(chat, user, contactReqId)
    const contact = chat.state.contacts.get(request.contactId)
    const contact_ = contact === undefined ? undefined : contactView(chat.state, contact)
    chat.state.requests.delete(request.id)
    if (contact !== undefined) {
      chat.state.contacts.delete(contact.id)
      chat.state.profiles.delete(contact.profile.profileId)
    }
    return {
      type: "contactRequestRejected",
      user: chat.wire(user),
      contactRequest: requestView(request),
      ...(contact_ !== undefined && { contact_ }),
    }
  },

  APIAcceptMemberContact: (chat, { contactId }) => acceptMemberContact(chat, contactId),

  APIListContacts(chat, { userId }) {
    const user = chat.runningUserWith(userId)
    const { contacts } = chat.state
    const own = contacts.filter(
      (one) => one.userId === user.id && !one.own && one.connId !== undefined,
    )
    const listed = byActivity(own).map((contact) => contactView(chat.state, contact))
    return { type: "contactsList", user: chat.wire(user), contacts: listed }
  },

  APISetContactPrefs(chat, { contactId, preferences }) {
    const user = chat.runningUser()
    const contact = chat.contact(user, contactId)
    const fromContact = contactView(chat.state, contact)
    // What the user set already (o-users 521, 522), or took over from the contact (m-history 805, 806),
    // is not reported again.
    if (isDeepStrictEqual(contact.userPreferences, preferences)) {
      const user_ = chat.wire(user)
      return { type: "contactPrefsUpdated", user: user_, fromContact, toContact: fromContact }
    }
    chat.state.contacts.update(contact, { userPreferences: preferences })
    const toContact = contactView(chat.state, contact)
    if (JSON.stringify(fromContact.userPreferences) === JSON.stringify(preferences))
      return { type: "contactPrefsUpdated", user: chat.wire(user), fromContact, toContact }
    const conn = chat.conn(contact.connId)
    if (conn === undefined || conn.status === "deleted")
      chat.emitError({ type: "error", errorType: { type: "contactNotReady", contact: toContact } })
    else {
      const profile = profileFor(chat, user, preferences, conn)
      sendMessages(chat, conn, [{ event: "x.info", profile }])
    }
    const dir = { type: "directSnd" } as const
    const items = changedFeatures(chat, user, { contact, before: fromContact, dir })
    // Also where no feature changed: the core then reports an empty list of items (n-files 567).
    const none = { type: "newChatItems", user: chat.wire(user), chatItems: [] } as const
    chat.afterAnswer(() =>
      items.length > 0 ? announce(chat, items) : chat.emit({ ...none, chatItems: [] }),
    )
    return { type: "contactPrefsUpdated", user: chat.wire(user), fromContact, toContact }
  },

  APISetContactCustomData(chat, { contactId, customData }) {
    const user = chat.runningUser()
    const contact = chat.contact(user, contactId)
    delete contact.customData
    chat.state.contacts.update(contact, customData === undefined ? {} : { customData })
    return { type: "cmdOk", user_: chat.wire(user) }
  },
} satisfies Partial<Handlers>

function pending(chat: Chat, user: UserRow, contactRequestId: number): RequestRow {
  const request = chat.state.requests.get(contactRequestId)
  if (request?.userId === user.id && request.contactId !== 0) return request
  throw notStored({ type: "contactRequestNotFound", contactRequestId })
}

/** The agent forgets an invitation once it is accepted, and the core answers with its error (b-direct 195). */
function invitationUsed({ agentInvitationId }: RequestRow) {
  const id = Buffer.from(agentInvitationId, "base64").toString()
  return agentFailed({
    type: "CMD",
    cmdErr: { type: "PROHIBITED" },
    errContext: `SEInvitationNotFound acceptContact', invitationId = ${JSON.stringify(id)}`,
  })
}
