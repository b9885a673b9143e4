import type { CR, T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { agentFailed, commandFailed } from "../simulation/failure.ts"
import { type LinkEntry, type ParsedLink, parseLink, serverText } from "../simulation/links.ts"
import type { ConnRow, GroupRow, UserRow } from "../store/rows.ts"
import { contactView, given, groupView, membershipOf } from "../views/views.ts"

// What connecting by a link would do: what is known of it already, and what its server shows.

/**
 * Links of one's own are known without asking, and so are those that a chat was prepared for. Other
 * short ones are looked up at their server. A full link says all by itself: whether it still leads
 * anywhere shows once it is used (p-links 82 to 85).
 */
export function findLink(chat: Chat, user: UserRow, text: string): LinkEntry {
  if (isName(text)) throw noResolver(chat)
  const link = parseLink(text)
  const known = chat.hub.links.find(link)
  if (isFull(link)) {
    const shown = { connFullLink: withoutUnknownMode(text) }
    // What the server shows is found by short links alone: of a deleted address the short link fails here
    // (p-links 385), and the full one has a plan (387) and fails later (389).
    const { kind = kindOf(text), link: full = shown, queue = "" } = known ?? {}
    return { kind, link: full, queue, shown }
  }
  if (known !== undefined && ownConn(chat, user, known) !== undefined)
    return { ...known, shown: known.link }
  const prepared = preparedLinks(chat, user).find(({ connShortLink }) =>
    isSameShort(connShortLink, link),
  )
  if (prepared !== undefined)
    return {
      kind: kindOf(prepared.connFullLink),
      queue: "",
      ...known,
      link: prepared,
      shown: prepared,
    }
  return chat.hub.resolve(chat, user, link)
}

/** Fails, as the core does, for what is no link at all. */
export function checkLink(text: string): void {
  if (!isName(text)) parseLink(text)
}

/** `#team`, `@alice.simplex`: names that a server knows instead of links. */
const isName = (text: string) =>
  /^(#[\w-]+(\.[\w-]+)*|@[\w-]+(\.[\w-]+)+|simplex:\/name#[@#]?[\w-]+(\.[\w-]+)*)$/.test(text)

function noResolver({ hub }: Chat) {
  const smpErr = { type: "NAME", nameErr: { type: "NO_RESOLVER" } } as const
  return agentFailed({ type: "SMP", serverAddress: serverText(hub.server), smpErr })
}

const isFull = ({ key }: ParsedLink) => key.startsWith("queue ")

function kindOf(fullLink: string): LinkEntry["kind"] {
  if (fullLink.includes("/invitation#")) return "invitation"
  return fullLink.includes("groupLinkId") ? "group" : "contact"
}

/** Links are shown under `simplex:`, without an unknown mode of the queue (`q=cx` in p-links 838, 839). */
function withoutUnknownMode(text: string): string {
  return text
    .replace(/^https:\/\/simplex\.chat/, "simplex:")
    .replace(/%26q%3D(?![cm](?:%|&|$))[^%&]*/, "")
}

function isSameShort(shortLink: string | undefined, { key }: ParsedLink): boolean {
  return shortLink !== undefined && parseLink(shortLink).key === key
}

/** The links for which chats were prepared that are still there. */
function preparedLinks({ state }: Chat, user: UserRow): T.CreatedConnLink[] {
  const isOwn = ({ userId }: { userId: number }) => userId === user.id
  return [
    ...state.contacts.filter(isOwn).map(({ preparedContact }) => preparedContact),
    ...state.groups
      .filter((group) => isOwn(group) && !isOver(state, group))
      .map(({ preparedGroup }) => preparedGroup),
  ].flatMap((prepared) => prepared?.connLinkToConnect ?? [])
}

/** The connection that waits at a link of the user's own. */
function ownConn(chat: Chat, user: UserRow, { queue }: LinkEntry): ConnRow | undefined {
  const isWaiting = ({ status, entity }: ConnRow) =>
    entity.type === "link" || (entity.type === "pending" && status === "new")
  return chat.state.conns.find(
    (conn) => conn.queue === queue && conn.userId === user.id && isWaiting(conn),
  )
}

export function planned(chat: Chat, user: UserRow, entry: LinkEntry): CR.ConnectionPlan {
  const connectionPlan = knownPlan(chat, user, entry) ?? newPlan(chat, user, entry)
  return {
    type: "connectionPlan",
    user: chat.wire(user),
    connLink: entry.shown ?? entry.resolved ?? entry.link,
    connectionPlan,
  }
}

/** The plan for a link that is unknown here; only its server describes it. */
function newPlan(chat: Chat, user: UserRow, entry: LinkEntry): T.ConnectionPlan {
  const own = ownConn(chat, user, entry)
  const data = given("contactSLinkData_", entry.contact)
  const type = own === undefined ? "ok" : "ownLink"
  switch (entry.kind) {
    case "invitation":
      return {
        type: "invitationLink",
        invitationLinkPlan: type === "ok" ? { type, ...data } : { type },
      }
    case "contact":
      return {
        type: "contactAddress",
        contactAddressPlan: type === "ok" ? { type, ...data } : { type },
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
      const isShown = entry.shown === undefined
      return {
        type: "groupLink",
        groupLinkPlan: {
          type: "ok",
          ...(isShown && { groupSLinkInfo_: linkInfo(entry) }),
          ...given("groupSLinkData_", entry.group),
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
export function knownPlan(
  chat: Chat,
  user: UserRow,
  entry: LinkEntry,
): T.ConnectionPlan | undefined {
  const { connFullLink } = entry.link
  if (entry.kind === "channel") return knownChannel(chat, user, entry)
  const prepared = preparedPlan(chat, user, connFullLink)
  if (prepared !== undefined) return prepared
  const { state } = chat
  const conns = state.conns.filter(
    ({ askedLink, userId, status }) =>
      askedLink === connFullLink && userId === user.id && status !== "prepared",
  )
  // Of several requests at one link, one was answered.
  const conn = conns.find(({ entity }) => entity.type !== "pending") ?? conns[0]
  switch (conn?.entity.type) {
    case "contact": {
      const row = state.contacts.get(conn.entity.contactId)
      // A one-time link that was used is no longer known (p-links 73 to 76).
      if (row === undefined || entry.kind === "invitation") return undefined
      const type = conn.status === "ready" ? "known" : "connectingProhibit"
      const contact = contactView(state, row)
      return { type: "contactAddress", contactAddressPlan: { type, contact } }
    }
    case "member": {
      const group = state.groups.get(state.members.get(conn.entity.memberId)?.groupId ?? 0)
      return group === undefined || isOver(state, group)
        ? undefined
        : knownGroup(groupView(state, group))
    }
    case "pending":
      if (entry.kind === "invitation")
        return { type: "invitationLink", invitationLinkPlan: { type: "connecting" } }
      return entry.kind === "group"
        ? { type: "groupLink", groupLinkPlan: { type: "connectingConfirmReconnect" } }
        : { type: "contactAddress", contactAddressPlan: { type: "connectingConfirmReconnect" } }
    default:
      return undefined
  }
}

function preparedPlan(
  { state }: Chat,
  user: UserRow,
  connFullLink: string,
): T.ConnectionPlan | undefined {
  const leadsThere = (prepared: { connLinkToConnect: T.CreatedConnLink } | undefined) =>
    prepared?.connLinkToConnect.connFullLink === connFullLink
  const contact = state.contacts.find(
    (row) => row.userId === user.id && leadsThere(row.preparedContact),
  )
  if (contact !== undefined) {
    const plan = { type: "known", contact: contactView(state, contact) } as const
    return contact.preparedContact?.uiConnLinkType === "inv"
      ? { type: "invitationLink", invitationLinkPlan: plan }
      : { type: "contactAddress", contactAddressPlan: plan }
  }
  const group = state.groups.find((row) => row.userId === user.id && leadsThere(row.preparedGroup))
  return group === undefined || isOver(state, group)
    ? undefined
    : knownGroup(groupView(state, group))
}

/** A former member may ask again, as if the group were not known (m-history 646, k-channels 863, p-links 706). */
function isOver(state: Chat["state"], group: GroupRow): boolean {
  const { memberStatus } = membershipOf(state, group)
  return ["rejected", "removed", "left", "deleted"].includes(memberStatus)
}

/** A channel that the user joined, or is shown. */
function knownChannel(
  { state }: Chat,
  user: UserRow,
  { channel, link }: LinkEntry,
): T.ConnectionPlan | undefined {
  const group = state.groups.find(
    (one) =>
      one.userId === user.id &&
      one.preparedGroup !== undefined &&
      (channel === undefined
        ? one.preparedGroup.connLinkToConnect.connFullLink === link.connFullLink
        : one.channel?.publicGroupId === channel.publicGroupId),
  )
  return group === undefined || isOver(state, group)
    ? undefined
    : knownGroup(groupView(state, group))
}

function knownGroup(groupInfo: T.GroupInfo): T.ConnectionPlan {
  return {
    type: "groupLink",
    groupLinkPlan: { type: "known", groupInfo, groupUpdated: false, linkOwners: [] },
  }
}

/** Whether a plan leaves nothing to ask: the command may go on and connect, to oneself too (p-links 141). */
export function isOpen(plan: T.ConnectionPlan): boolean {
  const open: readonly string[] = ["ok", "ownLink"]
  switch (plan.type) {
    case "invitationLink":
      return open.includes(plan.invitationLinkPlan.type)
    case "contactAddress":
      return open.includes(plan.contactAddressPlan.type)
    case "groupLink":
      return open.includes(plan.groupLinkPlan.type)
    case "error":
      return false
  }
}
