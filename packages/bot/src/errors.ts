/** The base of every error of this package. No message contains a text, a link or a key. */
export class BotError extends Error {
  override readonly name: string = "BotError"
}

/** An option or argument is wrong. The message says what, where, and how to correct it. */
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
 * - `timeout`: no message came in time
 * - `aborted`: the signal was aborted, or the handler timed out; `cause` is the reason
 * - `left`: the sender sent a command instead of an answer to `ask`
 * - `gone`: the contact or the chat was deleted, or the member left
 * - `ended`: the handler that waited has ended, for instance because another wait of a race was faster
 * - `stopping`: the bot stops. The message that is being handled will come again at the next start
 */
export class WaitError extends BotError {
  override readonly name = "WaitError"
  readonly code: "timeout" | "aborted" | "left" | "gone" | "ended" | "stopping"

  constructor(code: WaitError["code"], details?: ErrorOptions) {
    super(`waiting for a message: ${reasons[code]}`, details)
    this.code = code
  }
}

const reasons: Readonly<Record<WaitError["code"], string>> = {
  timeout: "no message came in time",
  aborted: "aborted",
  left: "the sender sent a command instead",
  gone: "the sender or the chat is gone",
  ended: "the handler that waited has ended",
  stopping: "the bot stops",
}
