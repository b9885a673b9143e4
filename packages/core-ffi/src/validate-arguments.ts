import { InvalidArgumentError } from "@simplex-chat/core"

/**
 * Refuses what would end the process or be cut short in the library: it reads NULL as a crash, and a
 * NUL as the end of the text.
 *
 * @throws {InvalidArgumentError} when it is not a string, or has a NUL in it
 */
export function checkText(argument: string, value: unknown): asserts value is string {
  if (typeof value !== "string")
    throw new InvalidArgumentError(argument, `must be a string, not ${kind(value)}`)
  const at = value.indexOf("\0")
  if (at >= 0) throw new InvalidArgumentError(argument, `has a NUL at position ${at}`)
}

/**
 * Like `checkText`, and not empty.
 *
 * @throws {InvalidArgumentError} when it is not a string, is empty, or has a NUL in it
 */
export function checkPath(argument: string, value: unknown): asserts value is string {
  checkText(argument, value)
  if (value === "") throw new InvalidArgumentError(argument, "must not be empty")
}

// The length of a file is a C int.
const maxBytes = 0x7fff_ffff

/** @throws {InvalidArgumentError} when it is not a Uint8Array, or has more than 2 GB */
export function checkBytes(argument: string, value: unknown): asserts value is Uint8Array {
  if (!(value instanceof Uint8Array))
    throw new InvalidArgumentError(argument, `must be a Uint8Array, not ${kind(value)}`)
  if (value.byteLength > maxBytes)
    throw new InvalidArgumentError(argument, `has ${value.byteLength} bytes, more than ${maxBytes}`)
}

function kind(value: unknown): string {
  return value === null ? "null" : typeof value
}
