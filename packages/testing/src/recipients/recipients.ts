import type { Chat } from "../chat/chat.ts"
import type { Message } from "../simulation/packets.ts"
import type { ConnRow, GroupRow, ItemRow, MemberRow } from "../store/rows.ts"
import { sendMessages } from "./outbox.ts"
import { track } from "./item-statuses.ts"
import { isCurrent, membersOf } from "../views/views.ts"

/**
 * A recipient, and the way to it. A member whom the user is not connected to yet gets messages later
 * where one of the two invited the other, and otherwise through who introduced them.
 */
export type Recipient =
  | { readonly way: "direct"; readonly conn: ConnRow; readonly member?: MemberRow }
  | { readonly way: "pending" | "forwarded"; readonly member: MemberRow }

/** The members that a group's messages go to. */
export function recipientsOf(
  chat: Chat,
  group: GroupRow,
  is: (member: MemberRow) => boolean = isCurrent,
): Recipient[] {
  if (group.channel !== undefined) return throughRelays(chat, group)
  return membersOf(chat.state, group.id)
    .filter((member) => member.id !== group.membershipId && is(member))
    .flatMap((member) => recipient(chat, member) ?? [])
}

/** In a channel all goes to its relays, whoever it is for; a relay itself knows the others. */
function throughRelays(chat: Chat, group: GroupRow): Recipient[] {
  const isRelay = group.relayOwnStatus !== undefined
  return membersOf(chat.state, group.id).flatMap((member) => {
    const conn = chat.conn(member.connId)
    const reaches = isRelay || member.memberRole === "relay"
    if (conn?.status !== "ready" || !reaches || !isCurrent(member)) return []
    return [{ way: "direct" as const, conn, member }]
  })
}

/** How messages reach a member; undefined when they cannot any more. */
export function recipient(chat: Chat, member: MemberRow): Recipient | undefined {
  const conn = chat.conn(member.connId)
  if (conn?.status === "ready") return { way: "direct", conn, member }
  if (conn?.status === "deleted") return undefined
  const invited = member.memberCategory === "invitee" || member.memberCategory === "host"
  return { way: invited ? "pending" : "forwarded", member }
}

/** Sends, now or later; the statuses of the items follow the messages. */
export function sendTo(
  chat: Chat,
  to: Recipient,
  messages: readonly Message[],
  items: readonly ItemRow[] = [],
): void {
  if (to.way === "direct") {
    const receipt = items.length > 0 ? track(chat, to.conn, items) : 0
    return sendMessages(chat, to.conn, messages, receipt)
  }
  // What is forwarded is so by the one who hears it too.
  if (to.way === "forwarded") return
  const waiting = { messages, items: items.map(({ id }) => id) }
  chat.state.members.update(to.member, { pending: [...(to.member.pending ?? []), waiting] })
}

/** Sends what waited until the member is connected. */
export function sendPending(chat: Chat, conn: ConnRow, member: MemberRow): void {
  const { pending = [] } = member
  if (pending.length > 0) chat.state.members.update(member, { pending: [] })
  for (const { messages, items } of pending) {
    const known = items.flatMap((id) => chat.state.items.get(id) ?? [])
    sendTo(chat, { way: "direct", conn, member }, messages as Message[], known)
  }
}

/** How far a message to a group came with each member, to begin with. */
export function startOf(to: readonly Recipient[]): NonNullable<ItemRow["recipients"]> {
  const recipients: NonNullable<ItemRow["recipients"]> = {}
  for (const { way, member } of to) {
    if (member !== undefined) recipients[member.id] = way === "direct" ? "new" : way
  }
  return recipients
}
