import { ChatEventError } from "../errors.ts"
import type { Unsubscribe } from "./dispatcher.ts"

/** Called with errors that no caller awaits. */
export type ErrorHandler = (error: ChatEventError) => void

/** Brings errors to their handlers; to a warning of the process when there are none. */
export class ErrorReports {
  #handlers: readonly ErrorHandler[] = []

  on(handler: ErrorHandler): Unsubscribe {
    this.#handlers = [...this.#handlers, handler]
    return () => {
      this.#handlers = this.#handlers.filter((other) => other !== handler)
    }
  }

  report(reported: ChatEventError): void {
    if (this.#handlers.length === 0) warn(reported)
    for (const handler of this.#handlers) {
      try {
        handler(reported)
      } catch (error) {
        warn(reported)
        warn(error)
      }
    }
  }
}

/** Without the message of a foreign error, which can quote a private message; with its place. */
function warn(error: unknown): void {
  const isReported = error instanceof ChatEventError
  const what = isReported ? error.message : "a handler of errors threw"
  const { kind, frames } = placeOf(isReported && "cause" in error ? error.cause : error)
  process.emitWarning(`${what} (${kind})`, { type: "ChatApiWarning", detail: frames.join("\n") })
}

/** Anything can be thrown: getters that throw and revoked proxies included. */
function placeOf(error: unknown): { readonly kind: string; readonly frames: readonly string[] } {
  try {
    if (!(error instanceof Error)) return { kind: typeof error, frames: [] }
    return { kind: String(error.name), frames: String(error.stack).split("\n").filter(isFrame) }
  } catch {
    return { kind: "unreadable", frames: [] }
  }
}

const isFrame = (line: string): boolean => line.startsWith("    at ")
