// Which of the deliveries that are under way may bring a recorded event.

import type { Delivery } from "../../src/simulation/delivery.ts"
import { type ItemJson, signature, tagOf } from "./events.ts"
import type { Envelope, Json, Recording } from "./recording.ts"

/** Whether a delivery can be what brings an event. */
export function suits(recorded: Envelope, { kind }: Delivery): boolean {
  const status = /chatItemsStatusesUpdated .* (sndSent|sndRcvd)/s.exec(signature(recorded))?.[1]
  if (status === "sndSent") return kind === "sent"
  if (status === "sndRcvd") return kind === "receipt"
  if (kind === "ready" && noHandshake.test(tagOf(recorded))) return false
  return kind !== "sent" && kind !== "receipt"
}

/** What no connection brings that is there at last. */
const noHandshake = /^(messageError|chatItem.*|contactAndMemberAssociated)$/

/** A contact or a member, in a group. */
export interface Peer {
  readonly groupId?: number
  readonly memberId?: string
  readonly activeConn?: { readonly agentConnId: string }
}

/** Whom an event may have come from. */
export function peersIn(recorded: Envelope): Peer[] {
  if ("error" in recorded) return []
  const { member, contact, hostMember, chatItems } = recorded.result as Record<string, Json>
  const [first] = (chatItems ?? []) as unknown as ItemJson[]
  const { chatInfo, chatItem } = first ?? {}
  const peers = [member, contact, hostMember, chatInfo?.contact, chatItem?.chatDir.groupMember]
  return (peers as (Peer | undefined)[]).flatMap((peer) => peer ?? [])
}

/** Whether an event is of who sent what is delivered. */
export function isAbout(recorded: Envelope, { lane }: Delivery): boolean {
  return who(recorded).includes(lane.slice(0, lane.indexOf(">")))
}

/** Whether a delivery is a step of a file's way. */
export function isTransfer({ kind }: Delivery): boolean {
  return kind === "upload" || kind === "download"
}

const transferEvents = /^(snd|rcv)(Standalone)?File(Progress|Complete|Error)|^hostConnected xftp/

/** The step of a file's way that can be what brings an event. */
export function transferOf(
  recorded: Envelope,
  deliveries: readonly Delivery[],
): Delivery | undefined {
  if (!transferEvents.test(signature(recorded))) return undefined
  const transfers = deliveries.filter(isTransfer)
  const [, id] = /"fileId":(\d+)/.exec(JSON.stringify(recorded)) ?? []
  return transfers.find(({ lane }) => lane.endsWith(`>file ${id}`)) ?? transfers[0]
}

/** Whom an event is of, as the controllers are called: `bob_1` is bob. */
export function who(recorded: Envelope): string[] {
  if ("error" in recorded) return []
  const { member, deletedMember, chatItems } = recorded.result as Record<string, Json>
  const items = ((chatItems ?? []) as unknown as ItemJson[]).filter(
    ({ chatItem }) => chatItem.content.type === "rcvGroupEvent",
  )
  const about = items.map(({ chatItem }) => chatItem.chatDir.groupMember)
  const members = [member, deletedMember, ...about]
  return (members as ({ localDisplayName?: string } | undefined)[]).flatMap(
    (one) => one?.localDisplayName?.replace(/_\d+$/, "") ?? [],
  )
}

/** The delivery that most probably brings a recorded event, of those that can. */
export const likeliest = (
  recorded: Envelope,
  fitting: readonly Delivery[],
  connections: readonly string[],
): Delivery | undefined =>
  fitting.find(({ connection = "" }) => connections.includes(connection)) ??
  fitting.find((delivery) => isAbout(recorded, delivery)) ??
  transferOf(recorded, fitting) ??
  fitting.find((delivery) => !isTransfer(delivery))

/** The step of a file's way that is recorded next. */
export function nextTransfer(
  { lines }: Recording,
  after: number,
  deliveries: readonly Delivery[],
): Delivery | undefined {
  for (const one of lines) {
    if (one.line <= after || one.kind !== "event") continue
    const own = deliveries.filter(({ core }) => core === one.ctrl)
    const next = transferOf(one.envelope, own)
    if (next !== undefined) return next
  }
  return undefined
}
