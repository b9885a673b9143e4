import type { T } from "@simplex-chat/types"
import type { Chat } from "../../chat/chat.ts"
import { addContact } from "../../receive/handshake.ts"
import { changedFeatures } from "../../items/feature-items.ts"
import { addPreparedOpening, announce } from "../../items/items.ts"
import { track } from "../../recipients/item-statuses.ts"
import { sendMessages } from "../../recipients/outbox.ts"
import { customProfile, incognitoProfile } from "../../recipients/incognito.ts"
import { commandFailed } from "../../simulation/failure.ts"
import type { ConnRow, ContactRow, UserRow } from "../../store/rows.ts"
import { contactView, given } from "../../views/views.ts"
import { ask } from "../../recipients/ask.ts"
import { joinInvitation } from "../connect.ts"
import { findLink } from "../plans.ts"
import type { Handlers } from "../handlers.ts"
import {
  addRequestMessage,
  addWelcome,
  alreadyConnected,
  orShowAgain,
  preparedAnswer,
} from "./answers.ts"
import { prepareBusiness } from "./groups.ts"
import { changeUser } from "./change-user.ts"

/** Contacts that are shown before anything is sent to them. */
export const preparedContactCommands = {
  APIPrepareContact(chat, { userId, connLink, contactShortLinkData: data }) {
    const user = chat.runningUserWith(userId)
    const { profile, message, business } = data
    if (business) return prepareBusiness(chat, user, { connLink, profile, message })
    const contact = addContact(chat, user, profile, {
      preparedContact: {
        connLinkToConnect: connLink,
        uiConnLinkType: connLink.connFullLink.includes("/invitation#") ? "inv" : "con",
        ...(message !== undefined && { welcomeSharedMsgId: chat.hub.random.sharedId() }),
      },
    })
    addPreparedOpening(chat, user, contact)
    const key = `@${contact.id}`
    const sharedMsgId = contact.preparedContact?.welcomeSharedMsgId
    const more = {
      chat: key,
      dir: { type: "directRcv" },
      ...given("sharedMsgId", sharedMsgId),
    } as const
    const welcome = message === undefined ? [] : [addWelcome(chat, user, message, more)]
    return preparedAnswer(chat, user, key, welcome)
  },

  APIConnectPreparedContact(chat, { contactId, incognito, msgContent_ }) {
    const user = chat.runningUser()
    const contact = chat.contact(user, contactId)
    return orShowAgain(chat, user, `@${contact.id}`, () => {
      const conn = connect(chat, user, contact, { incognito, content: msgContent_ })
      return {
        type: "startedConnectionToContact" as const,
        user: chat.wire(user),
        contact: chat.contactInfo(contact),
        ...given("customUserProfile", customProfile(conn)),
      }
    })
  },

  APIChangePreparedContactUser(chat, { contactId, newUserId }) {
    const user = chat.runningUser()
    const contact = chat.contact(user, contactId)
    const fromContact = chat.contactInfo(contact)
    if (contact.preparedContact === undefined) throw commandFailed("contact is not prepared")
    if (contact.connId !== undefined) throw commandFailed("contact already has connection")
    const newUser = changeUser(chat, newUserId, { key: `@${contact.id}`, row: contact })
    return {
      type: "contactUserChanged",
      user: chat.wire(user),
      fromContact,
      newUser: chat.wire(newUser),
      toContact: chat.contactInfo(contact),
    }
  },
} satisfies Partial<Handlers>

interface Wanted {
  readonly incognito: boolean
  readonly content: T.MsgContent | undefined
}

function connect(
  chat: Chat,
  user: UserRow,
  contact: ContactRow,
  { incognito, content }: Wanted,
): ConnRow {
  const { state } = chat
  const { preparedContact, id: contactId } = contact
  if (preparedContact === undefined) throw commandFailed("contact is not prepared")
  if (contact.connId !== undefined) throw alreadyConnected("contact_id")
  const entry = findLink(chat, user, preparedContact.connLinkToConnect.connFullLink)
  const before = contactView(state, contact)
  const sharedMsgId = content === undefined ? undefined : chat.hub.random.sharedId()
  const entity = { type: "contact", contactId } as const
  const more = { entity, ...incognitoProfile(chat, incognito) }
  const isOneTime = preparedContact.uiConnLinkType === "inv"
  const { welcomeSharedMsgId } = preparedContact
  const message =
    content === undefined || sharedMsgId === undefined ? undefined : { content, msgId: sharedMsgId }
  const conn = isOneTime
    ? joinInvitation(chat, user, entry, more)
    : ask(chat, user, entry, {
        ...more,
        ...given("message", message),
        ...given("welcomeMsgId", welcomeSharedMsgId),
      })
  state.contacts.update(contact, { connId: conn.id })
  if (incognito) {
    // The profile is generated, and features equal to its own are reported as none (p-links 165).
    const items = changedFeatures(chat, user, { contact, before, dir: { type: "directSnd" } })
    if (items.length > 0) announce(chat, items)
    else chat.emit({ type: "newChatItems", user: chat.wire(user), chatItems: [] })
  }
  if (!isOneTime && sharedMsgId !== undefined)
    state.contacts.update(contact, {
      preparedContact: { ...preparedContact, requestSharedMsgId: sharedMsgId },
    })
  if (content === undefined || sharedMsgId === undefined) return conn
  const dir = { type: "directSnd" } as const
  const row = { chat: `@${contactId}`, dir, sharedMsgId, msgContent: content }
  const item = addRequestMessage(chat, user, { ...row, isOneTime })
  // It does not wait for the connection: the other side has it before the contact is connected (p-links 170,
  // 171).
  if (isOneTime) {
    const sent = { event: "x.msg.new", msgId: sharedMsgId, content } as const
    sendMessages(chat, conn, [sent], track(chat, conn, [item]))
  }
  return conn
}
