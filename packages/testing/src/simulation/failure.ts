import { UnsupportedError } from "@simplex-chat/core"
import type { T } from "@simplex-chat/types"

/** A command that the core refuses: thrown by handlers, answered as `{"error": ...}`. */
export class Failure extends Error {
  override readonly name = "Failure"
  readonly chatError: T.ChatError

  constructor(chatError: T.ChatError) {
    super(chatError.type)
    this.chatError = chatError
  }
}

/** A refusal of the chat itself. */
export function failed(errorType: T.ChatErrorType): Failure {
  return new Failure({ type: "error", errorType })
}

/** Something is not in the core's database. */
export function notStored(storeError: T.StoreError): Failure {
  return new Failure({ type: "errorStore", storeError })
}

/** The agent, which looks after connections, refuses. */
export function agentFailed(agentError: T.AgentErrorType, agentConnId = ""): Failure {
  return new Failure({ type: "errorAgent", agentError, agentConnId })
}

/** What the core says to a text that it cannot read. */
export function unreadable(): Failure {
  return commandFailed("Failed reading: empty")
}

export function commandFailed(message: string): Failure {
  return failed({ type: "commandError", message })
}

/**
 * Refuses a parameter that this network does not act on.
 *
 * @throws {NotSimulatedError} when it is given
 */
export function refuse(what: string, isWanted: boolean | undefined): void {
  if (isWanted) throw new NotSimulatedError(what)
}

/** Something that a real core does and this network does not. Nothing was changed. */
export class NotSimulatedError extends UnsupportedError {
  override readonly name = "NotSimulatedError"
  /** The command, without what a user wrote in it. */
  readonly command: string

  constructor(command: string, what = "this network does not simulate it") {
    super(command, `${what}; nothing was done`)
    this.command = command
  }
}
