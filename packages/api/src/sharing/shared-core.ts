import {
  type CallOptions,
  type Core,
  type CryptoFileArgs,
  type PostgresDatabase,
  type SqliteDatabase,
  TimeoutError,
  within,
} from "@simplex-chat/core"
import * as CC from "@simplex-chat/types/commands"
import { checkId, checkOptions } from "../checks.ts"
import { ActiveUserGate } from "../sending/active-user.ts"
import { takeCore } from "../take-core.ts"
import type { EventQueue } from "./event-queue.ts"
import { EventRouter } from "./event-router.ts"
import { UserCore } from "./user-core.ts"
import { activeUserOf } from "./user-of.ts"

/**
 * A core that several clients use, each as another user of it. The core has one active user, for whom
 * it runs commands, and one stream of events: here the active user is switched as needed, never while a
 * command of another user runs, and each event goes to the client of its user.
 *
 * It is a core itself, that of its host: the host opens it, stops the chat and closes it. The host gets
 * the events that no client gets.
 *
 * ```ts
 * const shared = await SharedCore.open({ filePrefix: "data/bots" })
 * const [sales, support] = await Promise.all([
 *   ChatApi.init(shared.forUser(1)),
 *   ChatApi.init(shared.forUser(2)),
 * ])
 * ```
 */
export class SharedCore implements Core {
  readonly #core: Core
  readonly #gate: ActiveUserGate
  readonly #router: EventRouter
  readonly #users = new Set<UserCore>()
  #own: EventQueue | undefined

  private constructor(core: Core) {
    this.#core = core
    this.#router = new EventRouter(core)
    this.#gate = new ActiveUserGate({
      show: async () => activeUserOf(await core.sendCommand(CC.ShowActiveUser.cmdString({}))),
      activate: async (user) => {
        const answer = await core.sendCommand(CC.APISetActiveUser.cmdString(user))
        if (activeUserOf(answer) !== user.userId) throw new RefusedUser(answer)
      },
    })
  }

  /**
   * Takes an open core, or opens a chat database, as `ChatApi.init` does.
   *
   * @param options.signal gives up while the database is being opened
   * @throws {CoreInUseError} when another client has this core
   * @throws {ChatApiError} when a database is to be opened and core-ffi is not installed
   * @throws {CoreError} as `openCore` does
   */
  static async open(
    db: SqliteDatabase | PostgresDatabase | Core,
    options: { readonly signal?: AbortSignal | undefined } = {},
  ): Promise<SharedCore> {
    checkOptions(options, { signal: "signal" })
    return new SharedCore(await takeCore(db, options.signal))
  }

  /** Whether its chat goes on when it is closed, since it belongs to another process. */
  get keepsRunning(): boolean | undefined {
    return this.#core.keepsRunning
  }

  /**
   * The core as one user has it, for one client. The core can only switch between users once its chat
   * has started.
   *
   * @param userId the user; when absent, the one that the client creates or that `use` names
   */
  forUser(userId?: number): UserCore {
    if (userId !== undefined) checkId(userId, "userId")
    return new UserCore(this, userId)
  }

  /** Adds a client. */
  connect(user: UserCore): EventQueue {
    this.#users.add(user)
    return this.#router.open(
      (userId) => user.userId !== undefined && (userId ?? user.userId) === user.userId,
    )
  }

  /** Takes a client away. */
  disconnect(user: UserCore): void {
    this.#users.delete(user)
  }

  /** @throws {ClosedError | TimeoutError | CallError} as a core does */
  sendCommand(command: string, options?: CallOptions): Promise<string> {
    return this.sendAs(undefined, command, options)
  }

  /** Runs a command with this user active. */
  async sendAs(
    userId: number | undefined,
    command: string,
    options: CallOptions = {},
  ): Promise<string> {
    if (needsNoUser.test(command)) return this.#core.sendCommand(command, options)
    const alone = changesUser.test(command)
    const turn = this.#gate.enter({ user: userId === undefined ? undefined : { userId }, alone })
    let left = options
    try {
      if (turn !== undefined) left = await this.#waitFor(turn, options)
    } catch (error) {
      if (error instanceof RefusedUser) return error.answer
      throw error
    }
    let active: number | undefined
    try {
      const answer = await this.#core.sendCommand(command, left)
      if (alone) active = activeUserOf(answer)
      return answer
    } finally {
      // What is not known is asked for before the next command.
      if (alone) this.#gate.selected(active)
      this.#gate.leave()
    }
  }

  /** @throws {ClosedError} once it is closed, and what fails receiving */
  receive({ signal }: { readonly signal?: AbortSignal | undefined } = {}): Promise<
    readonly string[]
  > {
    this.#own ??= this.#router.open(
      (userId) => userId === undefined || ![...this.#users].some((user) => user.userId === userId),
    )
    return this.#own.take(signal)
  }

  writeFile(path: string, data: Uint8Array, options?: CallOptions): Promise<CryptoFileArgs> {
    return this.#core.writeFile(path, data, options)
  }

  readFile(path: string, crypto: CryptoFileArgs, options?: CallOptions): Promise<Uint8Array> {
    return this.#core.readFile(path, crypto, options)
  }

  encryptFile(from: string, to: string, options?: CallOptions): Promise<CryptoFileArgs> {
    return this.#core.encryptFile(from, to, options)
  }

  decryptFile(
    from: string,
    crypto: CryptoFileArgs,
    to: string,
    options?: CallOptions,
  ): Promise<void> {
    return this.#core.decryptFile(from, crypto, to, options)
  }

  /** Closes the core. Clients that still use it learn that it is closed. */
  async close(options?: { readonly timeoutMs?: number | undefined }): Promise<void> {
    await this.#core.close(options)
    this.#own?.close()
  }

  /** @returns the options with what is left of the deadline */
  async #waitFor(turn: Promise<void>, options: CallOptions): Promise<CallOptions> {
    const { signal, timeoutMs } = options
    const start = performance.now()
    try {
      await within(turn, options, (why, { cause }) =>
        why === "timeout"
          ? new TimeoutError("sendCommand", timeoutMs ?? 0, false)
          : (cause as Error),
      )
    } catch (error) {
      // A turn that comes after all must not hold up the others.
      turn.then(
        () => this.#gate.leave(),
        () => {},
      )
      throw error
    }
    if (timeoutMs === undefined) return options
    return { signal, timeoutMs: Math.max(0, timeoutMs - (performance.now() - start)) }
  }
}

/** The core does not know the user of a command: its answer is the answer of the command. */
class RefusedUser extends Error {
  readonly answer: string
  constructor(answer: string) {
    super("the core has no such user")
    this.answer = answer
  }
}

/** These are the same whichever user is active, and most come before one can be switched to. */
const needsNoUser = /^\/(?:_start|_stop|users|version|set file paths)\b/

/** `/user NAME`, `/_user ID`, `/_create user`, `/_delete user` and their short and older forms. */
const changesUser = /^\/_?(?:(?:create|delete) )?u(?:ser)?\s+\S/
