import type { ChatEvent } from "@simplex-chat/types"
import { InvalidArgumentError } from "../checks.ts"
import { eventTags } from "../gen/known-tags.ts"
import { type Said, type Tagged } from "../wire/envelope.ts"

/**
 * An event that this version does not declare, as the core sent it: `tag` is its own `type`, `json`
 * the whole object. It has a tag of its own here, so that the declared events still narrow.
 *
 * ```ts
 * api.on("unknown", ({ tag, json }) => console.log("new in this core:", tag, Object.keys(json)))
 * ```
 */
export interface UnknownEvent {
  type: "unknown"
  tag: string
  json: Record<string, unknown>
}

/** Whatever the core reports. */
export type AnyEvent = ChatEvent | UnknownEvent

/** What can be listened to: the tags of the declared events, and `unknown` for all others. */
export type EventTag = AnyEvent["type"]

/**
 * A misspelt tag would be waited for in vain.
 *
 * @throws {InvalidArgumentError} when no event has this tag
 */
export function checkTag(tag: EventTag): void {
  if (tag === "unknown" || eventTags.has(tag)) return
  throw new InvalidArgumentError("tag", 'is none of CEvt; undeclared events come as "unknown"')
}

/** The event with this tag. */
export type EventOf<Tag extends EventTag> = Extract<AnyEvent, { type: Tag }>

/** The event that the core said: an error on the event queue is the event `chatError`. */
export function eventOf({ result, error }: Said): AnyEvent {
  if (error !== undefined) return { type: "chatError", chatError: error } as unknown as ChatEvent
  return eventTags.has(result.type) ? asDeclared(result) : unknownEvent(result)
}

/** Its fields are the core's word: a wrong one would be a defect of the core, not a new version. */
const asDeclared = (said: Tagged): ChatEvent => said as unknown as ChatEvent

const unknownEvent = (json: Tagged): UnknownEvent => ({ type: "unknown", tag: json.type, json })
