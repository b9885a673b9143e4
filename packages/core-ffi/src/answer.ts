import { CallError } from "@simplex-chat/core"

/**
 * Reads an answer that is an object with a `type`.
 *
 * @throws {CallError} without a cause, which would quote the answer
 */
export function parseTagged(operation: string, answer: string): { readonly type: string } {
  let value: unknown
  try {
    value = JSON.parse(answer)
  } catch {
    throw new CallError(operation, "the answer is not JSON")
  }
  if (typeof (value as { type?: unknown } | null)?.type !== "string")
    throw new CallError(operation, "the answer is not an object with a type")
  return value as { type: string }
}
