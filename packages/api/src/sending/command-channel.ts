import { type CallOptions, type Core, longestTimeoutMs, within } from "@simplex-chat/core"
import type { Command, T } from "@simplex-chat/types"
import * as CC from "@simplex-chat/types/commands"
import { callKinds, checkOptions, InvalidArgumentError } from "../checks.ts"
import { ChatCommandError } from "../errors.ts"
import type { CommandObserver } from "./command-observer.ts"
import { checkLimits } from "../limits/check-limits.ts"
import { readEnvelope, type Said, type Tagged } from "../wire/envelope.ts"
import { ActiveUserGate, type UserChoice } from "./active-user.ts"
import { chatOf } from "./chat-of.ts"
import { closed, commandError, gaveUp, gaveUpInQueue } from "./command-failures.ts"
import { codeOf } from "./error-code.ts"
import { KeyedMutex } from "./keyed-mutex.ts"
import { isSuccess } from "./success-answers.ts"

/** A command as text, and what is known about it. */
export interface Outgoing {
  readonly name: string
  readonly text: string
  readonly user?: UserChoice | undefined
}

interface ChannelCallbacks {
  /** The core has answered a command. */
  onAnswer(answer: Tagged): void
  readonly onCommand?: CommandObserver | undefined
  /** What it throws refuses to send. */
  beforeSending(chat: T.ChatRef, messages: readonly T.ComposedMessage[]): void
}

const isSending = (name: string, _params: unknown): _params is CC.APISendMessages =>
  name === "APISendMessages"

const noOptions: CallOptions = {}

const ownUser: Outgoing = { name: "ShowActiveUser", text: CC.ShowActiveUser.cmdString({}) }

/**
 * Sends commands, reads their answers and counts those in flight. A command waits for two things
 * before it goes to the core: messages of one chat for each other, and commands of one user for
 * those of another. Neither costs anything while nothing else is in flight.
 */
export class CommandChannel {
  readonly #core: Core
  readonly #callbacks: ChannelCallbacks
  readonly #chats = new KeyedMutex()
  readonly #gate: ActiveUserGate
  #inFlight = 0
  #closed = false
  #whenIdle: (() => void)[] = []

  constructor(core: Core, callbacks: ChannelCallbacks) {
    this.#core = core
    this.#callbacks = callbacks
    this.#gate = new ActiveUserGate({
      show: () => this.#showActiveUser(),
      activate: (user) => this.#activate(user),
    })
  }

  /**
   * @throws {InvalidArgumentError} when it is no command, or an option is wrong
   * @throws {CommandSyntaxError} when the parameters cannot be written; nothing is sent then
   * @throws {LimitError} when they are more than the core takes; nothing is sent then
   * @throws {ChatCommandError}
   */
  async send<Params>(
    command: Command<Params, unknown>,
    params: Params,
    options?: CallOptions,
    user?: UserChoice,
  ): Promise<Tagged> {
    // A misspelt name of `CC` is undefined.
    if (typeof (command as Partial<typeof command> | undefined)?.cmdString !== "function")
      throw new InvalidArgumentError("command", "must be a command, such as CC.ShowActiveUser")
    const text = command.cmdString(params)
    checkLimits(command.name, params)
    if (isSending(command.name, params))
      this.#callbacks.beforeSending(params.sendRef, params.composedMessages)
    // A promise that is returned itself is awaited by a job of its own, with two more closures.
    const answer = await this.sendText({ name: command.name, text, user }, options)
    return answer
  }

  async sendText(outgoing: Outgoing, options: CallOptions = noOptions): Promise<Tagged> {
    const { name, text } = outgoing
    if (options !== noOptions) checkOptions(options, callKinds)
    const { signal } = options
    if (signal?.aborted === true) throw gaveUp(name, "aborted", { cause: signal.reason })
    if (this.#closed) throw closed(name)
    const chat = chatOf(name, text)
    this.#inFlight++
    try {
      if (chat !== undefined) return await this.#inOrder(chat, outgoing, options)
      if (needsNoUser.has(name)) return await this.#exchange(outgoing, options)
      return await this.#asUser(outgoing, options)
    } finally {
      this.#inFlight--
      if (this.#inFlight === 0) for (const resolve of this.#whenIdle.splice(0)) resolve()
    }
  }

  /** Resolves once no command is in flight. */
  async idle(): Promise<void> {
    if (this.#inFlight === 0) return
    await new Promise<void>((resolve) => this.#whenIdle.push(resolve))
  }

  /** Commands that name no user are for this one, whichever becomes active. */
  bindUser(userId: number): void {
    this.#gate.bind(userId)
  }

  /**
   * Has the core's active user be that of the commands that name none: the database remembers it, and the
   * next start would be another user's.
   */
  async restoreUser(options: CallOptions): Promise<void> {
    if (this.#gate.isSwitched) await this.#asUser(ownUser, options)
  }

  /** Refuses all further commands: nothing of them reaches the core. */
  close(): void {
    this.#closed = true
  }

  async #inOrder(chat: string, outgoing: Outgoing, options: CallOptions): Promise<Tagged> {
    const turn = this.#chats.enter(chat)
    const left =
      turn === undefined
        ? options
        : await timeLeft(turn, outgoing.name, options, () => this.#chats.leave(chat))
    try {
      return await this.#asUser(outgoing, left)
    } finally {
      this.#chats.leave(chat)
    }
  }

  async #asUser(outgoing: Outgoing, options: CallOptions): Promise<Tagged> {
    const { name, user } = outgoing
    const alone = changesUser(outgoing)
    const turn = this.#gate.enter({ user, alone })
    const left =
      turn === undefined ? options : await timeLeft(turn, name, options, () => this.#gate.leave())
    try {
      const answer = await this.#exchange(outgoing, left)
      // What is asked for one user must not become the choice of the commands that name none.
      if (answer.type === "activeUser" && (alone || user === undefined)) {
        this.#gate.selected(userIdOf(answer))
      } else if (alone) this.#changed(outgoing)
      this.#learn(outgoing.text)
      return answer
    } catch (error) {
      if (alone && mayHaveHappened(error)) this.#changed(outgoing)
      throw error
    } finally {
      this.#gate.leave()
    }
  }

  /** The active user may be another one now. */
  #changed(outgoing: Outgoing): void {
    // Of the users in another database, the active one is as good as any.
    if (replacesUsers(outgoing)) this.#gate.selected(undefined)
    else this.#gate.changed()
  }

  /** What a command that succeeded says about users. */
  #learn(text: string): void {
    const { verb, id = "", password } = aboutUser.exec(text)?.groups ?? {}
    if (verb === "delete user") this.#gate.deleted(Number(id))
    else if (verb === "unhide user") this.#gate.setPassword(Number(id), undefined)
    else if (verb !== undefined && password !== undefined)
      this.#gate.setPassword(Number(id), JSON.parse(password) as string)
  }

  #exchange(outgoing: Outgoing, options: CallOptions): Promise<Tagged> {
    const end = this.#callbacks.onCommand?.(outgoing.name)
    const answer = this.#ask(outgoing, options)
    return end === undefined ? answer : observed(answer, end)
  }

  async #ask(outgoing: Outgoing, options: CallOptions): Promise<Tagged> {
    const { name } = outgoing
    let said: Said
    try {
      said = readEnvelope(await this.#answer(outgoing, options))
    } catch (error) {
      throw commandError(name, error, options.signal)
    }
    const chatError = said.error ?? errorWithin(said.result)
    if (chatError !== undefined) {
      // One that is not declared has another tag; everything else of the type is optional reading.
      const declared = chatError as unknown as T.ChatError
      throw new ChatCommandError(name, { code: codeOf(chatError), chatError: declared })
    }
    const response = said.result as Tagged
    if (!isSuccess(name, response.type)) {
      const problem = `unexpected answer ${response.type}`
      const code = "unexpectedResponse"
      throw new ChatCommandError(name, { code, problem, response, perhapsSent: true })
    }
    this.#callbacks.onAnswer(response)
    return response
  }

  #answer({ name, text }: Outgoing, options: CallOptions): Promise<string> {
    const { signal, timeoutMs } = options
    if (signal === undefined && timeoutMs === undefined) return this.#core.sendCommand(text)
    // The core has the same deadline, unless no timer can wait for it; it is kept here too, as not
    // every core need keep it.
    const isLong = timeoutMs !== undefined && timeoutMs > longestTimeoutMs
    const answer = this.#core.sendCommand(text, {
      signal,
      timeoutMs: isLong ? undefined : timeoutMs,
    })
    return within(answer, options, (why, cause) =>
      gaveUp(name, why, { ...cause, perhapsSent: true }),
    )
  }

  async #showActiveUser(): Promise<number | undefined> {
    try {
      return userIdOf(await this.#exchange(ownUser, noOptions))
    } catch (error) {
      if (error instanceof ChatCommandError && error.code === "noActiveUser") return undefined
      throw error
    }
  }

  async #activate(user: UserChoice): Promise<void> {
    await this.#exchange(
      { name: "APISetActiveUser", text: CC.APISetActiveUser.cmdString(user) },
      noOptions,
    )
  }
}

async function observed(
  answer: Promise<Tagged>,
  end: ReturnType<CommandObserver>,
): Promise<Tagged> {
  let said: Tagged
  try {
    said = await answer
  } catch (error) {
    end(error)
    throw error
  }
  end(undefined)
  return said
}

/**
 * Waits for a turn.
 *
 * @param leave gives the turn back when it comes after all: it must not hold up the others
 * @returns the options with what is left of the deadline
 */
async function timeLeft(
  turn: Promise<void>,
  name: string,
  options: CallOptions,
  leave: () => void,
): Promise<CallOptions> {
  const { signal, timeoutMs } = options
  const start = performance.now()
  try {
    await within(turn, options, (why, cause) => gaveUpInQueue(name, why, cause))
  } catch (error) {
    turn.then(leave, () => {})
    throw error
  }
  if (timeoutMs === undefined) return options
  return { signal, timeoutMs: Math.max(0, timeoutMs - (performance.now() - start)) }
}

/** These are the same whichever user is active. */
const needsNoUser: ReadonlySet<string> = new Set(["StartChat", "APIStopChat", "ListUsers"])

const userChanging: ReadonlySet<string> = new Set([
  "APISetActiveUser",
  "CreateActiveUser",
  "APIDeleteUser",
])

/** `/user NAME`, `/_user ID`, `/_create user`, `/_delete user` and their short and older forms. */
const changesUser = (outgoing: Outgoing): boolean =>
  userChanging.has(outgoing.name) ||
  (outgoing.name === "sendChatCmd" && /^\/_?((create|delete) )?u(ser)?\b/.test(outgoing.text)) ||
  replacesUsers(outgoing)

/** Replacing the whole database replaces its users. */
const replacesUsers = ({ text }: Outgoing): boolean => /^\/_?db (?:import|delete)\b/.test(text)

const aboutUser =
  /^\/_(?<verb>user|hide user|unhide user|delete user) (?<id>\d+)(?: (?<password>"(?:[^"\\]|\\.)*")$)?/

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
