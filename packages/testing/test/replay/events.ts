import type { Delivery } from "../../src/simulation/delivery.ts"
import type { Names } from "./compare.ts"
import type { Envelope, Json } from "./recording.ts"

// What an event is, and what may bring it.

/**
 * What the agent tells in its own time: how these events are woven with those of the chat differs
 * from run to run, so their order is compared among themselves alone.
 */
const agentEvents: ReadonlySet<string> = new Set([
  "agentConnsDeleted",
  "agentRcvQueuesDeleted",
  "agentUserDeleted",
  "connectionsDiff",
  "hostConnected",
  "rcvFileComplete",
  "rcvFileProgressXFTP",
  "rcvFileStart",
  "rcvStandaloneFileComplete",
  "sndFileCompleteXFTP",
  "sndFileProgressXFTP",
  "sndStandaloneFileComplete",
  "subscriptionStatus",
])

/** The first that an event of the chat comes before although the network sent it earlier. */
export function overtaken(before: readonly Envelope[], event: Envelope): Envelope | undefined {
  return isAgents(event) ? undefined : before.find((one) => !isAgents(one))
}

/** The errors of the agent on connections that were just deleted come when it has the time, too. */
function isAgents(envelope: Envelope): boolean {
  return agentEvents.has(tagOf(envelope)) || isRace(envelope)
}

export function isRace(envelope: Envelope): boolean {
  return /^(gone|error errorAgent CONN)/.test(signature(envelope))
}

/**
 * What the core says of a connection that was deleted before the agent was done with it. Which of
 * the two it finds missing depends on what is quicker: b-direct shows one, c-groups both.
 */
const gone: ReadonlySet<string> = new Set(["connectionNotFound", "noConnectionUser"])

export const tagOf = (envelope: Envelope) =>
  "result" in envelope ? envelope.result.type : envelope.error.type

/** Which event it is, whatever its fields say: its tag, its chat, and its first item. */
export function signature(envelope: Envelope, names?: Names): string {
  const translated = (one: string) => names?.translate(one) ?? one
  if ("error" in envelope) {
    const { type, errorType, agentError, storeError } = envelope.error as Record<string, Json>
    const inner = (errorType ?? agentError ?? storeError) as
      { type: string; agentConnId?: string } | undefined
    if (inner !== undefined && gone.has(inner.type))
      return `gone ${translated(inner.agentConnId ?? "")}`
    return `error ${text(type)} ${inner?.type ?? ""} ${translated(inner?.agentConnId ?? "")}`
  }
  const { type, chatItems, chatItemDeletions, member, deletedMember, ...others } =
    envelope.result as Record<string, Json>
  const chatItem = others["chatItem"] ?? others["chatItem_"]
  const { fileTransferMeta, rcvFileTransfer } = others
  const file = (fileTransferMeta ?? rcvFileTransfer) as { fileId?: number } | undefined
  const { sentSize = "", receivedSize = "" } = others as Record<string, number | string>
  const which = file === undefined ? "" : ` file ${file.fileId ?? ""} ${sentSize}${receivedSize}`
  const [first] = [
    ...((chatItems ?? []) as unknown as ItemJson[]),
    ...(chatItem !== undefined ? [chatItem as unknown as ItemJson] : []),
    ...((chatItemDeletions ?? []) as unknown as { deletedChatItem: ItemJson }[]).map(
      (one) => one.deletedChatItem,
    ),
  ]
  const who = (member ?? deletedMember) as { localDisplayName?: string } | undefined
  if (first === undefined) return `${text(type)} ${translated(who?.localDisplayName ?? "")}${which}`
  const { meta } = first.chatItem
  const { type: status, sndProgress = "" } = meta.itemStatus
  const state = type === "chatItemsStatusesUpdated" ? ` ${status} ${sndProgress}` : ""
  const from = translated(first.chatItem.chatDir.groupMember?.localDisplayName ?? "")
  return `${text(type)} ${translated(meta.itemText).slice(0, 40)} ${from}${state}${which}`
}

interface ItemJson {
  chatInfo: { contact?: unknown }
  chatItem: {
    chatDir: { groupMember?: { localDisplayName: string } }
    content: { type: string }
    meta: { itemText: string; itemStatus: { type: string; sndProgress?: string } }
  }
}

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

/** Whether it tells of messages whose time was over. */
export function disappears(envelope: Envelope): boolean {
  return "result" in envelope && envelope.result["timed"] === true
}

const text = (value: Json | undefined) => (typeof value === "string" ? value : "")
