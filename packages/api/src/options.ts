import type { CallOptions, OptionKinds } from "@simplex-chat/core"
import { checkOptions } from "./checks.ts"
import type { Backoff } from "./events/receiver.ts"
import type { CommandObserver } from "./sending/command-observer.ts"

/** How the api behaves. */
export interface ChatApiOptions {
  /** How long to wait before receiving again after the core failed to deliver events. */
  readonly backoff?: Backoff | undefined
  /**
   * Whether `startChat` goes on with a core of another major version; false when absent: it fails
   * with a `CoreVersionError`.
   */
  readonly anyCoreVersion?: boolean | undefined
  /** Called when a command begins, for metrics and traces. */
  readonly onCommand?: CommandObserver | undefined
  /** Gives up opening a database, also a download of the library. */
  readonly signal?: AbortSignal | undefined
}

/** What the core starts. */
export interface StartOptions extends CallOptions {
  /** True for a bot, and when absent. False starts less, for a helper beside the main process. */
  readonly mainApp?: boolean | undefined
  /** Whether files are uploaded when `mainApp` is false; true when absent. */
  readonly enableSndFiles?: boolean | undefined
}

/** How long stopping may take. */
export interface StopOptions {
  /** How long to wait until a server has what was sent just before, in ms; 2,000 when absent. */
  readonly settleMs?: number | undefined
  /** How long to wait for the core's answer, in ms; 10,000 when absent. */
  readonly timeoutMs?: number | undefined
}

/** How long closing may take, all in all. */
export interface CloseOptions extends StopOptions {
  /** How long to wait for the database, in ms; absent leaves it to the core. */
  readonly closeTimeoutMs?: number | undefined
}

/** @throws {InvalidArgumentError} for the first option that is wrong */
export function checkApiOptions(options: ChatApiOptions): void {
  checkOptions(options, {
    backoff: "object",
    anyCoreVersion: "flag",
    onCommand: "function",
    signal: "signal",
  })
  checkOptions(options.backoff ?? {}, { initialMs: "ms", maxMs: "ms" }, "backoff")
}

export const stopKinds = {
  settleMs: "ms",
  timeoutMs: "ms",
} as const satisfies OptionKinds<StopOptions>
