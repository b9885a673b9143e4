/** The base of every error of this package. No message contains a text, a link or a key. */
export class BotError extends Error {
  override readonly name: string = "BotError"
}

/** Something about the bot is declared wrongly. The message says what, where, and what to do. */
export class ConfigurationError extends BotError {
  override readonly name = "ConfigurationError"
  /** The option or argument that is wrong, such as `profile.displayName`. */
  readonly option: string

  constructor(option: string, problem: string, details?: ErrorOptions) {
    super(`${option}: ${problem}`, details)
    this.option = option
  }
}

/**
 * A wait for a message ended without one.
 *
 * - `timeout`: none came in time
 * - `aborted`: the signal gave up, or the handler took longer than it may; `cause` is the reason
 * - `stopping`: the bot stops. The message that is being handled will come again at the next start
 */
export class WaitError extends BotError {
  override readonly name = "WaitError"
  readonly code: "timeout" | "aborted" | "stopping"

  constructor(code: WaitError["code"], details?: ErrorOptions) {
    const why = { timeout: "none came in time", aborted: "given up", stopping: "the bot stops" }
    super(`waiting for a message: ${why[code]}`, details)
    this.code = code
  }
}
