import {
  type CallOptions,
  checkTimeout,
  ClosedError,
  type Core,
  type GaveUp,
  longestTimeoutMs,
  TimeoutError,
  UnsupportedError,
  within,
} from "@simplex-chat/core"
import type { Command, T } from "@simplex-chat/types"
import * as CC from "@simplex-chat/types/commands"
import { ChatCommandError } from "../errors.ts"
import { answersOf } from "../gen/known-tags.ts"
import { EnvelopeError, readEnvelope, type Said, type Tagged } from "../wire/envelope.ts"
import { ActiveUserGate, type Need, type UserChoice } from "./active-user.ts"
import { codeOf } from "./error-code.ts"

/** A command as text, and what is known of it. */
export interface Outgoing {
  readonly name: string
  readonly text: string
  readonly user?: UserChoice | undefined
}

/** Sends commands, makes sense of their answers, and knows how many are under way. */
export class CommandChannel {
  readonly #core: Core
  readonly #onAnswer: (answer: Tagged) => void
  readonly #gate: ActiveUserGate
  #underWay = 0
  #whenIdle: (() => void)[] = []

  constructor(core: Core, onAnswer: (answer: Tagged) => void) {
    this.#core = core
    this.#onAnswer = onAnswer
    this.#gate = new ActiveUserGate({
      show: () => this.#showActiveUser(),
      activate: (user) => this.#activate(user),
    })
  }

  /**
   * @throws {CommandSyntaxError} when the parameters cannot be written; nothing is sent then
   * @throws {ChatCommandError}
   */
  async send<Params>(
    command: Command<Params, unknown>,
    params: Params,
    options: CallOptions = {},
    user?: UserChoice,
  ): Promise<Tagged> {
    const text = command.cmdString(params)
    return this.sendText({ name: command.name, text, user }, options)
  }

  async sendText(outgoing: Outgoing, options: CallOptions = {}): Promise<Tagged> {
    this.#underWay++
    try {
      return needsNoUser.has(outgoing.name)
        ? await this.#exchange(outgoing, options)
        : await this.#inTurn(outgoing, options)
    } finally {
      this.#underWay--
      if (this.#underWay === 0) for (const resolve of this.#whenIdle.splice(0)) resolve()
    }
  }

  /** Resolves once no command is under way. */
  async idle(): Promise<void> {
    if (this.#underWay === 0) return
    await new Promise<void>((resolve) => this.#whenIdle.push(resolve))
  }

  async #inTurn(outgoing: Outgoing, options: CallOptions): Promise<Tagged> {
    const need: Need = { user: outgoing.user, alone: changesUser(outgoing) }
    const turn = this.#gate.enter(need)
    if (turn !== undefined) {
      try {
        await within(turn, options, (why, cause) => notSent(outgoing.name, why, cause))
      } catch (error) {
        // Its turn may still come: it must not hold up the others then.
        turn.then(
          () => this.#gate.leave(),
          () => {},
        )
        throw error
      }
    }
    try {
      const answer = await this.#exchange(outgoing, options)
      if (answer.type === "activeUser") this.#gate.selected(userIdOf(answer))
      else if (need.alone) this.#gate.selected(undefined)
      return answer
    } catch (error) {
      if (need.alone && mayHaveHappened(error)) this.#gate.selected(undefined)
      throw error
    } finally {
      this.#gate.leave()
    }
  }

  async #exchange({ name, text }: Outgoing, options: CallOptions): Promise<Tagged> {
    const said = await this.#answer(name, text, options)
    const chatError = said.error ?? errorWithin(said.result)
    if (chatError !== undefined) {
      // One that is not declared has another tag; everything else of the type is optional reading.
      const declared = chatError as unknown as T.ChatError
      throw new ChatCommandError(name, { code: codeOf(chatError), chatError: declared })
    }
    const response = said.result as Tagged
    if (answersOf[name]?.includes(response.type) === false) {
      const problem = `unexpected answer ${response.type}`
      throw new ChatCommandError(name, { code: "unexpectedResponse", problem, response })
    }
    this.#onAnswer(response)
    return response
  }

  async #answer(name: string, text: string, options: CallOptions): Promise<Said> {
    const { signal, timeoutMs } = options
    checkTimeout(options)
    if (signal?.aborted === true) throw gaveUp(name, "aborted", { cause: signal.reason })
    try {
      // The core has the same deadline, unless no timer can wait for it; it is kept here too, as not
      // every core need keep it.
      const core = {
        signal,
        timeoutMs: (timeoutMs ?? 0) > longestTimeoutMs ? undefined : timeoutMs,
      }
      const answer = this.#core.sendCommand(text, core)
      return readEnvelope(await within(answer, options, (why, cause) => gaveUp(name, why, cause)))
    } catch (error) {
      throw asCommandError(name, error, signal)
    }
  }

  async #showActiveUser(): Promise<number | undefined> {
    try {
      return userIdOf(
        await this.#exchange({ name: "ShowActiveUser", text: CC.ShowActiveUser.cmdString({}) }, {}),
      )
    } catch (error) {
      if (error instanceof ChatCommandError && error.code === "noActiveUser") return undefined
      throw error
    }
  }

  async #activate(user: UserChoice): Promise<void> {
    await this.#exchange(
      { name: "APISetActiveUser", text: CC.APISetActiveUser.cmdString(user) },
      {},
    )
  }
}

/** These are the same whoever is active. */
const needsNoUser: ReadonlySet<string> = new Set(["StartChat", "APIStopChat", "ListUsers"])

const userChanging: ReadonlySet<string> = new Set([
  "APISetActiveUser",
  "CreateActiveUser",
  "APIDeleteUser",
])

/** `/user NAME`, `/_user ID`, `/_create user`, `/_delete user` and their short and older forms. */
const changesUser = ({ name, text }: Outgoing): boolean =>
  userChanging.has(name) ||
  (name === "sendChatCmd" && /^\/_?((create|delete) )?u(ser)?\b/.test(text))

const mayHaveHappened = (error: unknown): boolean =>
  error instanceof ChatCommandError && error.chatError === undefined

function userIdOf(answer: Tagged): number | undefined {
  const { user } = answer
  if (typeof user !== "object" || user === null || !("userId" in user)) return undefined
  return typeof user.userId === "number" ? user.userId : undefined
}

/** A core behind another transport answers with an error as a result. */
function errorWithin(result: Tagged): Tagged | undefined {
  if (result.type !== "chatCmdError") return undefined
  const said = result["chatError"]
  return typeof said === "object" && said !== null ? (said as Tagged) : { type: "chatCmdError" }
}

function notSent(name: string, code: GaveUp, options: ErrorOptions): ChatCommandError {
  const problem = "given up while commands of another user ran; it was not sent"
  return new ChatCommandError(name, { code, problem, ...options })
}

function gaveUp(name: string, why: GaveUp, options: ErrorOptions): ChatCommandError {
  const problem = why === "timeout" ? "no answer in time; it may still take effect" : "given up"
  return new ChatCommandError(name, { code: why, problem, ...options })
}

function asCommandError(name: string, error: unknown, signal: AbortSignal | undefined): Error {
  if (error instanceof ChatCommandError) return error
  if (error instanceof EnvelopeError) {
    const problem = `the answer ${error.message}`
    return new ChatCommandError(name, { code: "invalidAnswer", problem, cause: error })
  }
  if (signal?.aborted === true && error === signal.reason) {
    return gaveUp(name, "aborted", { cause: error })
  }
  if (error instanceof TimeoutError) return gaveUp(name, "timeout", { cause: error })
  if (error instanceof ClosedError) {
    return new ChatCommandError(name, {
      code: "closed",
      problem: "the core is closed",
      cause: error,
    })
  }
  const problem = error instanceof UnsupportedError ? error.message : "the core failed"
  return new ChatCommandError(name, { code: "coreFailed", problem, cause: error })
}
