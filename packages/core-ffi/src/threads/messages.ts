/** What the threads of this package and the thread that owns them say to each other. */

import type { Controller, NativeLibrary } from "../native/library.ts"
import type { Control } from "./control.ts"
import type { Inside } from "./inside.ts"
import type { Replies } from "./replies.ts"

/** Where the native code is, and the flags that several threads see. */
export interface NativePlace {
  readonly koffi: string
  readonly library: string
  /** How many threads are inside the library now, and whether more may enter. */
  readonly inside: Inside
}

export interface CallThreadData extends NativePlace {
  readonly role: "call"
  /** The number of the next call that the thread may take. See `batch.ts`. */
  readonly cursor: Int32Array<SharedArrayBuffer>
  readonly replies: Replies
}

export interface ControllerThreadData extends NativePlace {
  readonly role: "controller"
  /** Whether the run-time system of the library is still to be started. */
  readonly initialise: boolean
  readonly database: { readonly path: string; readonly key: string; readonly confirm: string }
  readonly control: Control
}

export type ThreadData = CallThreadData | ControllerThreadData

/** The functions that run on the threads of the pool. */
export type CallName = "sendCommand" | "writeFile" | "readFile" | "encryptFile" | "decryptFile"
export type CallArgs<N extends CallName> = N extends "sendCommand"
  ? [ctrl: Controller, command: string]
  : Parameters<NativeLibrary[N]>
export type CallResult<N extends CallName> = Exclude<ReturnType<NativeLibrary[N]>, number>

// Arrays and bare values, since the names of properties are written and read again with each message.

/** The number of the first call, whether it is to be announced, and the calls; null: no more come. */
export type CallBatch = readonly [first: number, announce: boolean, ...calls: CallRequest[]] | null
export type CallRequest = readonly [name: CallName, ...args: unknown[]]
/**
 * The thread is ready for its first batch; has begun a call that it was to announce; has written
 * replies, see `replies.ts`; or a reply that could not be written.
 */
export type CallMessage = "ready" | "begun" | "replied" | readonly [reply: CallReply]
/** What the function returned, or why it could not be called. */
export type CallReply = string | Uint8Array | null | { readonly failed: string }

/** From the thread of a controller. */
export type ControllerMessage =
  | { readonly type: "initialised" }
  | { readonly type: "loadFailed"; readonly problem: string }
  | { readonly type: "migrated"; readonly answer: string | null; readonly ctrl: number }
  | { readonly type: "events"; readonly events: readonly string[] }
  | { readonly type: "receiveFailed"; readonly problem: string }
  | { readonly type: "closed"; readonly answer: string | null }
