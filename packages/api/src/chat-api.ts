import type { ChatResponse, Command, T } from "@simplex-chat/types"
import * as CC from "@simplex-chat/types/commands"
import {
  type CallOptions,
  type Core,
  type PostgresDatabase,
  type SqliteDatabase,
  type WaitOptions,
  within,
} from "@simplex-chat/core"
import { checkFunction, checkId, checkOptions, knownOptions } from "./checks.ts"
import type { Answer } from "./commands/command-set.ts"
import { Deliveries } from "./delivery/deliveries.ts"
import type { Delivery } from "./delivery/delivery.ts"
import { ChatEventError } from "./errors.ts"
import { type AnyEvent, type EventOf, eventOf, type EventTag } from "./events/chat-event.ts"
import { Dispatcher, type Listener, type Unsubscribe } from "./events/dispatcher.ts"
import { type ErrorHandler, ErrorReports } from "./events/error-reports.ts"
import { type EventHandler, EventHub, type WaitForOptions } from "./events/event-hub.ts"
import type { BufferedEvents, EventStream, EventStreamOptions } from "./events/event-stream.ts"
import { Receiver } from "./events/receiver.ts"
import { People } from "./connecting/people.ts"
import { CommandChannel } from "./sending/command-channel.ts"
import type { BeforeSending } from "./sending/command-observer.ts"
import { CoreVersion } from "./sending/core-version.ts"
import { profileNotSent } from "./sending/profile-not-sent.ts"
import { checkAnswerTag } from "./sending/success-answers.ts"
import { serverCommands, type Servers } from "./servers.ts"
import { Signals } from "./signals.ts"
import {
  type ChatApiOptions,
  checkApiOptions,
  type CloseOptions,
  type StartOptions,
  stopKinds,
  type StopOptions,
} from "./options.ts"
import { takeCore } from "./take-core.ts"
import { UserApi } from "./user-api.ts"
import type { Said, Tagged } from "./wire/envelope.ts"

/**
 * A SimpleX Chat core with every command as a method and every event as a typed stream.
 *
 * ```ts
 * const api = await ChatApi.init({ filePrefix: "data/bot" })
 * api.on("newChatItems", async ({ chatItems }) => {
 *   for (const item of chatItems) {
 *     const { content } = item.chatItem
 *     if (content.type === "rcvMsgContent") await api.apiSendTextReply(item, "got it")
 *   }
 * })
 * await api.startChat()
 * ```
 */
export class ChatApi extends People {
  readonly #core: Core
  readonly #channel: CommandChannel
  readonly #receiver: Receiver
  readonly #hub: EventHub
  readonly #errors = new ErrorReports()
  readonly #deliveries = new Deliveries()
  readonly #sendChecks = new Set<BeforeSending>()
  readonly #answers: Dispatcher<ChatResponse>
  /** @internal */
  protected readonly signals: Signals
  readonly #version: CoreVersion
  #pull: BufferedEvents | undefined
  /** What is known of the chat; `lost` when its core was closed by others, or died. */
  #chat: "unknown" | "started" | "stopped" | "lost" = "unknown"
  #closing: Promise<void> | undefined

  private constructor(core: Core, options: ChatApiOptions) {
    super()
    const { backoff = {}, anyCoreVersion = false, onCommand } = options
    this.#core = core
    const onError = (error: ChatEventError) => this.#errors.report(error)
    this.#answers = new Dispatcher((cause, { type: tag }) => {
      onError(new ChatEventError("handlerFailed", `a handler of ${tag} failed`, { cause, tag }))
    })
    this.signals = new Signals({
      onFailure: (cause, { type: tag }) => {
        const problem = `the core sent an unexpected shape in ${tag}`
        onError(new ChatEventError("invalidEvent", problem, { cause, tag }))
      },
      onCallbackFailure: (cause, name) => {
        onError(new ChatEventError("handlerFailed", `${name} failed`, { cause }))
      },
      onFollowed: () => this.#receiver.start(),
    })
    this.signals.on(["newChatItems", "chatItemsStatusesUpdated"], (said) => {
      if ("chatItems" in said) for (const item of said.chatItems) this.#deliveries.see(item)
    })
    this.signals.on(["contactDeleted", "groupDeletedUser"], (said) => {
      if (said.type === "contactDeleted") this.#deliveries.gone(`@${said.contact.contactId}`)
      if (said.type === "groupDeletedUser") this.#deliveries.gone(`#${said.groupInfo.groupId}`)
    })
    this.#channel = new CommandChannel(core, {
      onAnswer: (answer) => this.#onAnswer(answer),
      onCommand,
      beforeSending: (chat, messages) => {
        for (const check of this.#sendChecks) check(chat, messages)
      },
    })
    this.#version = new CoreVersion(this.#channel, { anyMajor: anyCoreVersion, onError })
    this.#hub = new EventHub({ onListener: () => this.#receiver.start(), onError })
    this.#receiver = new Receiver(core, backoff, {
      onSaid: (said) => this.#onSaid(said),
      onError,
      onClosed: (cause) => this.#onLost(cause),
    })
  }

  /**
   * Takes an open core, or opens a chat database with `@simplex-chat/core-ffi`, which must be
   * installed for that. To choose the library or its threads, pass what `openCore` of that package
   * resolves to. The core is closed with the api.
   *
   * @param db any `Core`, a SQLite database (`filePrefix`, `encryptionKey`) or a PostgreSQL database
   *   (`connectionString`, `schemaPrefix`), each with `confirmMigrations`
   * @throws {CoreInUseError} when another `ChatApi`, or a bot, has this core
   * @throws {ChatApiError} when a database is to be opened and core-ffi is not installed
   * @throws {CoreError} as `openCore` does, such as `MigrationError` and `DatabaseLockError`
   *
   * @example
   * ```ts
   * const api = await ChatApi.init({ filePrefix: "data/bot", encryptionKey: key })
   * ```
   */
  static async init(
    db: SqliteDatabase | PostgresDatabase | Core,
    options: ChatApiOptions = {},
  ): Promise<ChatApi> {
    checkApiOptions(options)
    return new ChatApi(await takeCore(db, options.signal), options)
  }

  /**
   * Starts the chat: connects to the servers, and messages come. There must be a user. Add handlers
   * before; what comes while there is none is kept for the first, a thousand events at most.
   *
   * @throws {CoreVersionError} when the core is of another major version than the declared one, unless
   *   `anyCoreVersion` is set
   * @throws {ChatCommandError} `noActiveUser` when there is no user yet
   */
  async startChat(options: StartOptions = {}): Promise<void> {
    const kinds = { mainApp: "flag", enableSndFiles: "flag" } as const
    const { mainApp = true, enableSndFiles = true, ...call } = knownOptions(options, kinds)
    await this.#version.check(call)
    // Events can come before the answer.
    this.#receiver.start()
    await this.send(CC.StartChat, { mainApp, enableSndFiles }, call)
  }

  /**
   * The version of the core, such as `7.0.0`, which {@link startChat} asks for; undefined before, and
   * of a core that does not say. When its minor version is another than the declared one, `onError`
   * says so once.
   */
  get coreVersion(): string | undefined {
    return this.#version.known
  }

  /**
   * Uses servers of one's own from now on, for the active user: new addresses, connections and files
   * are made there. Call it before the first address is made.
   *
   * @param servers a kind that is absent keeps its servers
   * @throws {InvalidArgumentError} when a list is empty, or has something that is no address
   * @throws {ChatCommandError} `noActiveUser`
   *
   * @example
   * ```ts
   * await api.setServers({ smp: ["smp://FINGERPRINT@smp.example.org"] })
   * ```
   */
  async setServers(servers: Servers, options?: CallOptions): Promise<void> {
    for (const text of serverCommands(servers)) await this.sendChatCmd(text, options)
  }

  /**
   * Stops the chat. It lets own commands and messages settle first, for the core can hang when it is
   * stopped right after a burst of messages; and it does not wait forever.
   *
   * @throws {ChatCommandError} `timeout` when the core does not answer; it can be closed all the same
   */
  async stopChat(options: StopOptions = {}): Promise<void> {
    checkOptions(options, stopKinds)
    const { settleMs = 2000, timeoutMs = 10_000 } = options
    const settled = async () => {
      await this.#channel.idle()
      await this.#deliveries.settled(settleMs)
    }
    await within(settled(), { timeoutMs: settleMs }, () => new Error("not settled")).catch(() => {})
    await this.send(CC.APIStopChat, {}, { timeoutMs })
  }

  /**
   * Stops the chat, ends all that waits for events, and closes the core. A core that is closed while
   * its chat runs loses files that are being sent, so the chat is always stopped first, also when it
   * was started as text or by an earlier client; that this failed, or took longer than `timeoutMs`,
   * is reported to `onError`. Commands that are still in flight then fail with `closed`; see
   * `perhapsSent`. Each call gives the same promise.
   */
  close(options: CloseOptions = {}): Promise<void> {
    checkOptions(options, { ...stopKinds, closeTimeoutMs: "ms" })
    return (this.#closing ??= this.#close(options))
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  send<Params, Response>(
    command: Command<Params, Response>,
    params: NoInfer<Params>,
    options?: CallOptions,
  ): Promise<Answer<Response>> {
    // The channel has checked that it is one of the answers of the command.
    return this.#channel.send(command, params, options) as Promise<Answer<Response>>
  }

  /**
   * Sends a command as text, for what is not declared.
   *
   * @returns the answer with its tag; nothing else about it is known
   * @throws {ChatCommandError} with `sendChatCmd` as the command
   *
   * @example
   * ```ts
   * const { type } = await api.sendChatCmd('/set file paths {"appFilesFolder":"/srv/files"}')
   * ```
   */
  sendChatCmd(text: string, options?: CallOptions): Promise<Tagged> {
    return this.#channel.sendText({ name: "sendChatCmd", text }, options)
  }

  /**
   * The commands of one user. Those of several users on one core do not mix: the core's active user
   * is switched as needed, never while a command of another user runs. What is sent by this api
   * itself is for the user that was active or was selected by `apiSetActiveUser`; closing the api makes
   * it the active one again, since the database remembers that.
   *
   * @param options.viewPwd the password of a hidden user
   *
   * @example
   * ```ts
   * const [sales, support] = [api.forUser(1), api.forUser(2)]
   * await Promise.all([sales.apiListContacts(1), support.apiListContacts(2)])
   * ```
   */
  forUser(userId: number, options: { readonly viewPwd?: string | undefined } = {}): UserApi {
    checkId(userId, "userId")
    checkOptions(options, { viewPwd: "text" })
    return new UserApi(this.#channel, this.signals, { userId, viewPwd: options.viewPwd })
  }

  /**
   * Has the commands of this api that name no user be those of one user, whichever becomes active. Other
   * users are then served by {@link forUser} alone. A bot does this for its own user.
   *
   * @example
   * ```ts
   * api.bindUser(user.userId)
   * const other = await api.apiCreateActiveUser({ displayName: "other", fullName: "" })
   * await api.apiListContacts(user.userId) // still possible
   * await api.forUser(other.userId).apiListContacts(other.userId)
   * ```
   */
  bindUser(userId: number): void {
    checkId(userId, "userId")
    this.#channel.bindUser(userId)
  }

  /**
   * Calls the handler for each event with this tag. Receiving does not wait for it: a handler may
   * send commands and wait for events, and calls overlap when it is asynchronous. One that throws or
   * rejects is reported to `onError` and stops nothing. The same handler is added once.
   *
   * @param tag a tag of `CEvt`, or `unknown` for the events that this version does not declare
   * @returns takes the handler away again
   */
  on<Tag extends EventTag>(tag: Tag, handler: EventHandler<Tag>): Unsubscribe {
    return this.#hub.on(tag, handler)
  }

  /** Calls the handler for the next event with this tag only, otherwise as {@link on}. */
  once<Tag extends EventTag>(tag: Tag, handler: EventHandler<Tag>): Unsubscribe {
    return this.#hub.once(tag, handler)
  }

  /** Takes away a handler that {@link on} or {@link once} added. */
  off<Tag extends EventTag>(tag: Tag, handler: EventHandler<Tag>): void {
    this.#hub.off(tag, handler)
  }

  /** Calls the handler for every event, after those of its tag; otherwise as {@link on}. */
  onAny(handler: (event: AnyEvent) => unknown): Unsubscribe {
    return this.#hub.onAny(handler)
  }

  /**
   * Calls the handler for each answer with this tag, whichever code has sent the command: a contact that
   * is deleted here is in an answer, and in no event. Otherwise as {@link on}.
   *
   * @example
   * ```ts
   * api.onAnswer("contactDeleted", ({ contact }) => console.log("deleted", contact.contactId))
   * ```
   */
  onAnswer<Tag extends ChatResponse["type"]>(
    tag: Tag,
    handler: (answer: Extract<ChatResponse, { readonly type: Tag }>) => unknown,
  ): Unsubscribe {
    checkAnswerTag(tag)
    checkFunction(handler, "handler")
    return this.#answers.on(tag, handler as Listener<ChatResponse>)
  }

  /**
   * Calls the function before messages are sent by any method, also those of {@link forUser}; what it
   * throws refuses them. Not for commands that are sent as text.
   *
   * @returns takes the function away again
   *
   * @example
   * ```ts
   * api.beforeSending(({ chatType }) => {
   *   if (chatType === "group") throw new Error("not in groups")
   * })
   * ```
   */
  beforeSending(check: BeforeSending): Unsubscribe {
    checkFunction(check, "check")
    this.#sendChecks.add(check)
    return () => void this.#sendChecks.delete(check)
  }

  /**
   * Calls the handler with errors that no caller awaits, of handlers and of receiving. Without such a
   * handler they become warnings of the process.
   */
  onError(handler: ErrorHandler): Unsubscribe {
    checkFunction(handler, "handler")
    return this.#errors.on(handler)
  }

  /**
   * All events from now on, to go through with `for await`; any number of times, side by side. Ends
   * when the api is closed.
   *
   * @throws {ChatEventError} while reading: `overflow` when the loop was too slow (see `whenFull`),
   *   `closed` when the core was closed by others
   *
   * @example
   * ```ts
   * for await (const event of api.events()) {
   *   if (event.type === "contactConnected") console.log(event.contact.localDisplayName)
   * }
   * ```
   */
  events(options: EventStreamOptions = {}): EventStream {
    return this.#hub.events(options)
  }

  /**
   * Waits for the next event with this tag. Works inside handlers, too. Call it before the command
   * that causes the event: events can come before the answer.
   *
   * @throws {ChatEventError} `timeout`, `aborted`, `closed`; what `where` throws
   *
   * @example
   * ```ts
   * const connected = api.waitFor("contactConnected", { timeoutMs: 60_000 })
   * await api.apiConnectActiveUser(link)
   * const { contact } = await connected
   * ```
   */
  waitFor<Tag extends EventTag>(
    tag: Tag,
    options: WaitForOptions<EventOf<Tag>> = {},
  ): Promise<EventOf<Tag>> {
    return this.#hub.waitFor(tag, options)
  }

  /**
   * The next event, for those who fetch one after the other. From the first call on, up to 10,000
   * events are kept for the next calls.
   *
   * @returns undefined when none came in time, and once the api is closed
   * @throws {ChatEventError} `aborted`; `closed` when the core was closed by others; `overflow` when
   *   10,000 events were not fetched
   */
  recvChatEvent(options: WaitOptions = {}): Promise<AnyEvent | undefined> {
    this.#pull ??= this.#hub.events({ capacity: 10_000 })
    return this.#pull.take(options)
  }

  /**
   * Follows an own message on its way: sent, delivered, or failed and why.
   *
   * @param item an item of `apiSendMessages`, or any other own message
   * @throws {ChatApiError} when it was received, not sent
   *
   * @example
   * ```ts
   * const [item] = await api.apiSendTextMessage(contact, "hi")
   * if (item) await api.trackDelivery(item).delivered({ timeoutMs: 60_000 })
   * ```
   */
  trackDelivery(item: T.AChatItem): Delivery {
    const delivery = this.#deliveries.track(item)
    // Its status comes as events, also without other listeners.
    this.#receiver.start()
    return delivery
  }

  #onAnswer(answer: Tagged): void {
    if (answer.type === "chatStarted" || answer.type === "chatRunning") this.#chat = "started"
    if (answer.type === "chatStopped") this.#chat = "stopped"
    const problem = profileNotSent(answer)
    if (problem !== undefined) this.#errors.report(problem)
    // Those who follow something look for tags that they know.
    const response = answer as unknown as ChatResponse
    this.signals.publish(response)
    this.#answers.dispatch(response)
  }

  #onSaid(said: Said): void {
    const event = eventOf(said)
    this.signals.publish(event)
    this.#hub.publish(event)
  }

  /** The core was closed by other code, or died. */
  #onLost(cause: unknown): void {
    const error = new ChatEventError("closed", "the core was closed", { cause })
    this.#chat = "lost"
    this.#channel.close()
    this.#errors.report(error)
    this.#endAll(error)
  }

  #endAll(error?: ChatEventError): void {
    this.#hub.close(error)
    this.#deliveries.close()
    this.signals.close()
  }

  async #close({ closeTimeoutMs, ...options }: CloseOptions): Promise<void> {
    const isOver = this.#chat === "stopped" || this.#chat === "lost"
    if (!isOver && this.#core.keepsRunning !== true) {
      // Where nothing was started here, there is nothing of ours to settle.
      const { settleMs = this.#chat === "started" ? undefined : 0, timeoutMs } = options
      // Where that fails, the application is no worse off than after a crash.
      await this.#channel.restoreUser({ timeoutMs: timeoutMs ?? 10_000 }).catch(() => {})
      await this.stopChat({ settleMs, timeoutMs }).catch((error: unknown) => {
        this.#errors.report(
          new ChatEventError("stopFailed", "the chat did not stop", { cause: error }),
        )
      })
    }
    this.#channel.close()
    await this.#receiver.stop()
    this.#endAll()
    await this.#core.close({ timeoutMs: closeTimeoutMs })
  }
}
