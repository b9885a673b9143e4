/**
 * The commands that put a message into a chat, or change, delete or react to one. More than some ten of them in flight
 * for one chat are executed in any order: the core makes items in the order in which its threads get
 * a lock, and 40 sends at once were seen to arrive as 0, 1, 2, 3, 4, 5, 7, 8, 9, 12.
 */
const ordered: ReadonlySet<string> = new Set([
  "APISendMessages",
  "APIUpdateChatItem",
  "APIForwardChatItems",
  "APIReportMessage",
  "APIDeleteChatItem",
  "APIDeleteMemberChatItem",
  "APIChatItemReaction",
  "sendChatCmd",
])

const target =
  /^\/_(?:send|update item|forward|report|delete item|delete member item|reaction) ([@#*]\d+)/

/** The chat whose messages a command orders, such as `@4`; undefined when it orders none. */
export function chatOf(name: string, text: string): string | undefined {
  return ordered.has(name) ? target.exec(text)?.[1] : undefined
}
