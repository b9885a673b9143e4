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

/** What the bot does with one message or event: when it begins, and how it ended. */
export type HandlerRun =
  | {
      readonly phase: "begin"
      /** Counts from 1 in each process. */
      readonly id: number
      readonly what: HandledUpdate
    }
  | {
      readonly phase: "end"
      readonly id: number
      readonly what: HandledUpdate
      /** The handler that got it last: `onCommand help`; absent when none did. */
      readonly handler?: string
      /** Waiting for answers included. */
      readonly durationMs: number
      /** The stack of what was thrown. */
      readonly error?: string
    }

/** A message by its chat (`@4`, `#1`) and its id in the bot's core; an event by its tag. */
export type HandledUpdate =
  | { readonly type: "message"; readonly chat: string; readonly itemId: number }
  | { readonly type: "event"; readonly tag: string }

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
  | { readonly type: "run"; readonly run: HandlerRun }
  /** The same for the inspector: with all handlers, and what they changed. */
  | { readonly type: "trace"; readonly run: RunReport }
  /** A module that Node has loaded: what `--watch` watches. */
  | { readonly type: "loaded"; readonly path: string }

export type ToBot =
  | { readonly type: "value"; readonly id: number; readonly value: unknown }
  | { readonly type: "error"; readonly id: number; readonly error: ErrorInfo }
  | { readonly type: "events"; readonly events: readonly string[] }
  | { readonly type: "stop" }
