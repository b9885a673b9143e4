import type { T } from "@simplex-chat/types"
import type { CommandErrorCode } from "./sending/error-code.ts"
import type { Tagged } from "./wire/envelope.ts"

/** The base of every error of this package. No message contains a text, a link or a key. */
export class ChatApiError extends Error {
  override readonly name: string = "ChatApiError"
}

/** The core already has a client: use that one, or open another core. */
export class CoreInUseError extends ChatApiError {
  override readonly name = "CoreInUseError"
  constructor() {
    super("this core already has a client, a ChatApi or a Bot; use that one, or open another core")
  }
}

/** What is known of a command that failed. */
export interface CommandFailure extends ErrorOptions {
  readonly code: CommandErrorCode
  /** Why, for people; part of the message. */
  readonly problem?: string | undefined
  readonly chatError?: T.ChatError | undefined
  readonly response?: Tagged | undefined
  readonly perhapsSent?: boolean | undefined
}

/** The core's own failures: it answers so while its database is closed under a running command. */
const unfinished: readonly string[] = ["exception", "dBException"]

/**
 * A command failed: the core refused it, answered something else than the command can answer, or did
 * not answer in time. `cause` is the error below, where there is one.
 *
 * ```ts
 * try {
 *   await api.apiSendTextMessage(chat, text)
 * } catch (error) {
 *   if (!(error instanceof ChatCommandError)) throw error
 *   switch (error.code) {
 *     case "largeMsg":
 *       return "too long"
 *     case "contactNotReady":
 *       return "not connected yet"
 *     default:
 *       throw error
 *   }
 * }
 * ```
 */
export class ChatCommandError extends ChatApiError {
  override readonly name = "ChatCommandError"
  /** The command's name, such as `APISendMessages`; `sendChatCmd` for one that was sent as text. */
  readonly command: string
  /**
   * What went wrong: the innermost tag of the core's error (`largeMsg`, `chatNotStarted`), two tags
   * for an error of its agent (`SMP AUTH`, `CONN NOT_FOUND`), or one of this package:
   *
   * - `unexpectedResponse`: the answer is not one of this command; it is `response`
   * - `invalidAnswer`: the answer is not JSON, or neither a result nor an error
   * - `timeout`, `aborted`: no answer until then; see `perhapsSent`
   * - `closed`: the core is closed; see `perhapsSent`
   * - `coreFailed`: the core failed otherwise; see `cause`
   */
  readonly code: CommandErrorCode
  /** The core's error. One that this version does not know has another `type` than the declared. */
  readonly chatError: T.ChatError | undefined
  /** The answer, when it is not one of this command. */
  readonly response: Tagged | undefined
  /**
   * Whether the command may have taken effect all the same: the core had it, and did not say what
   * became of it. A message may have arrived then, and is never sent again by this package: of 18
   * kills of a core in the middle of sending, 6 had sent a message that its database did not have.
   * False when the core refused the command, or never got it.
   */
  readonly perhapsSent: boolean

  constructor(command: string, failure: CommandFailure) {
    super(`${command} failed: ${failure.problem ?? failure.code}`, failure)
    this.command = command
    this.code = failure.code
    this.chatError = failure.chatError
    this.response = failure.response
    this.perhapsSent = failure.perhapsSent ?? unfinished.includes(failure.code)
  }
}

/**
 * Something went wrong on the way from the core to the handlers. `onError` reports the codes up to
 * `eventsDropped`, the others are thrown where one waits.
 *
 * - `handlerFailed`: a handler of the event `tag`, or a function such as `onProgress`, threw or
 *   rejected with `cause`
 * - `receiveFailed`: the core failed to hand out events; receiving goes on after `retryInMs`
 * - `invalidEvent`: what the core delivered is not an event
 * - `stopFailed`: the chat did not stop when the api was closed; it is closed all the same
 * - `otherCoreVersion`: the minor version of the core is another than the declared one
 * - `profileNotSent`: the core stored a new profile, but could not send it to some or all contacts
 * - `eventsDropped`: `dropped` events came while there was no listener, and the buffer was full
 * - `overflow`: an iterator was read too slowly, and its buffer was full
 * - `timeout`: what was waited for did not come in time
 * - `aborted`: the signal gave up; `cause` is its reason
 * - `closed`: the core was closed; also reported when the application did not close it
 */
export class ChatEventError extends ChatApiError {
  override readonly name = "ChatEventError"
  readonly code: EventErrorCode
  /** The tag of the event, where it is about one. */
  readonly tag: string | undefined
  /** When receiving is tried again, in milliseconds. */
  readonly retryInMs: number | undefined

  constructor(code: EventErrorCode, problem: string, details: EventFailure = {}) {
    super(problem, details)
    this.code = code
    this.tag = details.tag
    this.retryInMs = details.retryInMs
  }
}

export type EventErrorCode =
  | "handlerFailed"
  | "receiveFailed"
  | "invalidEvent"
  | "eventsDropped"
  | "overflow"
  | "timeout"
  | "aborted"
  | "closed"
  | "stopFailed"
  | "profileNotSent"
  | "otherCoreVersion"

interface EventFailure extends ErrorOptions {
  readonly tag?: string | undefined
  readonly retryInMs?: number | undefined
}
