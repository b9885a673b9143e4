import { checkOptions, InvalidArgumentError } from "@simplex-chat/core"
import { checkObject } from "../checks.ts"
import type { Expected, Patience } from "./expected.ts"
import type { Line } from "./line.ts"

/** @throws {InvalidArgumentError} when it is no message of a transcript */
export function checkLine(line: Line): void {
  checkObject(line, "message")
  if (typeof line.chat === "string" && Number.isSafeInteger(line.itemId)) return
  throw new InvalidArgumentError(
    "message",
    "must be a message that the person sees: what say and expectLine resolve to",
  )
}

/** @throws {InvalidArgumentError} when nothing can be expected by it */
export function checkExpected(expected: Expected): void {
  if (["string", "function"].includes(typeof expected) || expected instanceof RegExp) return
  throw new InvalidArgumentError("expected", "must be a text, a pattern or a function")
}

/** @throws {InvalidArgumentError} when it is no object, has another option, or its time is no time */
export function checkPatience(patience: Patience): void {
  checkOptions(patience, { timeoutMs: "ms" }, "patience")
}
