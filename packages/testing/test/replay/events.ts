// What distinguishes one recorded event from another.

import type { Names } from "./compare.ts"
import { lift } from "./lift.ts"
import type { Envelope, Json, Recording } from "./recording.ts"

/**
 * What the agent reports in its own time: how these events interleave with those of the chat differs
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
  if (type === "hostConnected") return `hostConnected ${text(others["protocol"])}`
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

/** Whether it reports messages whose time was over. */
export function disappears(envelope: Envelope): boolean {
  return "result" in envelope && envelope.result["timed"] === true
}

export interface ItemJson {
  chatInfo: { contact?: unknown }
  chatItem: {
    chatDir: { groupMember?: { localDisplayName: string } }
    content: { type: string }
    meta: { itemText: string; itemStatus: { type: string; sndProgress?: string } }
  }
}

const text = (value: Json | undefined) => (typeof value === "string" ? value : "")

/** Whether an event is in the rest of the recording, after a line. */
export function comesLater(
  { lines }: Recording,
  { ctrl, line }: { readonly ctrl: string; readonly line: number },
  sent: Envelope,
  names: Names,
): boolean {
  const wanted = signature(sent)
  return lines.some(
    (one) =>
      one.line > line &&
      one.kind === "event" &&
      one.ctrl === ctrl &&
      signature(lift(one.envelope), names) === wanted,
  )
}
