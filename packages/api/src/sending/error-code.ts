import type { T } from "@simplex-chat/types"
import { isTagged, type Tagged } from "../wire/envelope.ts"

/** What {@link ChatCommandError} can have as its code. A newer core can add others. */
export type CommandErrorCode =
  ClientErrorCode | T.ChatErrorType.Tag | T.StoreError.Tag | AgentErrorCode | (string & {})

/** What goes wrong on this side of the core. */
export type ClientErrorCode =
  | "unexpectedResponse"
  | "invalidAnswer"
  | "timeout"
  | "aborted"
  | "closed"
  | "coreFailed"
  | "tooManyReactions"

/** `SMP AUTH`, `CONN NOT_FOUND`, `INACTIVE`: the tag of the error, and of the error inside it. */
export type AgentErrorCode = WithInnerTag<T.AgentErrorType>

type WithInnerTag<E> = E extends { type: infer Tag extends string }
  ? [InnerTag<E>] extends [never]
    ? Tag
    : `${Tag} ${InnerTag<E>}`
  : never

type InnerTag<E> = {
  [Field in keyof E]: E[Field] extends { type: infer Tag extends string } ? Tag : never
}[keyof E]

/** The code of the core's error; of one that is not declared, its innermost known tag. */
export function codeOf(chatError: Tagged): CommandErrorCode {
  const inner = errorInside(chatError)
  if (inner === undefined) return chatError.type
  if (inner["message"] === "too many reactions") return "tooManyReactions"
  if (chatError.type !== "errorAgent") return inner.type
  const innermost = errorInside(inner)
  return innermost === undefined ? inner.type : `${inner.type} ${innermost.type}`
}

// `connectionEntity_` is tagged as well, but says where it happened.
const errorInside = (error: Tagged): Tagged | undefined =>
  Object.entries(error).flatMap(([field, value]) =>
    /err(or)?(Type|_)?$/i.test(field) && isTagged(value) ? [value] : [],
  )[0]
