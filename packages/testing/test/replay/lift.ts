import type { Envelope, Json } from "./recording.ts"

/** Stands for a value that 6.4.5 did not send: whatever the network sends is right. */
export const unknown = "\u0000not recorded"

type Fields = { [field: string]: Json }

/**
 * What the core 6.4.5 sent, as 6.5.2 would have sent it. Fields that 6.5 added get their value
 * where it follows from the rest, and `unknown` where it does not.
 */
export function lift(envelope: Envelope): Envelope {
  return liftValue(envelope as unknown as Json) as unknown as Envelope
}

function liftValue(value: Json): Json {
  if (Array.isArray(value)) return value.map(liftValue)
  if (typeof value !== "object" || value === null) return value
  const fields: Fields = {}
  for (const [name, field] of Object.entries(value)) fields[name] = liftValue(field)
  return liftObject(fields)
}

function liftObject(fields: Fields): Fields {
  const has = (...names: string[]) => names.every((name) => name in fields)
  if (has("agentUserId", "userContactId")) fields["userChatRelay"] = false
  if (has("itemId", "itemTs", "itemStatus")) fields["hasLink"] = unknown
  if (has("groupMemberId", "memberRole", "memberCategory")) fields["indexInGroup"] = unknown
  if (has("groupId", "groupProfile", "membership")) {
    fields["useRelays"] = false
    fields["groupSummary"] ??= unknown
  }
  if (has("timedMessages", "directMessages", "simplexLinks", "sessions", "commands")) {
    fields["support"] = unknown
    fields["comments"] = unknown
  }
  if (typeof fields["connStatus"] === "string") fields["connStatus"] = status(fields["connStatus"])
  if (typeof fields["pccConnStatus"] === "string") {
    fields["pccConnStatus"] = status(fields["pccConnStatus"])
  }
  switch (fields["type"]) {
    case "errorAgent":
      fields["agentConnId"] = unknown
      break
    case "groupsList":
      fields["groups"] = (fields["groups"] as Fields[]).map(summarised)
      break
    case "membersRoleUser":
    case "membersBlockedForAllUser":
    case "userDeletedMembers":
    case "groupDeletedUser":
      fields["msgSigned"] = false
      break
    case "groupUpdated":
      // The event has it only where a message was signed; the answer always.
      if (has("fromGroup") && !has("member_")) fields["msgSigned"] = unknown
      break
    case "known":
      if (has("groupInfo")) Object.assign(fields, { groupUpdated: false, linkOwners: [] })
      break
    case "accepted":
    case "connected":
    case "complete":
      if (has("fileInfo")) {
        fields["filePath"] = (fields["fileInfo"] as Fields)["filePath"] ?? unknown
        delete fields["fileInfo"]
      }
      break
    case "cancelled":
      if (has("fileInfo_")) {
        fields["filePath_"] = (fields["fileInfo_"] as Fields)["filePath"] ?? unknown
        delete fields["fileInfo_"]
      }
      break
    default:
  }
  return fields
}

/** Commands that 6.4.5 could not read, and 6.5.2 does: what it said to them is not compared. */
export const readSince65: readonly RegExp[] = [/^\/_groups \d/, /^\/_set custom [#@]\d/]

/** `snd-ready` became `{"type":"sndReady"}`. */
function status(text: string): Json {
  return { type: text.replace(/-(\w)/, (_, letter: string) => letter.toUpperCase()) }
}

/** The summary of a group moved into it. */
function summarised({ groupInfo, groupSummary }: Fields): Json {
  return { ...(groupInfo as Fields), groupSummary: groupSummary ?? unknown }
}
