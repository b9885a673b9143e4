import type { T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { addItem, announce } from "../items/items.ts"
import { agentFailed } from "../simulation/failure.ts"
import type { Packet } from "../simulation/packets.ts"
import type { ConnRow, ContactRow, GroupRow, ItemRow, MemberRow } from "../store/rows.ts"
import { plainProfile } from "../groups/members.ts"
import { userOf } from "../views/views.ts"
import { connectionStats } from "../connections/stats.ts"

// What the agents of both sides do to keep a connection going: they move a queue to another server, or
// agree on new keys. No recording shows it: the steps are those that the API has types for.

type Peer =
  { readonly contact: ContactRow } | { readonly group: GroupRow; readonly member: MemberRow }

function peerOf({ state }: Chat, { entity }: ConnRow): Peer | undefined {
  if (entity.type === "contact") {
    const contact = state.contacts.get(entity.contactId)
    return contact === undefined ? undefined : { contact }
  }
  const member = entity.type === "member" ? state.members.get(entity.memberId) : undefined
  const group = state.groups.get(member?.groupId ?? 0)
  return member === undefined || group === undefined ? undefined : { group, member }
}

function prohibited(errContext: string) {
  return agentFailed({ type: "CMD", cmdErr: { type: "PROHIBITED" }, errContext })
}

const phases: readonly T.SwitchPhase[] = ["started", "confirmed", "secured", "completed"]

/** Begins to move the queue on which this side receives. */
export function startSwitch(chat: Chat, conn: ConnRow): void {
  if (conn.switching !== undefined) throw prohibited("switchConnectionAsync: already switching")
  chat.state.conns.update(conn, { switching: "started" })
  chat.afterAnswer(() => {
    switched(chat, conn, { queueDirection: "rcv", phase: "started" })
    chat.send(conn, { type: "switch", phase: "started", from: "receiver" })
  })
}

/** Gives up moving it, as long as the other side has not heard of it. */
export function abortSwitch(chat: Chat, conn: ConnRow): void {
  if (conn.switching !== "started") throw prohibited("abortConnectionSwitch: not allowed")
  delete conn.switching
  chat.state.conns.update(conn, {})
}

/** The other side went on with moving the queue. */
export function switchStep(
  chat: Chat,
  conn: ConnRow,
  { phase, from }: Extract<Packet, { type: "switch" }>,
): void {
  if (from === "receiver") {
    switched(chat, conn, { queueDirection: "snd", phase })
    const next = phases[phases.indexOf(phase) + 1]
    if (next !== undefined) chat.send(conn, { type: "switch", phase: next, from: "sender" })
    return
  }
  if (conn.switching === undefined) return
  if (phase === "completed") delete conn.switching
  chat.state.conns.update(conn, phase === "completed" ? {} : { switching: phase })
  switched(chat, conn, { queueDirection: "rcv", phase })
  chat.send(conn, { type: "switch", phase, from: "receiver" })
}

interface Step {
  readonly queueDirection: T.QueueDirection
  readonly phase: T.SwitchPhase
}

function switched(chat: Chat, conn: ConnRow, { queueDirection, phase }: Step): void {
  const peer = peerOf(chat, conn)
  if (peer === undefined) return
  const user = chat.wire(userOf(chat.state, conn))
  const stats = connectionStats(chat, conn)
  const switchProgress = { queueDirection, switchPhase: phase, connectionStats: stats }
  if ("contact" in peer)
    chat.emit({ type: "contactSwitch", user, ...shown(chat, peer), switchProgress })
  else chat.emit({ type: "groupMemberSwitch", user, ...shown(chat, peer), switchProgress })
  // Chats show the beginning and the end.
  if (phase !== "started" && phase !== "completed") return
  const isOwn = queueDirection === "rcv"
  const text = isOwn
    ? phase === "started"
      ? "started changing address..."
      : "you changed address"
    : phase === "started"
      ? "started changing address for you..."
      : "changed address for you"
  show(chat, conn, peer, { isOwn, text, event: { type: "switchQueue", phase } })
}

/** Begins to agree on new keys. */
export function startSync(chat: Chat, conn: ConnRow): void {
  const peer = peerOf(chat, conn)
  if (peer === undefined) return
  chat.afterAnswer(() => {
    const event = { type: "ratchetSync", syncStatus: "started" } as const
    show(chat, conn, peer, { isOwn: true, text: syncTexts.started, event })
    chat.send(conn, { type: "ratchetSync", from: "starter" })
  })
}

/** The other side wants new keys, or has them. */
export function synced(
  chat: Chat,
  conn: ConnRow,
  { from }: Extract<Packet, { type: "ratchetSync" }>,
): void {
  for (const status of ["agreed", "ok"] as const) syncReached(chat, conn, status)
  if (from === "starter") chat.send(conn, { type: "ratchetSync", from: "other" })
}

const syncTexts = {
  started: "connection synchronization started",
  agreed: "connection synchronization agreed",
  ok: "connection synchronized",
} as const

function syncReached(chat: Chat, conn: ConnRow, status: "agreed" | "ok"): void {
  const peer = peerOf(chat, conn)
  if (peer === undefined) return
  const user = chat.wire(userOf(chat.state, conn))
  const connectionStatsNow = connectionStats(chat, conn, status)
  const ratchetSyncProgress = { ratchetSyncStatus: status, connectionStats: connectionStatsNow }
  if ("contact" in peer)
    chat.emit({ type: "contactRatchetSync", user, ...shown(chat, peer), ratchetSyncProgress })
  else
    chat.emit({ type: "groupMemberRatchetSync", user, ...shown(chat, peer), ratchetSyncProgress })
  const event = { type: "ratchetSync", syncStatus: status } as const
  show(chat, conn, peer, { isOwn: false, text: syncTexts[status], event })
  if (status === "agreed" && conn.verified !== undefined) forgetCode(chat, conn, peer)
}

/** The code of new keys was not compared yet. */
function forgetCode(chat: Chat, conn: ConnRow, peer: Peer): void {
  delete conn.verified
  chat.state.conns.update(conn, {})
  const event = { type: "verificationCodeReset" } as const
  show(chat, conn, peer, { isOwn: false, text: "security code changed", event })
}

function shown(chat: Chat, peer: { contact: ContactRow }): { contact: T.Contact }
function shown(
  chat: Chat,
  peer: { group: GroupRow; member: MemberRow },
): { groupInfo: T.GroupInfo; member: T.GroupMember }
function shown(chat: Chat, peer: Peer): object {
  return "contact" in peer
    ? { contact: chat.contactInfo(peer.contact) }
    : { groupInfo: chat.groupInfo(peer.group), member: chat.memberInfo(peer.member) }
}

interface ConnEvent {
  readonly isOwn: boolean
  readonly text: string
  readonly event: T.RcvConnEvent
}

function show(chat: Chat, conn: ConnRow, peer: Peer, { isOwn, text, event }: ConnEvent): void {
  const key = "contact" in peer ? `@${peer.contact.id}` : `#${peer.group.id}`
  const member =
    "member" in peer
      ? { member: { groupMemberId: peer.member.id, profile: plainProfile(peer.member.profile) } }
      : {}
  const dir: ItemRow["dir"] = isOwn
    ? { type: "contact" in peer ? "directSnd" : "groupSnd" }
    : "contact" in peer
      ? { type: "directRcv" }
      : { type: "groupRcv", memberId: peer.member.id }
  const content: T.CIContent = isOwn
    ? { type: "sndConnEvent", sndConnEvent: { ...(event as T.SndConnEvent), ...member } }
    : { type: "rcvConnEvent", rcvConnEvent: event }
  const user = userOf(chat.state, conn)
  announce(chat, [addItem(chat, user, { chat: key, dir, content, text })])
}
