import type { AnyEvent } from "@simplex-chat/api"
import type { ChatKey } from "@simplex-chat/bot/hosting"
import type { WireError } from "@simplex-chat/core/remote"
import type { T } from "@simplex-chat/types"

/**
 * The version of what hosts and workers say to each other. It changes when one could misunderstand the
 * other: they refuse each other then.
 */
export const protocolVersion = 1

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
  readonly protocol: number
  readonly partitions: number
  /** How many events this host has announced before: a worker that has heard fewer has missed some. */
  readonly announced: number
}

/** What a worker asks of the host, as JSON of a parcel. */
export type Request =
  | { readonly call: "hello" }
  | { readonly call: "sendCommand"; readonly args: readonly [command: string] }
  | { readonly call: "encryptFile"; readonly args: readonly [from: string, to: string] }
  | {
      readonly call: "decryptFile"
      readonly args: readonly [from: string, crypto: Crypto, to: string]
    }
  | { readonly call: "readFile"; readonly args: readonly [path: string, crypto: Crypto] }
  /** The bytes are the data of the parcel. */
  | { readonly call: "writeFile"; readonly args: readonly [path: string] }

export interface Crypto {
  readonly fileKey: string
  readonly fileNonce: string
}

/** What the host answers, as JSON of a parcel. The data of that of `readFile` are the bytes. */
export type Response = { readonly value: unknown } | { readonly error: WireError }

/** What a worker must know to begin. */
export interface HostInfo {
  readonly session: string
  readonly protocol: number
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

/** How often hosts and workers say that they are there, and after what time they count as gone. */
export const aliveEveryMs = 2_000
export const goneAfterMs = 10_000
