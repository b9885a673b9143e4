import type { ChatEventError } from "../errors.ts"
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
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  const frames = cause instanceof Error ? (cause.stack ?? "").split("\n").filter(isFrame) : []
  const what = error === cause ? "a handler of errors threw" : (error as Error).message
  const kind = cause instanceof Error ? cause.name : typeof cause
  process.emitWarning(`${what} (${kind})`, { type: "ChatApiWarning", detail: frames.join("\n") })
}

const isFrame = (line: string): boolean => line.startsWith("    at ")
