// What a test gives: checked before anything happens, so that a slip is reported where it was made.

import { type CryptoFileArgs, InvalidArgumentError } from "@simplex-chat/core"

/** @throws {InvalidArgumentError} when it is no string */
export function checkText(text: string, name = "text"): void {
  if (typeof text !== "string")
    throw new InvalidArgumentError(name, `must be a text, not ${typeof text}`)
}

/** @throws {InvalidArgumentError} when it is no string, or empty */
export function checkName(text: string, name = "name"): void {
  checkText(text, name)
  if (text === "") throw new InvalidArgumentError(name, "must not be empty")
}

/** @throws {InvalidArgumentError} when they are no object */
export function checkObject(options: object, name = "options"): void {
  const given: unknown = options
  if (typeof given === "object" && given !== null && !Array.isArray(given)) return
  const kind = given === null ? "null" : Array.isArray(given) ? "a list" : typeof given
  throw new InvalidArgumentError(name, `must be an object, not ${kind}`)
}

/** @throws {InvalidArgumentError} when they are no bytes */
export function checkBytes(bytes: Uint8Array, name = "data"): void {
  if (!((bytes as unknown) instanceof Uint8Array))
    throw new InvalidArgumentError(name, "must be a Uint8Array, such as a Buffer")
}

/** @throws {InvalidArgumentError} when it is no key and nonce of a file */
export function checkCrypto(crypto: CryptoFileArgs): void {
  checkObject(crypto, "crypto")
  checkText(crypto.fileKey, "fileKey")
  checkText(crypto.fileNonce, "fileNonce")
}

/** @throws {InvalidArgumentError} when it is no function */
export function checkFunction(given: unknown, name: string): void {
  if (typeof given !== "function") throw new InvalidArgumentError(name, "must be a function")
}

/** @throws {InvalidArgumentError} when it is no number of at least 0 */
export function checkAmount(amount: number, name: string): void {
  if (typeof amount === "number" && amount >= 0) return
  throw new InvalidArgumentError(name, "must be a number of 0 or more")
}
