import type { AnyEvent } from "@simplex-chat/api"
import type { ChatKey } from "@simplex-chat/bot/hosting"
import type { WireError } from "@simplex-chat/core/remote"
import type { T } from "@simplex-chat/types"

/** What a host puts into the queue of a partition. */
export type Brought =
  | {
      readonly type: "message"
      readonly chat: ChatKey
      readonly item: T.AChatItem
      readonly isHistory: boolean
    }
  | { readonly type: "edit"; readonly item: T.AChatItem }
  | { readonly type: "event"; readonly event: AnyEvent }

/** What a host says to all workers. */
export type Announcement = HostSign &
  (
    | { readonly alive: true }
    /** Events of the core, JSON as text, for the apis of the workers. */
    | { readonly events: readonly string[] }
  )

export interface HostSign {
  /** The process of the host. */
  readonly host: string
  /** Another one whenever the queue of the host is: what was in the one before is lost. */
  readonly session: string
}

/** What a worker asks of the host. Files go in pieces: the broker limits messages to 16 MiB. */
export type Request =
  | { readonly call: "hello" }
  | { readonly call: "sendCommand"; readonly args: readonly [command: string] }
  | { readonly call: "encryptFile"; readonly args: readonly [from: string, to: string] }
  | {
      readonly call: "decryptFile"
      readonly args: readonly [from: string, crypto: Crypto, to: string]
    }
  | { readonly call: "readFile"; readonly args: readonly [path: string, crypto: Crypto] }
  /** A piece of the data; the last one is answered. */
  | {
      readonly call: "writeFile"
      readonly args: readonly [path: string]
      readonly upload: string
      readonly data: string
      readonly isLast: boolean
    }

export interface Crypto {
  readonly fileKey: string
  readonly fileNonce: string
}

/** What the host answers. */
export type Response =
  | { readonly value: unknown }
  /** A piece of the data of `readFile`, base64; more follow, and then the value, their size. */
  | { readonly data: string }
  | { readonly error: WireError }

/** What a worker must know to begin. */
export interface HostInfo {
  readonly session: string
  readonly user: T.User
  readonly address?: string | undefined
  readonly identity: string
  readonly partitions: number
}

/** A worker says that it is there. */
export interface WorkerSign {
  readonly worker: string
  /** The partitions that it consumes, or would if it were its turn. */
  readonly consuming: readonly number[]
}

/** Files go in pieces of this many bytes. */
export const pieceBytes = 512 * 1024

/** How often hosts and workers say that they are there, and after what time they count as gone. */
export const aliveEveryMs = 2_000
export const goneAfterMs = 10_000
