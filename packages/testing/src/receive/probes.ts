import type { T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { sendMessages } from "../recipients/outbox.ts"
import type { MessageOf } from "../simulation/packets.ts"
import type { ConnRow, ContactRow, MemberRow, ProbeRow, UserRow } from "../store/rows.ts"
import { contactView, isCurrent } from "../views/views.ts"

// Whether a member is one of the user's contacts: the profiles alone do not say so. One side sends a
// probe to the member, and its hash to the contacts that look alike; who gets both is both. The core
// runs this without a word; what is seen is that the member becomes the contact (p-links 644, 652), or a
// warning when it has become one already (647).

/** A contact or a member, with the connection to it. */
type Peer =
  | { readonly contact: ContactRow; readonly conn: ConnRow }
  | { readonly member: MemberRow; readonly conn: ConnRow }

interface At {
  readonly user: UserRow
  readonly peer: Peer
}

/** Asks a member who joined by a link, or was introduced, whether it is one of the contacts. */
export function probeMember(
  chat: Chat,
  user: UserRow,
  { member, conn }: { member: MemberRow; conn: ConnRow },
): void {
  if (!chat.mergesContacts) return
  if (conn.incognito !== undefined || member.memberContactId !== undefined) return
  const alike: Peer[] = []
  // When one person has several contacts, the newest is taken (p-links 652).
  for (const contact of [...chat.state.contacts.values()].reverse()) {
    if (contact.userId !== user.id || contact.contactStatus !== "active") continue
    const way = chat.conn(contact.connId)
    if (way?.status !== "ready") continue
    if (looksAlike(contact.profile, member.profile)) alike.push({ contact, conn: way })
  }
  probe(chat, { user, peer: { member, conn } }, alike)
}

/** Asks a new contact whether it is one of the members of the groups. */
export function probeContact(
  chat: Chat,
  user: UserRow,
  { contact, conn }: { contact: ContactRow; conn: ConnRow },
): void {
  if (!chat.mergesContacts || conn.incognito !== undefined) return
  const alike: Peer[] = []
  for (const member of chat.state.members.values()) {
    if (member.userId !== user.id || member.memberContactId !== undefined) continue
    if (member.memberCategory === "user" || !isCurrent(member)) continue
    const way = chat.conn(member.connId)
    if (way?.status !== "ready" || !looksAlike(contact.profile, member.profile)) continue
    alike.push({ member, conn: way })
  }
  probe(chat, { user, peer: { contact, conn } }, alike)
}

function looksAlike(one: T.Profile, other: T.Profile): boolean {
  return (
    one.displayName === other.displayName &&
    one.fullName === other.fullName &&
    one.image === other.image
  )
}

/** Unlike the core, nothing is sent where no profile is alike: none would answer. */
function probe(chat: Chat, { user, peer }: At, alike: readonly Peer[]): void {
  if (alike.length === 0) return
  const value = chat.hub.random.sharedId()
  const sent = { userId: user.id, way: "sent", probe: value, of: keyOf(peer) } as const
  chat.state.probes.insert({ ...sent, checked: alike.map(keyOf) })
  sendMessages(chat, peer.conn, [{ event: "x.info.probe", probe: value }])
  for (const { conn } of alike)
    sendMessages(chat, conn, [{ event: "x.info.probe.check", probe: value }])
}

const keyOf = (peer: Peer) => ("contact" in peer ? `@${peer.contact.id}` : `m${peer.member.id}`)

/** A probe, the hash of one, or the word that both came. */
export function probed(
  chat: Chat,
  at: At,
  { event, probe }: MessageOf<"x.info.probe" | "x.info.probe.check" | "x.info.probe.ok">,
): void {
  if (event === "x.info.probe.ok") return confirmed(chat, at, probe)
  if (!chat.mergesContacts || at.peer.conn.incognito !== undefined) return
  const other = event === "x.info.probe" ? "check" : "probe"
  const isOther = (row: ProbeRow) =>
    row.userId === at.user.id && row.probe === probe && row.way === other
  const known = chat.state.probes.find(isOther)
  const way = event === "x.info.probe" ? "probe" : "check"
  const of = keyOf(at.peer)
  chat.state.probes.insert({ userId: at.user.id, way, probe, of })
  const match = known === undefined ? undefined : peerAt(chat, known.of)
  if (match === undefined) return
  const [checked, asked] = way === "check" ? [at.peer, match] : [match, at.peer]
  matched(chat, at.user, { checked, asked, probe })
}

function peerAt(chat: Chat, key: string): Peer | undefined {
  const id = Number(key.slice(1))
  const isContact = key.startsWith("@")
  const contact = isContact ? chat.state.contacts.get(id) : undefined
  const member = isContact ? undefined : chat.state.members.get(id)
  const conn = chat.conn(contact?.connId ?? member?.connId)
  if (conn === undefined) return undefined
  if (contact !== undefined) return { contact, conn }
  return member === undefined ? undefined : { member, conn }
}

interface Match {
  /** Who sent the hash, and hears that both came. */
  readonly checked: Peer
  readonly asked: Peer
  readonly probe: string
}

function matched(chat: Chat, user: UserRow, { checked, asked, probe }: Match): void {
  const pair = pairOf(checked, asked)
  if (pair === undefined) return
  const { contact, member } = pair
  const fits = member.memberContactId === undefined && looksAlike(contact.profile, member.profile)
  const isMember = "member" in checked
  if (!fits || (isMember && !isCurrent(member))) {
    const notCurrent = isMember ? " or member not current" : ""
    return chat.emit({
      type: "messageError",
      user: chat.wire(user),
      severity: "warning",
      errorMessage: `probeMatch ignored: profiles don't match or member already has contact${notCurrent}`,
    })
  }
  sendMessages(chat, checked.conn, [{ event: "x.info.probe.ok", probe }])
  associate(chat, user, pair)
}

interface Pair {
  readonly contact: ContactRow
  readonly member: MemberRow
}

function pairOf(one: Peer, other: Peer): Pair | undefined {
  if ("contact" in one && "member" in other) return { contact: one.contact, member: other.member }
  if ("member" in one && "contact" in other) return { contact: other.contact, member: one.member }
  return undefined
}

/** The other side got the probe and its hash. */
function confirmed(chat: Chat, { user, peer }: At, probe: string): void {
  const isSent = (row: ProbeRow) =>
    row.userId === user.id && row.probe === probe && row.way === "sent"
  const sent = chat.state.probes.find(isSent)
  if (sent === undefined || !sent.checked?.includes(keyOf(peer))) return
  const asked = peerAt(chat, sent.of)
  const pair = asked === undefined ? undefined : pairOf(peer, asked)
  if (pair === undefined) return
  if (pair.member.memberContactId === undefined) return associate(chat, user, pair)
  chat.emit({
    type: "messageError",
    user: chat.wire(user),
    severity: "warning",
    errorMessage: "xInfoProbeOk ignored: member already has contact",
  })
}

/** The two share the name of the one that has the lower number, and its profile. */
function associate(chat: Chat, user: UserRow, { contact, member }: Pair): void {
  const { contacts, groups, members, profiles } = chat.state
  const group = groups.get(member.groupId)
  const order = (row: ContactRow | MemberRow) =>
    numberOf(contact.profile.displayName, row.localDisplayName)
  const [ofContact, ofMember] = [order(contact), order(member)]
  if (group === undefined || ofContact === undefined || ofMember === undefined) return
  if (ofContact === ofMember) return
  const before = contactView(chat.state, contact)
  const shown = chat.memberInfo(member)
  const [kept, given] = ofContact < ofMember ? [contact, member] : [member, contact]
  const { localDisplayName, profile } = kept
  const unused = given.profile.profileId
  members.update(member, { memberContactId: contact.id, localDisplayName, profile })
  contacts.update(contact, { localDisplayName, profile })
  if (!isUsed(chat, unused)) profiles.delete(unused)
  chat.emit({
    type: "contactAndMemberAssociated",
    user: chat.wire(user),
    contact: before,
    groupInfo: chat.groupInfo(group),
    member: shown,
    updatedContact: contactView(chat.state, contact),
  })
}

/** 0 of a name that was free, and otherwise the number that was added to it. */
function numberOf(displayName: string, localDisplayName: string): number | undefined {
  if (localDisplayName === displayName) return 0
  const suffix = localDisplayName.slice(displayName.length + 1)
  return localDisplayName.startsWith(`${displayName}_`) && /^\d+$/u.test(suffix)
    ? Number(suffix)
    : undefined
}

function isUsed(chat: Chat, profileId: number): boolean {
  const has = (row: { profile: T.LocalProfile }) => row.profile.profileId === profileId
  return chat.state.contacts.find(has) !== undefined || chat.state.members.find(has) !== undefined
}
