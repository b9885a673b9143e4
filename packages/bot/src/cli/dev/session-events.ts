import type { Frame } from "@simplex-chat/testing"
import type { RunReport } from "@simplex-chat/playground/protocol"
import type { Handled } from "../../bot/handled.ts"
import type { HandlerRun, LogLine } from "./protocol.ts"

/** How the bot of a session is. */
export type BotState =
  | { readonly type: "starting" }
  | { readonly type: "running"; readonly name: string; readonly address: string | undefined }
  /** It was stopped, or killed on purpose. */
  | { readonly type: "stopped" }
  /** It ended by itself: with this exit code, or by this signal. */
  | {
      readonly type: "failed"
      readonly code: number | null
      readonly signal: NodeJS.Signals | null
    }

/** What happens in a session, in order. */
export type SessionEvent =
  | { readonly type: "bot"; readonly state: BotState }
  /** A command, answer or event of a core: of the bot (`bot`), or of a person. */
  | {
      readonly type: "frame"
      readonly frame: Frame
      /** The run of the bot's handlers that sent the command. */
      readonly run?: number | undefined
    }
  /** Handlers of the bot have begun; when they have ended, it comes again. */
  | { readonly type: "trace"; readonly run: RunReport }
  /** A line of the bot's log, at every level; what a handler threw is in `line.error`. */
  | { readonly type: "log"; readonly line: LogLine }
  | { readonly type: "handled"; readonly handled: Handled }
  /** The bot has begun to handle a message or an event, or is done with it. */
  | { readonly type: "run"; readonly run: HandlerRun }
  /** What the bot has written to its standard output or error. */
  | { readonly type: "output"; readonly stream: "stdout" | "stderr"; readonly text: string }
  | { readonly type: "person"; readonly name: string; readonly present: boolean }
  /** A file of the bot was changed; with `watch`, the bot restarts now. */
  | { readonly type: "change"; readonly path: string }
