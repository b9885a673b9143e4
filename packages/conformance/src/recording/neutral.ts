import type { Json } from "../../../testing/test/replay/recording.ts"

/**
 * A frame without what two runs draw or count on their own: ids, which depend on the order of events,
 * the servers of a run, and what links and answers say of them. Everything else stands for itself.
 */
export function neutral(value: Json, field = ""): Json {
  if (Array.isArray(value)) {
    const all = value.map((item) => neutral(item, field))
    // Of a list of ids, its length depends on how the core gathered them.
    return isIdField(field) && typeof value[0] === "number" ? [0] : all
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, field]) => [name, neutral(field, name)]),
    )
  }
  if (typeof value === "number" && isIdField(field)) return 0
  if (typeof value === "number" && counted.has(field)) return 0
  return typeof value === "string" ? withoutServers(value) : value
}

/** Numbers that tell how far something was, or how often something happened, at that moment. */
const counted = new Set([
  "authErrCounter",
  "connChatVersion",
  "quotaErrCounter",
  "rcvProgress",
  "receivedSize",
  "sentSize",
  "sndProgress",
  "unreadCount",
  "unreadMentions",
])

function isIdField(field: string): boolean {
  return /(?:Id|Ids|Id_)$/.test(field)
}

/** Servers have other keys and ports in each run, and links are made there. */
function withoutServers(text: string): string {
  return text
    .replaceAll(/(smp|xftp):\/\/[\w=-]+@[\w.:[\]-]+/g, "$1://server")
    .replaceAll(/(?:https:\/\/[^\s/]+|simplex:)\/([a-z]+)#\S+/g, "link/$1")
}
