import {
  type AnyEvent,
  ChatApi,
  type ChatEventError,
  type ChatTarget,
  type Unsubscribe,
} from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import { commandKey } from "../commands/parse-command.ts"
import { Composer } from "../composer/composer.ts"
import type { Update } from "../composer/handlers.ts"
import { BotError } from "../errors.ts"
import { Inbox } from "../inbox/inbox.ts"
import type { CheckpointStore } from "../checkpoints/checkpoint.ts"
import type { MessageFilter, MessageOf, WaitForMessageOptions } from "../messages/message.ts"
import { currentRun, type Outcome } from "../scheduling/handler-run.ts"
import { asContent, sendMessage, type SendOptions } from "../messages/outgoing.ts"
import type { SentMessage } from "../messages/sent-message.ts"
import { catchUp } from "./catch-up.ts"
import { checkOptions } from "./check-options.ts"
import { logError, type Logger, loggerOf } from "./logging.ts"
import { reconcileAddress, reconcileProfile, reconcileUser } from "./reconcile-profile.ts"
import { keywordsOf } from "./menu.ts"
import type { BotOptions } from "./options.ts"
import { runInProcess } from "./run-in-process.ts"
import { catchUpSupport } from "./support-chats.ts"
import { openState } from "./state-file.ts"
import { showAddress } from "./terminal.ts"

/** What there is while the bot runs. */
interface Running {
  readonly api: ChatApi
  readonly inbox: Inbox
  readonly logger: Logger
  readonly user: T.User
  readonly address: string | undefined
  readonly closeState: () => void
}

/** How the bot ended. */
export interface Stopped {
  /** How many handlers did not finish in time. What they handled comes again at the next start. */
  readonly unfinished: number
  /** Why it ended when nobody asked for it. */
  readonly failure: Error | undefined
}

/** Whether the bot works. */
export interface Health {
  /** Whether it runs and the database answers. */
  readonly ok: boolean
  /** Handlers that work or wait for messages. */
  readonly working: number
  /** Messages and events that wait in memory for their turn. */
  readonly queued: number
}

/**
 * A bot on SimpleX Chat.
 *
 * ```ts
 * const bot = new Bot({ profile: { displayName: "squarer" }, db: { filePrefix: "data/squarer" } })
 * bot.onMessage({ text: /^-?\d+$/ }, (message) => message.reply(`${Number(message.text) ** 2}`))
 * await bot.run()
 * ```
 *
 * Each message is handled at least once: in order within a chat, side by side across chats. What
 * comes while the bot is down is handled at the next start. Only messages whose handler was running
 * when the process was killed come twice.
 */
export class Bot extends Composer {
  readonly options: BotOptions
  #running: Running | undefined
  #starting: Promise<Running> | undefined
  #stopping: Promise<Stopped> | undefined
  #failure: Error | undefined
  #resolveStopped: (stopped: Stopped) => void = () => {}
  readonly #stopped = new Promise<Stopped>((resolve) => (this.#resolveStopped = resolve))

  /** @throws {ConfigurationError} when an option is wrong or unknown */
  constructor(options: BotOptions) {
    checkOptions(options)
    super()
    this.options = options
  }

  /**
   * The api, for everything else. It is there once the bot has started.
   *
   * @throws {BotError} before that
   */
  get api(): ChatApi {
    return this.#whileRunning("api").api
  }

  /** The address of the bot, as people use it; undefined when it has none. */
  get address(): string | undefined {
    return this.#whileRunning("address").address
  }

  /** The user of the bot in its database. */
  get user(): T.User {
    return this.#whileRunning("user").user
  }

  /**
   * Opens the database, makes profile, menu, address and settings what was declared, and begins to
   * handle messages, those that came while the bot was down first.
   *
   * @throws {ConfigurationError} and what `ChatApi.init` throws; everything is closed again then
   */
  async start(): Promise<this> {
    if (this.#stopping !== undefined)
      throw new BotError("start: the bot was stopped; make another one")
    await (this.#starting ??= this.#start())
    return this
  }

  /**
   * Starts the bot and resolves once it has stopped.
   *
   * @param options.signal stops it
   * @throws what `start` throws, and why the bot ended when nobody stopped it
   */
  async serveForever({
    signal,
  }: { readonly signal?: AbortSignal | undefined } = {}): Promise<Stopped> {
    let stopped: Stopped
    const onAbort = () => void this.stop()
    // A core in memory has nothing that keeps the process; a bot that serves does.
    const keepAlive = setInterval(() => {}, 2 ** 30)
    try {
      await this.start()
      if (signal?.aborted === true) onAbort()
      signal?.addEventListener("abort", onAbort, { once: true })
      stopped = await this.#stopped
    } finally {
      signal?.removeEventListener("abort", onAbort)
      clearInterval(keepAlive)
    }
    if (stopped.failure !== undefined) throw stopped.failure
    return stopped
  }

  /**
   * Starts the bot and runs it until SIGINT or SIGTERM; then it stops receiving, lets handlers
   * finish, closes the database, and the process ends: with exit code 0, or 1 when handlers did not
   * finish in time or the bot failed. A second signal ends the process at once.
   *
   * @throws what `start` throws
   */
  async run(): Promise<void> {
    await runInProcess(this)
  }

  /**
   * Stops receiving, lets handlers finish for `stopTimeoutMs`, stops the chat and closes the database.
   * Waits for messages end with a `WaitError`. Each call gives the same promise. A handler may call it
   * and wait: it counts as done a second later.
   */
  stop(): Promise<Stopped> {
    // Otherwise it and the bot would wait for each other, and its message would come again, for ever.
    currentRun.getStore()?.finishWithin(1000)
    this.#stopping ??= this.#stop().then((stopped) => {
      this.#resolveStopped(stopped)
      return stopped
    })
    return this.#stopping
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
  }

  /**
   * Waits for a message of anybody that passes the filter; handlers do not get it. For the answer of
   * somebody, see `message.waitFor` and `message.ask`.
   *
   * @throws {WaitError}
   */
  async waitFor<const Filter extends MessageFilter>(
    filter: Filter,
    options: WaitForMessageOptions = {},
  ): Promise<MessageOf<Filter>> {
    const { inbox } = this.#whileRunning("waitFor")
    return (await inbox.waitForMessage(filter, options)) as MessageOf<Filter>
  }

  /**
   * Sends to any chat: a contact, a group, the chat of a message, `{ chatType: "direct", chatId: 4 }`. A
   * text that is too long is split.
   *
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * bot.onEvent("contactConnected", ({ contact }) => bot.send(contact, "Hello!"))
   * ```
   */
  async send(
    chat: ChatTarget,
    content: string | T.MsgContent,
    options?: SendOptions,
  ): Promise<SentMessage> {
    return sendMessage(this.api, chat, { content: asContent(content) }, options)
  }

  /** Asks the database, so that `ok` means more than that the process lives. */
  async health({ timeoutMs = 5000 }: { readonly timeoutMs?: number } = {}): Promise<Health> {
    if (this.#running === undefined || this.#stopping !== undefined) {
      return { ok: false, working: 0, queued: 0 }
    }
    const { api, inbox } = this.#running
    const answers = await api.apiListUsers({ timeoutMs }).then(
      () => true,
      () => false,
    )
    const { working, queued } = inbox.load
    return { ok: answers && !inbox.isFailing, working, queued }
  }

  async #start(): Promise<Running> {
    const { options } = this
    const logger = await loggerOf(options.logging)
    const { store, close: closeState } = await openState(options, logger, (error) =>
      this.#onStateFailure(error, logger),
    )
    let api: ChatApi | undefined
    try {
      api = await ChatApi.init(withMigrations(options))
      const inbox = this.#makeInbox(api, store, logger)
      let user = await reconcileUser(api, options)
      this.#listen(api, user, inbox, logger)
      const perChat = options.catchUp === false ? 0 : (options.catchUp?.perChat ?? 1000)
      const isFirst = !store.begun
      const groups = await catchUp(api, user, { store, inbox, perChat })
      await api.startChat()
      await catchUpSupport(api, groups, { store, inbox, perChat, isFirst })
      if (await reconcileProfile(api, user, options)) {
        logger.info({}, "the profile was updated")
        user = await reconcileUser(api, options)
      }
      const address = await reconcileAddress(api, user, options)
      if (address !== undefined && (options.showAddress ?? true)) {
        await showAddress(options.profile.displayName, address)
      }
      this.#checkMenu(logger)
      this.#running = { api, inbox, logger, user, address, closeState }
      inbox.open()
      logger.info({ chats: inbox.load.chats, hasAddress: address !== undefined }, "started")
      return this.#running
    } catch (error) {
      await api?.close().catch(() => {})
      closeState()
      throw error
    }
  }

  #makeInbox(api: ChatApi, store: CheckpointStore, logger: Logger): Inbox {
    const { concurrency = 16, handlerTimeoutMs = 600_000 } = this.options
    const limits = {
      concurrency,
      handlerTimeoutMs,
      queueSize: 100,
      memorySize: 2000,
      eventsSize: 10_000,
      liveIdleMs: 600_000,
    }
    return new Inbox(api, store, limits, {
      handle: (update) => this.dispatch(update),
      onOutcome: (outcome, update, durationMs) => {
        if (outcome.type === "failed") {
          logError(logger, this.#placeOf(update), outcome.error, "a handler failed")
        }
        this.#report(outcome, update, durationMs)
      },
      onSkipped: (chat, count) =>
        logger.warn({ chat, count }, "too many messages came; the oldest are skipped"),
      onFull: (event) =>
        logger.warn({ event }, "events come faster than they are handled: they are dropped"),
      onRoom: (count) => logger.warn({ count }, "so many events were dropped; there is room again"),
      onMismatch: (chat, mismatch) => logger.warn({ chat }, mismatches[mismatch]),
      onQueueFailure: (error, chat) =>
        logError(logger, { chat }, error, "a chat is held up by a fault; trying again"),
      onReadFailure: (error, chat) =>
        logError(logger, { chat }, error, "messages could not be read; trying again"),
    })
  }

  #listen(api: ChatApi, { userId }: T.User, inbox: Inbox, logger: Logger): Unsubscribe {
    const { logContacts = true, logNetwork = false } = this.options
    api.onError((error) => this.#onError(error, logger))
    return api.onAny((event) => {
      // Of another user of the same database.
      if ("user" in event && event.user !== undefined && event.user.userId !== userId) return
      if (event.type === "newChatItems") inbox.receive(event.chatItems)
      if (event.type === "chatItemUpdated") inbox.update(event.chatItem)
      if (logContacts && event.type === "contactConnected") {
        logger.info({ contactId: event.contact.contactId }, "a contact is connected")
      }
      if (logNetwork && isNetworkEvent(event)) logger.info({ event: event.type }, "network")
      if (this.plan().events.has(event.type)) inbox.handle(event)
    })
  }

  #onError(error: ChatEventError, logger: Logger): void {
    logError(logger, {}, error, "the api reports an error")
    if (error.code !== "closed" || this.#stopping !== undefined) return
    this.#failure = error
    void this.stop()
  }

  /** To go on would be to do everything since then again at the next start. */
  #onStateFailure(cause: unknown, logger: Logger): void {
    if (this.#failure !== undefined) return
    const error = new BotError("what was handled could not be stored in the stateFile", { cause })
    logError(logger, {}, error, "the state file cannot be written; the bot stops")
    this.#failure = error
    void this.stop()
  }

  /** Not an error: a handler of all messages may take them, or one that is added later. */
  #checkMenu(logger: Logger): void {
    const { names } = this.plan()
    for (const command of keywordsOf(this.options.commands ?? [])) {
      if (!names.has(commandKey(command))) logger.warn({ command }, "no onCommand takes a command of the menu")
    }
  }

  #report(outcome: Outcome, update: Update, durationMs: number): void {
    const { onHandled } = this.options
    if (onHandled === undefined) return
    const isMessage = update.type === "message"
    const type = !isMessage ? "event" : update.command === undefined ? "message" : "command"
    const kind = isMessage ? update.message.content.type : update.event.type
    const failed = (error: unknown) => {
      if (this.#running !== undefined) logError(this.#running.logger, {}, error, "onHandled failed")
    }
    try {
      // One that is async has a type that fits, too.
      const done: unknown = onHandled({ type, kind, outcome: outcome.type, durationMs })
      if (done instanceof Promise) done.catch(failed)
    } catch (error) {
      failed(error)
    }
  }

  async #stop(): Promise<Stopped> {
    // One that is starting is let start: half a start cannot be taken back.
    const running = await this.#starting?.catch(() => undefined)
    if (running === undefined) return { unfinished: 0, failure: undefined }
    const { api, inbox, logger, closeState } = running
    const unfinished = await inbox.stop(this.options.stopTimeoutMs ?? 10_000)
    if (unfinished > 0) logger.warn({ unfinished }, "handlers did not finish in time")
    await api.close().catch((error: unknown) => {
      this.#failure ??= error instanceof Error ? error : new BotError("the core did not close")
    })
    closeState()
    logger.info({}, "stopped")
    return { unfinished, failure: this.#failure }
  }

  #placeOf(update: Update): object {
    if (update.type === "event") return { event: update.event.type }
    const { command, message } = update
    // Any word after a slash reads like a command: only the names that the bot itself knows are said.
    const isKnown = command !== undefined && this.plan().names.has(commandKey(command.name))
    const name = isKnown ? { command: command.name } : {}
    return { ...name, itemId: message.id, chat: message.chat.type }
  }

  #whileRunning(what: string): Running {
    if (this.#running === undefined) throw new BotError(`${what}: the bot has not started yet`)
    return this.#running
  }
}

const mismatches = {
  otherChat: "the state file is of another database: nothing in this chat counts as handled",
  beyondEnd:
    "the state file knows later messages than the database: it is an older copy, or they were deleted",
} as const

const isNetworkEvent = ({ type }: AnyEvent): boolean =>
  type === "hostConnected" || type === "hostDisconnected" || type === "subscriptionStatus"

function withMigrations({ db, confirmMigrations }: BotOptions): BotOptions["db"] {
  return "sendCommand" in db || confirmMigrations === undefined ? db : { ...db, confirmMigrations }
}
