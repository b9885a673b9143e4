import type { CR } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import type { Handlers } from "./handlers.ts"
import { addConn } from "../connections/connections.ts"
import { ask } from "../recipients/ask.ts"
import { failed } from "../simulation/failure.ts"
import { customProfile, incognitoProfile, shownProfile } from "../recipients/incognito.ts"
import { type LinkEntry, makeLink, parseLink, withKey } from "../simulation/links.ts"
import type { ConnRow, UserRow } from "../store/rows.ts"
import { checkLink, findLink, isOpen, knownPlan, planned } from "./plans.ts"
import { given, pendingView } from "../views/views.ts"
import { connectChannel, showChannel } from "./prepared/channels.ts"

export const connectCommands = {
  APIAddContact(chat, { userId, incognito }) {
    const user = chat.runningUserWith(userId)
    return invite(chat, user, incognito)
  },

  APIConnectPlan(chat, { userId, connectTarget }) {
    checkLink(connectTarget)
    const user = chat.runningUserWith(userId)
    return planned(chat, user, findLink(chat, user, connectTarget))
  },

  APIConnect(chat, { userId, preparedLink_, incognito }) {
    const user = chat.runningUserWith(userId)
    // Short links lead to a plan first: here they are none (p-links 57, 58).
    if (preparedLink_ === undefined || !preparedLink_.connFullLink.includes("#/?"))
      throw failed({ type: "invalidConnReq" })
    return connect(chat, user, findLink(chat, user, preparedLink_.connFullLink), incognito)
  },

  Connect(chat, { connTarget_, incognito }) {
    const user = chat.runningUser()
    if (connTarget_ === undefined) return invite(chat, user, incognito)
    const entry = findLink(chat, user, connTarget_)
    const plan = planned(chat, user, entry)
    return isOpen(plan.connectionPlan) ? connect(chat, user, entry, incognito) : plan
  },
} satisfies Partial<Handlers>

function invite(chat: Chat, user: UserRow, incognito: boolean): CR.Invitation {
  const conn = openInvitation(chat, user, incognito)
  const connLinkInvitation = conn.connLinkInv ?? { connFullLink: "" }
  const connection = pendingView(conn)
  return { type: "invitation", user: chat.wire(user), connLinkInvitation, connection }
}

/** Makes a one-time link, and the connection that waits for its user. */
export function openInvitation(chat: Chat, user: UserRow, incognito: boolean): ConnRow {
  const { hub } = chat
  hub.reachable(hub.server)
  chat.reach(user, hub.server.host)
  const conn = addConn(chat, user, {
    entity: { type: "pending" },
    status: "new",
    connLinkInv: makeLink("invitation", hub.server, hub.random),
    initiated: true,
    ...incognitoProfile(chat, incognito),
  })
  offerInvitation(chat, user, conn)
  return conn
}

/** Shows at the server of a one-time link who made it. */
export function offerInvitation(chat: Chat, user: UserRow, conn: ConnRow): void {
  const { connLinkInv: link, queue } = conn
  if (link === undefined) return
  const { links, random } = chat.hub
  const known = links.find(parseLink(link.connFullLink))
  const resolved = known?.resolved ?? withKey(link, random)
  const contact = { profile: shownProfile(chat, user, conn), business: false }
  links.add({ kind: "invitation", link, resolved, queue, contact })
}

function connect(
  chat: Chat,
  user: UserRow,
  entry: LinkEntry,
  incognito: boolean,
): CR.SentConfirmation | CR.SentInvitation | CR.ContactAlreadyExists | CR.StartedConnectionToGroup {
  if (entry.kind === "invitation") {
    const conn = joinInvitation(chat, user, entry, incognitoProfile(chat, incognito))
    return { type: "sentConfirmation", ...asked(chat, user, conn) }
  }
  if (entry.kind === "channel") return joinAtOnce(chat, user, entry)
  const known = knownPlan(chat, user, entry)
  // No second connection is made to the same address: the answer is the contact (p-links 271; `/connect`
  // answers with the plan, 273).
  if (known?.type === "contactAddress" && known.contactAddressPlan.type === "known") {
    const { contact } = known.contactAddressPlan
    return { type: "contactAlreadyExists", user: chat.wire(user), contact }
  }
  const conn = ask(chat, user, entry, incognitoProfile(chat, incognito))
  return { type: "sentInvitation", ...asked(chat, user, conn) }
}

/** A channel is shown and joined in one. */
function joinAtOnce(chat: Chat, user: UserRow, entry: LinkEntry): CR.StartedConnectionToGroup {
  const { link, group: data } = entry
  if (data === undefined) throw failed({ type: "invalidConnReq" })
  const { group } = showChannel(chat, user, { ...data, link })
  return connectChannel(chat, user, group)
}

/** Uses a one-time link. */
export function joinInvitation(
  chat: Chat,
  user: UserRow,
  { link, shown, resolved }: LinkEntry,
  more: Partial<ConnRow> = {},
): ConnRow {
  const conn = addConn(chat, user, {
    entity: { type: "pending" },
    status: "prepared",
    connLinkInv: shown ?? resolved ?? link,
    askedLink: link.connFullLink,
    versionUnknown: true,
    ...more,
  })
  const { queue } = chat.hub.resolve(chat, user, parseLink(link.connFullLink))
  chat.state.conns.update(conn, { peer: queue, status: "sndReady" })
  // The next person finds nothing there, even before its owner hears of it (p-links 105 to 110).
  chat.hub.links.remove(link)
  chat.send(conn, { type: "accept", profile: shownProfile(chat, user, conn), replyTo: conn.queue })
  return conn
}

function asked(chat: Chat, user: UserRow, conn: ConnRow) {
  const customUserProfile = given("customUserProfile", customProfile(conn))
  return { user: chat.wire(user), connection: pendingView(conn), ...customUserProfile }
}
