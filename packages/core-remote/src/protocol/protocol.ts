/**
 * The protocol between `serveCore` and `connectCore`, version 1. README.md describes it.
 */

import type { WireError } from "@simplex-chat/core/remote"

/** The name of the protocol in the WebSocket handshake; its number changes with the protocol. */
export const protocolName = "simplex-core.1"

/** Files go in pieces of this many bytes. */
export const chunkBytes = 256 * 1024

/** What a client says. */
export type ClientMessage =
  /** First: a new session, or one to go on with after the event `after`. */
  | { readonly hello: { readonly session?: string; readonly after?: number } }
  /** A call; `writeFile` is followed by its data. */
  | { readonly id: number; readonly call: CallName; readonly args: readonly unknown[] }
  /** A piece of the data of a call, base64; the last one says so. */
  | { readonly id: number; readonly data: string; readonly last: boolean }
  /** The client has the events up to this one: the server may forget them. */
  | { readonly ack: number }
  /** The client ends the session. */
  | { readonly bye: true }

/** What a server says. */
export type ServerMessage =
  /** Answers `hello`: the session, and whether events were lost since `after`. */
  | { readonly welcome: { readonly session: string; readonly missed: boolean } }
  /** The result of a call; that of `readFile` comes after its data. */
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly data: string }
  | { readonly id: number; readonly error: WireError }
  | { readonly seq: number; readonly event: string }
  /** The server forgot events that were not acknowledged: its buffer was full. */
  | { readonly missed: true }
  /** The core is closed; the session is over. */
  | { readonly closed: true }

export type CallName = "sendCommand" | "writeFile" | "readFile" | "encryptFile" | "decryptFile"

/**
 * Reads a message of either side.
 *
 * @returns undefined when it is not a JSON object
 */
export function parse<Message>(text: string): Message | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Message)
      : undefined
  } catch {
    return undefined
  }
}
