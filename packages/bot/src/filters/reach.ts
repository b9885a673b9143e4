import type { T } from "@simplex-chat/types"
import type { OneOrMany } from "../messages/filter.ts"
import type { MessageFilter } from "../messages/message.ts"
import { type Audience, audienceOf } from "./audience.ts"

/** The chat that a menu is for: any direct chat, when no contact is given, or a group. */
export type MenuChat =
  | { readonly type: "direct"; readonly contact?: T.Contact; readonly identity?: string }
  | { readonly type: "group"; readonly groupId: number }

/**
 * Who in a chat can use the commands behind a filter, as far as that is known before a message comes.
 * `some`: it depends on the sender, or is the secret of a function.
 */
export type Users = "all" | "some" | "none"

/** What a filter says about chats. */
export interface Reach {
  in(chat: MenuChat): Users
  /** Contacts for whom it may say something else than for others. */
  readonly contactIds: readonly number[]
  readonly audience: Audience | undefined
}

/** Keys about the message itself, such as `text`, say nothing about who can use a command. */
export function reachOf(filter: MessageFilter): Reach {
  const { contactId, when } = filter
  const audience = audienceOf(when)
  return {
    in: (chat) => least(usersIn(filter, audience, chat)),
    contactIds: contactId === undefined ? [] : [contactId].flat(),
    audience,
  }
}

/** The reach of what does not pass a filter. */
export function reachOutside(filter: MessageFilter): Reach {
  const reach = reachOf(filter)
  const isOfChats = Object.entries(filter).every(
    ([key, value]) => value === undefined || chatKeys.has(key),
  )
  // Where some messages pass and others do not, the others are as good a command.
  const outside = isOfChats ? inverse : { ...inverse, all: "all" as const }
  return { ...reach, in: (chat) => outside[reach.in(chat)] }
}

/** The keys that each message of a chat passes, or none; the other ones are about the message itself. */
const chatKeys: ReadonlySet<string> = new Set([
  "chatType",
  "contactId",
  "groupId",
  "role",
  "memberId",
  "edited",
  "history",
  "when",
] satisfies (keyof MessageFilter)[])

const inverse = { all: "none", some: "some", none: "all" } as const

function* usersIn(
  { chatType, contactId, groupId, role, memberId, mentioned, edited, history, when }: MessageFilter,
  audience: Audience | undefined,
  chat: MenuChat,
): Generator<Users> {
  const isDirect = chat.type === "direct"
  yield all(chatType === undefined || has(chatType, chat.type))
  yield all(contactId === undefined || (isDirect && has(contactId, chat.contact?.contactId)))
  yield all(groupId === undefined || (!isDirect && has(groupId, chat.groupId)))
  if (role !== undefined || memberId !== undefined) yield isDirect ? "none" : "some"
  yield all(mentioned !== true || !isDirect)
  // A menu sends new messages.
  yield all(edited !== true && history !== true)
  if (when === undefined) return
  if (audience === undefined || !isDirect) yield "some"
  else {
    const { contact, identity } = chat
    yield all(
      contact !== undefined && identity !== undefined && audience.includes(contact, identity),
    )
  }
}

const all = (yes: boolean): Users => (yes ? "all" : "none")

const has = <Value>(wanted: OneOrMany<Value>, value: Value | undefined): boolean =>
  ([wanted].flat() as (Value | undefined)[]).includes(value)

function least(users: Iterable<Users>): Users {
  const found = new Set(users)
  return found.has("none") ? "none" : found.has("some") ? "some" : "all"
}
