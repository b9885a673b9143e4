import type { Core } from "@simplex-chat/core"
import type { ProgramName, ProgramOptions } from "../../programs/index.ts"

/** Which database to open, and with which library. */
export interface Opening {
  readonly filePrefix: string
  /** The folder that has libsimplex. */
  readonly lib: string
}

export type CoreMethod = Exclude<keyof Core, "keepsRunning">

/** A call of a core on the other side. */
export interface CoreCall {
  readonly kind: "call"
  readonly id: number
  readonly name: CoreMethod
  readonly args: readonly unknown[]
}

/** What it came to. */
export interface CoreAnswer {
  readonly kind: "answer"
  readonly id: number
  readonly value?: unknown
  readonly error?: string
}

/** What a parent asks of a process: to open a core, or to run a bot. */
export type Order =
  | { readonly kind: "open"; readonly opening: Opening }
  | {
      readonly kind: "run"
      readonly program: ProgramName
      readonly options: ProgramOptions
      /** The core to open; absent when the parent has it. */
      readonly opening?: Opening | undefined
    }
  | { readonly kind: "stop" }

/** What has become of an order. */
export type Report =
  | { readonly kind: "opened" }
  | { readonly kind: "running"; readonly address: string }
  | { readonly kind: "stopped" }
  | { readonly kind: "failed"; readonly error: string }

export type Message = CoreCall | CoreAnswer | Order | Report

/** One end of the channel between a process and its parent: a `ChildProcess`, or `process`. */
export interface Channel {
  readonly connected: boolean
  send?(message: Message, callback: (error: Error | null) => void): unknown
  on(event: "message", listener: (message: Message) => void): unknown
  once(event: "disconnect", listener: () => void): unknown
}

/**
 * Sends to the other end. A process can be gone before its channel says so: what is not sent then is
 * answered by the end of the channel, which rejects all calls.
 */
export function send(channel: Channel, message: Message): void {
  channel.send?.(message, () => {})
}
