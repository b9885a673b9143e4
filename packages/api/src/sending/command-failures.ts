import { ClosedError, TimeoutError, UnsupportedError } from "@simplex-chat/core"
import type { GaveUp } from "@simplex-chat/core"
import { InvalidArgumentError } from "../checks.ts"
import { ChatCommandError } from "../errors.ts"
import { EnvelopeError } from "../wire/envelope.ts"

interface Details extends ErrorOptions {
  readonly perhapsSent?: boolean
}

/** The error of a command that waited in a queue here until its deadline. */
export function gaveUpInQueue(name: string, code: GaveUp, cause: ErrorOptions): ChatCommandError {
  const problem = "gave up while it waited for commands before it; it was not sent"
  return new ChatCommandError(name, { code, problem, ...cause })
}

/** The error of a command that was aborted, or not answered in time. */
export function gaveUp(name: string, code: GaveUp, details: Details = {}): ChatCommandError {
  const what = code === "timeout" ? "no answer in time" : "aborted"
  return new ChatCommandError(name, { code, problem: what + effect(details), ...details })
}

/** The error of a command of a closed core. */
export function closed(name: string, details: Details = {}): ChatCommandError {
  const problem = `the core is closed${effect(details)}`
  return new ChatCommandError(name, { code: "closed", problem, ...details })
}

const effect = ({ perhapsSent = false }: Details): string =>
  perhapsSent ? "; it may still take effect" : "; it was not sent"

/** Makes one error of whatever a core throws. */
export function commandError(name: string, error: unknown, signal?: AbortSignal): ChatCommandError {
  const cause = error
  if (error instanceof ChatCommandError) return error
  if (error instanceof EnvelopeError) {
    const problem = `the answer ${error.message}`
    return new ChatCommandError(name, { code: "invalidAnswer", problem, cause, perhapsSent: true })
  }
  if (signal?.aborted === true && error === signal.reason) {
    return gaveUp(name, "aborted", { cause, perhapsSent: true })
  }
  if (error instanceof TimeoutError) {
    return gaveUp(name, "timeout", { cause, perhapsSent: error.started })
  }
  if (error instanceof ClosedError) return closed(name, { cause, perhapsSent: error.started })
  const isRefused = error instanceof UnsupportedError || error instanceof InvalidArgumentError
  const problem = isRefused ? error.message : "the core failed"
  return new ChatCommandError(name, { code: "coreFailed", problem, cause, perhapsSent: !isRefused })
}
