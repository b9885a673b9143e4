import type { RunReport } from "@simplex-chat/playground/protocol"
import type { Handled } from "../../bot/handled.ts"
import type { LogLevel } from "../../bot/logging.ts"

// What `dev` and the process of the bot say to each other, over the IPC channel of Node.

/** Passes the session's folder to the process; removed there before anything of the bot runs. */
export const folderVariable = "SIMPLEX_BOT_DEV_FOLDER"

/** The methods of a core that the bot calls in the other process. */
export type CoreCall =
  "sendCommand" | "writeFile" | "readFile" | "encryptFile" | "decryptFile" | "close"

/** An error on its way: its class, its message, and its plain fields. */
export interface ErrorInfo {
  readonly name: string
  readonly message: string
  readonly fields: Readonly<Record<string, string | number | boolean>>
}

/** A line of the bot's log. `dev` has all of them, and what handlers threw in full. */
export interface LogLine {
  readonly level: LogLevel
  readonly message: string
  /** JSON values: the handler, the item, ... */
  readonly fields: Readonly<Record<string, unknown>>
  /** The stack of what was thrown, with its causes. */
  readonly error?: string
}

/** Handlers in flight, those that wait for answers included, and messages that wait for a handler. */
export interface BotLoad {
  readonly working: number
  readonly queued: number
}

export type FromBot =
  | {
      readonly type: "call"
      readonly id: number
      readonly call: CoreCall
      readonly args: readonly unknown[]
      /** The run of handlers that calls. */
      readonly run: number | undefined
    }
  | { readonly type: "started"; readonly name: string; readonly address: string | undefined }
  /** The file cannot be tried; the process ends. */
  | { readonly type: "unfit"; readonly problem: string }
  | { readonly type: "log"; readonly line: LogLine }
  | { readonly type: "handled"; readonly handled: Handled }
  /** Handlers have begun, or have ended. */
  | { readonly type: "run"; readonly run: RunReport }
  /** A module that Node has loaded: what `--watch` watches. */
  | { readonly type: "loaded"; readonly path: string }
  | { readonly type: "load"; readonly id: number; readonly load: BotLoad }

export type ToBot =
  | { readonly type: "value"; readonly id: number; readonly value: unknown }
  | { readonly type: "error"; readonly id: number; readonly error: ErrorInfo }
  | { readonly type: "events"; readonly events: readonly string[] }
  | { readonly type: "load"; readonly id: number }
  | { readonly type: "stop" }
