import type { EventTag } from "@simplex-chat/api"
import { checkSchema } from "../commands/read-arguments.ts"
import { checkObject } from "../checks.ts"
import { ConfigurationError } from "../errors.ts"
import { compileFilter, type Test } from "../filters/compile-filter.ts"
import { reachOf, reachOutside } from "../filters/reach.ts"
import type { OneOrMany, Scope } from "../messages/filter.ts"
import type { MessageFilter, Narrow } from "../messages/message.ts"
import { commandCall } from "./command-call.ts"
import { commandInfo } from "./command-info.ts"
import {
  checkHandler,
  checkTexts,
  commandNames,
  filterAndHandler,
  type Handle,
  labelOf,
} from "./declared.ts"
import type { Fits } from "./fits.ts"
import { joinEvents, memberJoinedCall } from "./member-joined.ts"
import type {
  BotEventHandler,
  CommandFilter,
  CommandHandler,
  ErrorBoundary,
  MemberJoinedHandler,
  MessageHandler,
  Middleware,
  StartHandler,
  Update,
} from "./handlers.ts"
import {
  type Branch,
  type Call,
  type Declared,
  type EventRoute,
  type Frame,
  type Group,
  type Plan,
  planOf,
  type PluginInfo,
  type Wanted,
} from "./plan.ts"
import { type OnCaught, run } from "./run.ts"

/**
 * Handlers with the middleware and the error boundary around them. A `Bot` is one; others can be
 * declared on their own and added to a bot with `group`.
 *
 * For each message: first all middleware of `use` runs, in the order in which it was added; then the
 * first command that matches, and if there is none, the first handler of messages that matches, in
 * the order in which they were added, groups at their place. `next()` passes on to the next match.
 */
export class Composer<In extends Scope = Scope> {
  readonly #commands: (Declared | Group)[] = []
  readonly #messages: (Declared | Group)[] = []
  readonly #events: Branch["events"][number][] = []
  readonly #starts: (StartHandler | Group)[] = []
  readonly #middleware: Middleware[] = []
  readonly #frame: {
    parent: Frame | undefined
    middleware: Middleware[]
    boundary: ErrorBoundary | undefined
    readonly plugin: PluginInfo | undefined
  }
  /** Middleware for the composer into which this one is put. */
  readonly #around: Middleware[] = []
  /** Those that hold this one; their plans change with it. */
  #parent: Composer | undefined
  #plan: Plan | undefined

  /** @param plugin @internal */
  constructor(plugin?: PluginInfo) {
    const boundary = undefined
    this.#frame = { parent: undefined, middleware: this.#middleware, boundary, plugin }
  }

  /**
   * Handles messages, commands too when no command handler takes them.
   *
   * @param filter which messages; all when absent. The type of the message follows from it
   * @throws {ConfigurationError} when the filter has an unknown key
   *
   * @example
   * ```ts
   * bot.onMessage({ contentType: "image" }, async (message) => {
   *   await message.reply(`${message.content.image.length} characters of preview`)
   * })
   * ```
   */
  onMessage(handler: MessageHandler<object, In>): this
  onMessage<const Filter extends MessageFilter>(
    filter: Filter,
    handler: MessageHandler<Filter, In>,
  ): this
  onMessage(...given: readonly unknown[]): this {
    const [filter, handle] = filterAndHandler<MessageFilter>("onMessage", given)
    this.#messages.push({
      ...wantedBy(filter),
      names: undefined,
      caseSensitive: false,
      test: compileFilter(filter),
      label: labelOf("onMessage", handle),
      call: ({ message, verdict, context: { state, signal, next } }: Call) =>
        handle(message, { state, signal, next, match: verdict === true ? undefined : verdict }),
    })
    return this.#changed()
  }

  /**
   * Handles edits of messages, as `onMessage` with `{ edited: true }` does. A message that is corrected
   * into a command is a command, once, without this.
   *
   * @example
   * ```ts
   * const casino = { text: /casino/i } as const
   * bot.onMessage(casino, moderate).onEdit(casino, moderate)
   * ```
   */
  onEdit(handler: MessageHandler<object, In>): this
  onEdit<const Filter extends MessageFilter>(
    filter: Filter,
    handler: MessageHandler<Filter, In>,
  ): this
  onEdit(...given: readonly unknown[]): this {
    const [filter, handle] = filterAndHandler<MessageFilter>("onEdit", given)
    return this.onMessage({ ...filter, edited: true }, handle as MessageHandler<object, In>)
  }

  /**
   * Handles commands: messages that begin with a slash and a name, such as `/help`.
   *
   * @param names without the slash; one or several
   * @param filter further conditions; `args`: what the arguments are; `description`, which puts the
   *   command into the menu of apps and into `/help`
   * @throws {ConfigurationError} for a name that cannot be typed, or arguments that cannot be read
   *
   * @example
   * ```ts
   * bot.onCommand("add", { args: { a: arg.number(), b: arg.number() } }, (message, { args }) =>
   *   message.reply(`${args.a + args.b}`),
   * )
   * ```
   */
  onCommand(names: OneOrMany<string>, handler: CommandHandler<object, In>): this
  onCommand<const Filter extends CommandFilter>(
    names: OneOrMany<string>,
    filter: Filter,
    handler: CommandHandler<Filter, In>,
  ): this
  onCommand(names: OneOrMany<string>, ...given: readonly unknown[]): this {
    const [options, handle] = filterAndHandler<CommandFilter>("onCommand", given)
    const { args, invalid, caseSensitive = false, description, menu, ...filter } = options
    if (args !== undefined) checkSchema(args)
    checkTexts({ description, menu: menu === false ? undefined : menu })
    const declared = commandNames(names, caseSensitive)
    const [name = ""] = declared.values()
    this.#commands.push({
      ...wantedBy(filter),
      names: declared,
      info: commandInfo(name, description, args, menu),
      caseSensitive,
      isFiltered: Object.values(filter).some((value) => value !== undefined),
      test: compileFilter(filter),
      reach: reachOf(filter),
      label: `onCommand ${[names].flat().join(" ")}`,
      call: commandCall(handle, args, invalid),
    })
    return this.#changed()
  }

  /**
   * Handles events other than messages. Of several handlers for one tag the first runs, and `next()`
   * passes on. Unlike messages, events that come while the bot is down are gone.
   *
   * @param tag a tag of `CEvt`, or `unknown` for events that this version does not declare
   * @throws {ConfigurationError} when it is not a string
   *
   * @example
   * ```ts
   * bot.onEvent("contactConnected", async ({ contact }) => {
   *   await bot.api.apiSendTextMessage(contact, "Hello!")
   * })
   * ```
   */
  onEvent<Tag extends EventTag>(tag: Tag, handler: BotEventHandler<Tag>): this {
    if (typeof tag !== "string")
      throw new ConfigurationError("onEvent", 'takes the tag of an event first: "contactConnected"')
    checkHandler("onEvent", handler)
    // Its plan calls it with the events of this tag alone.
    const call = handler as unknown as EventRoute["call"]
    this.#events.push([tag, { label: `onEvent ${tag}`, call }])
    return this.#changed()
  }

  /**
   * Handles members who join a group of the bot: by its link or invitation, or by that of others. Each
   * once, when they can read what is sent to the group; those who wait for approval once they have it.
   *
   * @example
   * ```ts
   * bot.onMemberJoined(({ group, member }) =>
   *   bot.send({ chatType: "group", chatId: group.groupId }, `Welcome, ${member.name}!`),
   * )
   * ```
   */
  onMemberJoined(handler: MemberJoinedHandler): this {
    checkHandler("onMemberJoined", handler)
    const label = labelOf("onMemberJoined", handler as Handle)
    const call = memberJoinedCall(handler)
    for (const tag of joinEvents) this.#events.push([tag, { label, call }])
    return this.#changed()
  }

  /**
   * Calls the handler at each start of the bot, before messages are handled; also before it is done, when
   * it waits for one. As other handlers, it may work for `handlerTimeoutMs`, and may stop the bot.
   *
   * @example
   * ```ts
   * bot.onStart(({ address }) => console.log("the bot is at", address))
   * ```
   */
  onStart(handler: StartHandler): this {
    checkHandler("onStart", handler)
    this.#starts.push(handler)
    return this.#changed()
  }

  /**
   * Adds middleware around all handlers of this composer, those that were added before too. Around
   * a bot it runs for every message and for every event that has a handler; around a group, once for
   * each update that one of its handlers takes.
   *
   * @throws {ConfigurationError} when a middleware is a composer
   *
   * @example
   * ```ts
   * bot.use(async (update, next) => {
   *   const start = performance.now()
   *   await next()
   *   console.log(update.type, performance.now() - start)
   * })
   * ```
   */
  use(...middleware: Middleware[]): this {
    for (const one of middleware) {
      if ((one as unknown) instanceof Composer) {
        throw new ConfigurationError("use", "put a composer into another with group({}, composer)")
      }
      checkHandler("use", one)
    }
    this.#middleware.push(...middleware)
    return this.#changed()
  }

  /**
   * A part with a filter, middleware and an error boundary of its own. The filter holds for messages
   * and commands, not for events.
   *
   * @param build gets the new composer and adds handlers; or a composer that was made elsewhere
   * @throws {ConfigurationError} for a wrong filter, or a composer that is in a group already
   *
   * @example
   * ```ts
   * bot.group({ role: ["admin", "owner"] }, (admins) => {
   *   admins.onCommand("ban", ban)
   * })
   * ```
   */
  group<const Filter extends MessageFilter>(
    filter: Filter,
    build: (group: Composer<Narrow<In, Filter>>) => void,
  ): this
  group<const Filter extends MessageFilter, Given extends Scope>(
    filter: Filter,
    composer: Composer<Given> & Fits<Narrow<In, Filter>, Given>,
  ): this
  group(filter: MessageFilter, build: Build): this {
    checkFilterFirst(filter)
    checkObject(filter, "filter")
    const isFiltered = Object.values(filter).some((value) => value !== undefined)
    const test = compileFilter(filter)
    return this.#add(test, build, { ...wantedBy(filter), isFiltered, reach: reachOf(filter) })
  }

  /**
   * One part for the messages that pass the filter, another for those that do not.
   *
   * @example
   * ```ts
   * bot.branch({ chatType: "group" }, (groups) => groups.use(quietly), (direct) => direct.use(chatty))
   * ```
   */
  branch<
    const Filter extends MessageFilter,
    Yes extends Scope = Narrow<In, Filter>,
    No extends Scope = In,
  >(
    filter: Filter,
    yes:
      | ((group: Composer<Narrow<In, Filter>>) => void)
      | (Composer<Yes> & Fits<Narrow<In, Filter>, Yes>),
    no: ((group: Composer<In>) => void) | (Composer<No> & Fits<In, No>),
  ): this
  branch(filter: MessageFilter, yes: Build, no: Build): this {
    checkObject(filter, "filter")
    const test = compileFilter(filter)
    this.#add(test, yes, { ...wantedBy(filter), isFiltered: true, reach: reachOf(filter) })
    const fails: Test = (message) => test(message) === false
    return this.#add(fails, no, { isFiltered: true, reach: reachOutside(filter) })
  }

  /**
   * Gets what the handlers, filters and middleware of this composer throw. What it throws itself goes to
   * the composer around. Without one, the error is logged; the bot goes on in any case.
   *
   * @param boundary replaces the one that was set before
   */
  catch(boundary: ErrorBoundary): this {
    checkHandler("catch", boundary)
    this.#frame.boundary = boundary
    return this.#changed()
  }

  /** @internal Adds middleware for the composer into which this one is put. */
  protected addAround(middleware: readonly Middleware[]): this {
    for (const one of middleware) checkHandler("useAround", one)
    this.#around.push(...middleware)
    if (this.#parent !== undefined) this.#parent.#middleware.push(...middleware)
    return this.#changed()
  }

  /** @internal Brings an update to the handlers. */
  dispatch(update: Update, onCaught?: OnCaught): Promise<void> {
    return run(this.plan(), update, onCaught)
  }

  /** @internal */
  plan(): Plan {
    return (this.#plan ??= planOf(this.#branch()))
  }

  /** @internal The handlers whose commands are in the menu: others, for a bot that hands messages on. */
  declaredPlan(): Plan {
    return this.plan()
  }

  #branch(): Branch {
    return {
      frame: this.#frame,
      commands: this.#commands,
      messages: this.#messages,
      events: this.#events,
      starts: this.#starts,
    }
  }

  #add(test: Test, build: Build, wanted: Omit<Group, "test" | "branch">): this {
    if (typeof build !== "function" && !((build as unknown) instanceof Composer))
      throw new ConfigurationError("group", "takes a function that gets a composer, or a composer")
    const group = typeof build === "function" ? new Composer() : build
    if (this.#isWithin(group)) {
      throw new ConfigurationError("group", "a composer cannot be put into itself")
    }
    if (group.#parent !== undefined) {
      throw new ConfigurationError(
        "group",
        "this composer is already in a group; create another one",
      )
    }
    group.#parent = this as unknown as Composer
    group.#frame.parent = this.#frame
    this.#middleware.push(...group.#around)
    const entry: Group = { ...wanted, test, branch: group.#branch() }
    this.#commands.push(entry)
    this.#messages.push(entry)
    this.#events.push(entry)
    this.#starts.push(entry)
    if (typeof build === "function") build(group)
    return this.#changed()
  }

  /** Whether it is the other composer, or a group in it at any depth. */
  #isWithin(other: unknown): boolean {
    if (this === other) return true
    return this.#parent !== undefined && this.#parent.#isWithin(other)
  }

  #changed(): this {
    this.#plan = undefined
    if (this.#parent !== undefined) this.#parent.#changed()
    return this
  }
}

/** What `group` takes at run time. */
type Build = ((group: Composer) => void) | Composer

const wantedBy = ({ edited, history }: MessageFilter): Wanted => ({ edited, history })

function checkFilterFirst(filter: unknown): void {
  if (!(filter instanceof Composer)) return
  throw new ConfigurationError("group", "the filter comes first: group({}, composer)")
}
