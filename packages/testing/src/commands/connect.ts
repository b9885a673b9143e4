import type { CR, T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import type { Handlers } from "./handlers.ts"
import { addConn } from "../connections/connections.ts"
import { ask } from "../recipients/ask.ts"
import { commandFailed, failed } from "../simulation/failure.ts"
import { customProfile, incognitoProfile, shownProfile } from "../recipients/incognito.ts"
import { type LinkEntry, makeLink, parseLink, withKey } from "../simulation/links.ts"
import type { ConnRow, UserRow } from "../store/rows.ts"
import { contactView, given, groupView, pendingView } from "../views/views.ts"
import { connectChannel, showChannel } from "./prepared-groups.ts"

export const connectCommands = {
  APIAddContact(chat, { userId, incognito }) {
    const user = chat.runningUserWith(userId)
    return invite(chat, user, incognito)
  },

  APIConnectPlan(chat, { userId, connectTarget }) {
    parseLink(connectTarget)
    const user = chat.runningUserWith(userId)
    return planned(chat, user, find(chat, user, connectTarget))
  },

  APIConnect(chat, { userId, preparedLink_, incognito }) {
    const user = chat.runningUserWith(userId)
    // Short links lead to a plan first: here they are none (p-links).
    if (preparedLink_ === undefined || !preparedLink_.connFullLink.includes("#/?"))
      throw failed({ type: "invalidConnReq" })
    return connect(chat, user, find(chat, user, preparedLink_.connFullLink), incognito)
  },

  Connect(chat, { connTarget_, incognito }) {
    const user = chat.runningUser()
    if (connTarget_ === undefined) return invite(chat, user, incognito)
    const entry = find(chat, user, connTarget_)
    const plan = planned(chat, user, entry)
    return isOpen(plan.connectionPlan) ? connect(chat, user, entry, incognito) : plan
  },
} satisfies Partial<Handlers>

/** Makes a one-time link, and the connection that waits for its user. */
function invite(chat: Chat, user: UserRow, incognito: boolean): CR.Invitation {
  const { hub } = chat
  hub.reachable(hub.server)
  chat.reach(user, hub.server.host)
  const link = makeLink("invitation", hub.server, hub.random)
  const conn = addConn(chat, user, {
    entity: { type: "pending" },
    status: "new",
    connLinkInv: link,
    initiated: true,
    ...incognitoProfile(chat, incognito),
  })
  const contact = { profile: shownProfile(chat, user, conn), business: false }
  const resolved = withKey(link, hub.random)
  hub.links.add({ kind: "invitation", link, resolved, queue: conn.queue, contact })
  const connection = pendingView(conn)
  return { type: "invitation", user: chat.wire(user), connLinkInvitation: link, connection }
}

/** Links of one's own are known without asking; the others are looked up at their server. */
function find(chat: Chat, user: UserRow, text: string): LinkEntry {
  const link = parseLink(text)
  const known = chat.hub.links.find(link)
  const knows =
    known !== undefined &&
    (ownLink(chat, user, known) !== undefined || knownPlan(chat, user, known) !== undefined)
  const entry = knows ? known : chat.hub.resolve(chat, user, link)
  // Who asks with a full link is answered with it alone.
  const { connFullLink } = entry.link
  if (!link.key.startsWith("queue ")) return entry
  // What the server shows is found by short links alone.
  const { contact: _, group: __, ...bare } = entry
  return { ...bare, shown: { connFullLink } }
}

function ownLink(chat: Chat, user: UserRow, { queue }: LinkEntry): ConnRow | undefined {
  return chat.state.conns.find((conn) => conn.queue === queue && conn.userId === user.id)
}

function planned(chat: Chat, user: UserRow, entry: LinkEntry): CR.ConnectionPlan {
  const connectionPlan = planFor(chat, user, entry)
  return {
    type: "connectionPlan",
    user: chat.wire(user),
    connLink: entry.shown ?? entry.resolved ?? entry.link,
    connectionPlan,
  }
}

function planFor(chat: Chat, user: UserRow, entry: LinkEntry): T.ConnectionPlan {
  const own = ownLink(chat, user, entry)
  const known = knownPlan(chat, user, entry)
  if (known !== undefined) return known
  const { contact: contactSLinkData_, group: groupSLinkData_ } = entry
  switch (entry.kind) {
    case "invitation":
      if (own !== undefined)
        return { type: "invitationLink", invitationLinkPlan: { type: "ownLink" } }
      return {
        type: "invitationLink",
        invitationLinkPlan: {
          type: "ok",
          ...(contactSLinkData_ !== undefined && { contactSLinkData_ }),
        },
      }
    case "contact":
      if (own !== undefined)
        return { type: "contactAddress", contactAddressPlan: { type: "ownLink" } }
      return {
        type: "contactAddress",
        contactAddressPlan: {
          type: "ok",
          ...(contactSLinkData_ !== undefined && { contactSLinkData_ }),
        },
      }
    case "relay":
      throw commandFailed("chat relay links are not supported in this version")
    case "channel":
    case "group": {
      const linkId = own?.entity.type === "link" ? own.entity.linkId : 0
      const group = chat.state.groups.get(chat.state.links.get(linkId)?.groupId ?? 0)
      if (group !== undefined) {
        const groupInfo = groupView(chat.state, group)
        return { type: "groupLink", groupLinkPlan: { type: "ownLink", groupInfo } }
      }
      return {
        type: "groupLink",
        groupLinkPlan: {
          type: "ok",
          ...(entry.shown === undefined && { groupSLinkInfo_: linkInfo(entry) }),
          ...(groupSLinkData_ !== undefined && { groupSLinkData_ }),
        },
      }
    }
  }
}

/** How a group is joined: directly, or through the relays of a channel. */
function linkInfo({ channel }: LinkEntry): T.GroupShortLinkInfo {
  if (channel === undefined) return { direct: true, groupRelays: [] }
  const { relays, publicGroupId } = channel
  return { direct: false, groupRelays: [...relays], publicGroupId }
}

/** What this side knows already of who is behind a link. */
function knownPlan(chat: Chat, user: UserRow, entry: LinkEntry): T.ConnectionPlan | undefined {
  const { state } = chat
  const { connFullLink } = entry.link
  if (entry.kind === "channel") return knownChannel(chat, user, entry)
  const conn = state.conns.find((one) => one.askedLink === connFullLink && one.userId === user.id)
  if (conn === undefined) return undefined
  if (conn.entity.type === "contact") {
    const row = state.contacts.get(conn.entity.contactId)
    if (row === undefined) return undefined
    const contact = contactView(state, row)
    if (entry.kind === "invitation") {
      return { type: "invitationLink", invitationLinkPlan: { type: "known", contact } }
    }
    const type = conn.status === "ready" ? "known" : "connectingProhibit"
    return { type: "contactAddress", contactAddressPlan: { type, contact } }
  }
  if (conn.entity.type === "member") {
    const group = state.groups.get(state.members.get(conn.entity.memberId)?.groupId ?? 0)
    if (group === undefined || entry.kind !== "group") return undefined
    const groupInfo = groupView(state, group)
    return {
      type: "groupLink",
      groupLinkPlan: { type: "known", groupInfo, groupUpdated: false, linkOwners: [] },
    }
  }
  if (entry.kind === "invitation") {
    return { type: "invitationLink", invitationLinkPlan: { type: "connecting" } }
  }
  return entry.kind === "group"
    ? { type: "groupLink", groupLinkPlan: { type: "connectingConfirmReconnect" } }
    : { type: "contactAddress", contactAddressPlan: { type: "connectingConfirmReconnect" } }
}

/** A channel that the user joined, or is shown. */
function knownChannel(
  { state }: Chat,
  user: UserRow,
  { channel }: LinkEntry,
): T.ConnectionPlan | undefined {
  const group = state.groups.find(
    (one) =>
      one.userId === user.id &&
      one.preparedGroup !== undefined &&
      one.channel?.publicGroupId === channel?.publicGroupId,
  )
  if (group === undefined) return undefined
  const groupInfo = groupView(state, group)
  return {
    type: "groupLink",
    groupLinkPlan: { type: "known", groupInfo, groupUpdated: false, linkOwners: [] },
  }
}

/** Whether a plan leaves nothing to ask: the command may go on and connect. */
function isOpen(plan: T.ConnectionPlan): boolean {
  // The core also connects to itself (p-links).
  const open: readonly string[] = ["ok", "ownLink"]
  switch (plan.type) {
    case "invitationLink":
      return open.includes(plan.invitationLinkPlan.type)
    case "contactAddress":
      return open.includes(plan.contactAddressPlan.type)
    case "groupLink":
      return plan.groupLinkPlan.type === "ok"
    case "error":
      return false
  }
}

function connect(
  chat: Chat,
  user: UserRow,
  entry: LinkEntry,
  incognito: boolean,
): CR.SentConfirmation | CR.SentInvitation | CR.ContactAlreadyExists | CR.StartedConnectionToGroup {
  const { link, queue } = entry
  if (entry.kind === "invitation") {
    const conn = addConn(chat, user, {
      entity: { type: "pending" },
      status: "sndReady",
      peer: queue,
      connLinkInv: entry.shown ?? entry.resolved ?? link,
      askedLink: link.connFullLink,
      ...incognitoProfile(chat, incognito),
    })
    const profile = shownProfile(chat, user, conn)
    chat.send(conn, { type: "accept", profile, replyTo: conn.queue })
    return { type: "sentConfirmation", ...asked(chat, user, conn) }
  }
  if (entry.kind === "channel") return joinAtOnce(chat, user, entry)
  const known = knownPlan(chat, user, entry)
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

function asked(chat: Chat, user: UserRow, conn: ConnRow) {
  const customUserProfile = given("customUserProfile", customProfile(conn))
  return { user: chat.wire(user), connection: pendingView(conn), ...customUserProfile }
}
