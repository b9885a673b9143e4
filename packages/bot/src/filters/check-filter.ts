import type { T } from "@simplex-chat/types"
import { ConfigurationError } from "../errors.ts"
import type { ChatKind, ContentKind } from "../messages/kinds.ts"
import type { MessageFilter } from "../messages/message.ts"

/** What a value must be, in words, and whether it is. */
interface Kind {
  readonly wanted: string
  readonly fits: (value: unknown) => boolean
}

const type = (name: string, ...wanted: readonly string[]): Kind => ({
  wanted: name,
  fits: (value) => wanted.includes(typeof value),
})

/** The keys, for the compiler to compare with the type; a newer core can know more of them. */
const oneOf = (names: Readonly<Record<string, true>>): Kind => ({
  wanted: `one of ${Object.keys(names).join(", ")}`,
  fits: (value) => typeof value === "string" && Object.hasOwn(names, value),
})

const id: Kind = { wanted: "a whole number", fits: (value) => Number.isSafeInteger(value) }

const contentKinds: Readonly<Record<ContentKind, true>> = {
  text: true,
  link: true,
  image: true,
  video: true,
  voice: true,
  file: true,
  report: true,
  chat: true,
  unknown: true,
}

const chatKinds: Readonly<Record<ChatKind, true>> = { direct: true, group: true }

const roles: Readonly<Record<T.GroupMemberRole, true>> = {
  relay: true,
  observer: true,
  author: true,
  member: true,
  moderator: true,
  admin: true,
  owner: true,
}

const kinds: Readonly<Record<keyof MessageFilter, Kind & { readonly several?: true }>> = {
  contentType: { ...oneOf(contentKinds), several: true },
  text: {
    wanted: "a string, a RegExp or a function",
    fits: (value) => ["string", "function"].includes(typeof value) || value instanceof RegExp,
    several: true,
  },
  chatType: { ...oneOf(chatKinds), several: true },
  contactId: { ...id, several: true },
  groupId: { ...id, several: true },
  memberId: {
    wanted: "a whole number or a string that is not empty",
    fits: (value) => id.fits(value) || (typeof value === "string" && value !== ""),
    several: true,
  },
  role: { ...oneOf(roles), several: true },
  mentioned: type("true or false", "boolean"),
  hasFile: type("true or false", "boolean"),
  edited: type("true or false", "boolean"),
  history: type("true or false", "boolean"),
  when: type("a function", "function"),
}

/**
 * @throws {ConfigurationError} for a key that does not exist, which would match everything, and for a
 *   value that could never match
 */
export function checkFilter(filter: MessageFilter): void {
  // They have no keys of their own, and would match everything.
  if (typeof (filter as unknown) !== "object" || filter === null || Array.isArray(filter))
    throw new ConfigurationError("filter", `must be an object, such as { text: "hello" }`)
  if (filter instanceof RegExp)
    throw new ConfigurationError("filter", "a RegExp belongs into { text: ... }")
  for (const [key, value] of Object.entries(filter) as [string, unknown][]) {
    if (!Object.hasOwn(kinds, key)) {
      const known = Object.keys(kinds).join(", ")
      throw new ConfigurationError("filter", `there is no key ${key}; the keys are ${known}`)
    }
    const { wanted, fits, several } = kinds[key as keyof MessageFilter]
    const values: readonly unknown[] = several && Array.isArray(value) ? value : [value]
    if (value === undefined || (values.length > 0 && values.every(fits))) continue
    const or = several ? ", or an array of such" : ""
    throw new ConfigurationError(`filter.${key}`, `must be ${wanted}${or}`)
  }
  checkTogether(filter)
}

/** Direct messages have no group and no member, those of groups no contact. */
function checkTogether({ chatType, contactId, groupId, memberId, role }: MessageFilter): void {
  const kinds: unknown[] = chatType === undefined ? [] : [chatType].flat()
  const inDirect = contactId !== undefined || (kinds.length > 0 && !kinds.includes("group"))
  const inGroup = [groupId, memberId, role].some((value) => value !== undefined)
  const isOnlyGroup = kinds.length > 0 && !kinds.includes("direct")
  if ((inDirect && inGroup) || (contactId !== undefined && isOnlyGroup)) {
    const problem = "conditions of direct chats and conditions of groups can never match together"
    throw new ConfigurationError("filter", problem)
  }
}
