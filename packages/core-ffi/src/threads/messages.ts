/** What the threads of this package and the thread that owns them say to each other. */

import type { Controller, NativeLibrary } from "../native/library.ts"
import type { Bell, Control } from "./control.ts"
import type { InFlight } from "./in-flight.ts"
import type { Replies } from "./replies.ts"
import type { Requests } from "./requests.ts"

/** Where the native code is, and the flags that several threads see. */
export interface NativePlace {
  readonly koffi: string
  readonly library: string
  /** Native calls in flight, and whether more are admitted. */
  readonly inFlight: InFlight
  /** Whether the library is loaded for good, so that a thread that starts may bind it at once. */
  isLoaded: boolean
}

export interface CallThreadData extends NativePlace {
  readonly role: "call"
  readonly requests: Requests
  readonly replies: Replies
}

export interface ReceiverThreadData extends NativePlace {
  readonly role: "receive"
  readonly bell: Bell
}

export type ThreadData = CallThreadData | ReceiverThreadData

/** The functions that run on the threads of the pool. */
export type CallName = Exclude<keyof NativeLibrary, "threadDone">
export type CallArgs<N extends CallName> = N extends "sendCommand"
  ? [ctrl: Controller, command: string]
  : N extends "receive"
    ? [ctrl: Controller]
    : Parameters<NativeLibrary[N]>
/** To receive is, here, to take a batch of what is there. */
export type CallResult<N extends CallName> = N extends "receive"
  ? readonly string[]
  : Exclude<ReturnType<NativeLibrary[N]>, N extends MayReturnNull ? number : number | null>
/** A call of any other function that returns NULL has failed. */
export type MayReturnNull = "initialise" | "closeStore"

// Arrays and bare values, since the names of properties are written and read again with each message.

/** To a thread of the pool: a call that is not in shared memory, with its number. */
export type SentCall = readonly [number: number, request: CallRequest]
export type CallRequest = readonly [name: CallName, ...args: unknown[]]
/**
 * The thread is ready for its first call; has begun a call that it was to announce; has written
 * replies, see `replies.ts`; or a reply that could not be written.
 */
export type CallMessage = "ready" | "begun" | "replied" | readonly [reply: CallReply]
/** What the function returned, or why it could not be called. */
export type CallReply = CallResult<CallName> | CallFailure
export interface CallFailure {
  readonly failed: string
}

/** To a receiving thread: a controller to receive from. */
export interface Attachment {
  readonly id: number
  readonly ctrl: Controller
  readonly control: Control
}

/** From a receiving thread, about the controller with this id. */
export type ReceiverMessage = { readonly id: number } & (
  | { readonly type: "events"; readonly events: readonly string[] }
  | { readonly type: "receiveFailed"; readonly problem: string }
  | { readonly type: "stopped" }
)
