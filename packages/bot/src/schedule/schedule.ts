import type { OptionKinds } from "@simplex-chat/core"
import { randomUUID } from "node:crypto"
import { isDeepStrictEqual } from "node:util"
import { isHosted } from "../bot/hosted-core.ts"
import type { BotOptions } from "../bot/options.ts"
import type { StartedBot, StartHandler } from "../composer/handlers.ts"
import { checkBot, checkOptions } from "../checks.ts"
import { BotError, ConfigurationError } from "../errors.ts"
import { type ScheduleClock, clockOf } from "./clock.ts"
import { Dispatcher } from "./dispatcher.ts"
import { nextTime } from "./pattern.ts"
import { sqliteScheduleStore } from "./sqlite-store.ts"
import { memoryScheduleStore, type ScheduledEntry, type ScheduleStore } from "./store.ts"

/** What a task gets beside its payload. */
export interface TaskContext {
  /** Aborted when the task takes longer than handlers may, and when the bot stops without waiting. */
  readonly signal: AbortSignal
  /** When it was due. */
  readonly dueAt: Date
  /** Whether it is done more than a minute late, as after a time in which the bot was down. */
  readonly isLate: boolean
}

/** Does what was scheduled. What it returns is waited for. */
// The payload of each is its own: `never` lets any function in.
export type Task = (payload: never, context: TaskContext) => unknown

/** The tasks of a schedule by their names, which are kept: do not rename one that is scheduled. */
export type Tasks = Readonly<Record<string, Task>>

/** What has to be given to schedule a task: its payload, where it has one. */
export type PayloadOf<Handler> = Handler extends () => unknown
  ? readonly [payload?: undefined, options?: AtOptions]
  : Handler extends (payload: infer Payload, ...more: never) => unknown
    ? readonly [payload: Payload, options?: AtOptions]
    : never

export interface AtOptions {
  /** Its id; a new one with the same id takes its place. A random one when absent. */
  readonly id?: string | undefined
}

export interface EveryOptions {
  /** The time zone in which the pattern is read, such as `Europe/Berlin`; UTC when absent. */
  readonly timeZone?: string | undefined
  /** What happens when its time was missed; see {@link ScheduleOptions.missed}. */
  readonly missed?: "run" | "skip" | undefined
  /** Distinguishes several repetitions of one task; its name when absent. */
  readonly id?: string | undefined
}

export interface ScheduleOptions<Named extends Tasks> {
  /** What can be scheduled, by name. */
  readonly tasks: Named
  /**
   * Where it is kept. When absent, a SQLite file beside the state file, `data/bot_schedule.db` for
   * `data/bot`; in memory where the bot has no state file. Workers need one that all of them see.
   */
  readonly store?: ScheduleStore | undefined
  /**
   * What happens to work that is more than a minute late, as after a time in which the bot was down:
   * `run` it once, when absent, or `skip` it.
   */
  readonly missed?: "run" | "skip" | undefined
  /** How many tasks work at once; 8 when absent. */
  readonly concurrency?: number | undefined
  /** Where the time comes from; the machine, or the network in memory that the bot is on, when absent. */
  readonly clock?: ScheduleClock | undefined
}

/** What a schedule needs of its bot. */
export interface ScheduledBot {
  readonly options: Pick<BotOptions, "db" | "stateFile">
  onStart(handler: StartHandler): unknown
}

/**
 * Work at certain times, which lasts over restarts. It is done at least once: again only when the process
 * is killed meanwhile; of several processes with one store, by one. What a task throws is logged, and
 * the task counts as done.
 *
 * ```ts
 * const schedule = new Schedule(bot, {
 *   tasks: {
 *     remind: ({ chat, text }: Reminder) => bot.send(chat, text),
 *     report: () => sendReport(),
 *   },
 * })
 * schedule.every("0 9 * * 1", { timeZone: "Europe/Berlin" }, "report")
 * bot.onCommand("remind", async (message) => {
 *   await schedule.in(3_600_000, "remind", { chat: chatRef(message.chat), text: "An hour has passed." })
 * })
 * ```
 */
export class Schedule<const Named extends Tasks> {
  readonly #options: ScheduleOptions<Named>
  readonly #bot: ScheduledBot
  readonly #repeated = new Map<string, ScheduledEntry & { readonly missed: "run" | "skip" }>()
  #running: { bot: StartedBot; store: ScheduleStore; dispatcher: Dispatcher } | undefined

  /** @throws {ConfigurationError} when an option is wrong, and for workers without a store */
  constructor(bot: ScheduledBot, options: ScheduleOptions<Named>) {
    checkBot(bot, "Schedule")
    checkOptions(options, kinds)
    checkTasks(options.tasks)
    if (options.store === undefined && isHosted(bot.options.db)) {
      const problem = "workers need one that all of them see: a ScheduleStore on a database server"
      throw new ConfigurationError("store", problem)
    }
    this.#options = options
    this.#bot = bot
    bot.onStart((started) => this.#start(started))
  }

  /** The time of this schedule: of the machine, or of the network in memory in tests. */
  now(): Date {
    return new Date(this.#clock.nowMs)
  }

  /**
   * Does something once, at a time; at once when that has passed.
   *
   * @param payload what the task gets, as JSON keeps it
   * @returns its id, for `cancel`
   * @throws {ConfigurationError} for a wrong date, an unknown task, or a payload that JSON cannot keep
   * @throws {BotError} before the bot has started
   */
  async at<Name extends keyof Named & string>(
    time: Date | number,
    name: Name,
    ...[payload, options = {}]: PayloadOf<Named[Name]>
  ): Promise<string> {
    checkOptions(options, { id: "name" })
    const { id = randomUUID() } = options
    const at = typeof time === "number" ? time : (time as Date | undefined)?.getTime?.()
    if (at === undefined || !Number.isFinite(at))
      throw new ConfigurationError("at", "must be a Date, or milliseconds since 1970")
    this.#checkName(name)
    const { bot, store, dispatcher } = this.#whileRunning()
    // What is late from the beginning was not missed.
    const entry = { id, name, at: Math.max(Math.trunc(at), this.#clock.nowMs), payload }
    await store.put(bot.identity, { ...entry, payload: asJson(payload) })
    dispatcher.look()
    return id
  }

  /**
   * Does something once, after a time.
   *
   * @param ms in milliseconds
   * @throws {ConfigurationError} as `at`
   * @throws {BotError} before the bot has started
   */
  async in<Name extends keyof Named & string>(
    ms: number,
    name: Name,
    ...given: PayloadOf<Named[Name]>
  ): Promise<string> {
    if (!(typeof ms === "number" && ms >= 0))
      throw new ConfigurationError("in", "must be a number of milliseconds")
    return this.at(this.#clock.nowMs + ms, name, ...given)
  }

  /**
   * Does something again and again, at the times of a cron pattern: `minute hour day month weekday`, or
   * with seconds in front. Declare it before the bot starts. Times that passed while the bot was down
   * are done once, or skipped; a repetition that is no longer declared ends.
   *
   * @throws {ConfigurationError} for a wrong pattern or time zone, an unknown task, and two with one id
   *
   * @example
   * ```ts
   * schedule.every("0 9 * * 1", { timeZone: "Europe/Berlin" }, "report")
   * ```
   */
  every<Name extends keyof Named & string>(
    pattern: string,
    options: EveryOptions,
    name: Name,
    ...[payload]: PayloadOf<Named[Name]>
  ): this {
    checkOptions(options, { timeZone: "name", missed: ways, id: "name" })
    this.#checkName(name)
    const { timeZone = "UTC", missed = this.#options.missed ?? "run", id = name } = options
    const every = { pattern, timeZone }
    if (nextTime(every, this.#clock.nowMs) === undefined)
      throw new ConfigurationError("pattern", "never matches")
    if (this.#repeated.has(id)) {
      const problem = `${id} is repeated already; give one of the two another id`
      throw new ConfigurationError("every", problem)
    }
    if (this.#running !== undefined)
      throw new ConfigurationError("every", "must be declared before the bot starts")
    const entry = { id: `every:${id}`, name, at: 0, payload: asJson(payload), every, missed }
    this.#repeated.set(id, entry)
    return this
  }

  /** Takes back what `at` or `in` has scheduled; false when it is done, or was never scheduled. */
  async cancel(id: string): Promise<boolean> {
    const { bot, store } = this.#whileRunning()
    return store.remove(bot.identity, id)
  }

  /** What is scheduled, in the order in which it is due. */
  async list(): Promise<readonly ScheduledEntry[]> {
    const { bot, store } = this.#whileRunning()
    const entries = await store.list(bot.identity)
    return entries.toSorted((a, b) => a.at - b.at)
  }

  async #start(bot: StartedBot): Promise<void> {
    const { store = await this.#ownStore() } = this.#options
    const { tasks, concurrency = 8, missed = "run" } = this.#options
    const dispatcher = new Dispatcher(bot, {
      store,
      clock: this.#clock,
      names: Object.keys(tasks),
      concurrency,
      isWanted: ({ id, every }) => {
        const repeated = this.#repeated.get(id.replace(/^every:/, ""))
        return (every === undefined ? missed : (repeated?.missed ?? missed)) === "run"
      },
      perform: ({ name, payload, at }, context) =>
        (tasks[name] as ((payload: unknown, context: TaskContext) => unknown) | undefined)?.(
          payload,
          { ...context, dueAt: new Date(at) },
        ),
    })
    if (!store.isShared) {
      // What the last process had claimed is claimed by none.
      for (const entry of await store.list(bot.identity))
        if (entry.isBroken !== true) await store.put(bot.identity, entry)
    }
    await this.#declare(bot.identity, store)
    this.#running = { bot, store, dispatcher }
    bot.signal.addEventListener("abort", () => void this.#stop(), { once: true })
    dispatcher.look()
  }

  async #declare(identity: string, store: ScheduleStore): Promise<void> {
    const declared = new Set<string>()
    const kept = await store.list(identity)
    for (const { missed: _, ...entry } of this.#repeated.values()) {
      declared.add(entry.id)
      const every = entry.every ?? { pattern: "", timeZone: "" }
      const at = nextTime(every, this.#clock.nowMs)
      if (at === undefined) continue
      const found = kept.find(({ id }) => id === entry.id)
      // The clock was ahead when the next time was chosen, and was set back.
      const isTooFar = found !== undefined && found.at > (nextTime(every, at) ?? at)
      if (isTooFar) await store.put(identity, { ...entry, at })
      else if (found !== undefined && isOtherWork(found, entry))
        await store.put(identity, { ...entry, at: found.at })
      else await store.declare(identity, { ...entry, at })
    }
    for (const { id, every, name } of kept) {
      const isOwn = name in this.#options.tasks
      if (every !== undefined && isOwn && !declared.has(id)) await store.remove(identity, id)
    }
  }

  async #stop(): Promise<void> {
    await this.#running?.dispatcher.settled()
    // A store that was given is for those who gave it to close.
    if (this.#options.store === undefined) await this.#running?.store.close?.()
  }

  async #ownStore(): Promise<ScheduleStore> {
    const { db, stateFile } = this.#bot.options
    const file = stateFile ?? ("filePrefix" in db ? `${db.filePrefix}_bot.db` : undefined)
    if (file === undefined || file === ":memory:") return memoryScheduleStore()
    const beside = `${file.replace(/(?:_bot)?\.db$/, "")}_schedule.db`
    return sqliteScheduleStore(beside, { isShared: false })
  }

  /** Looked up each time: a test gives a bot another database before it starts. */
  get #clock(): ScheduleClock {
    return this.#options.clock ?? clockOf(this.#bot.options.db)
  }

  #checkName(name: string): void {
    if (Object.hasOwn(this.#options.tasks, name)) return
    const known = Object.keys(this.#options.tasks).join(", ")
    throw new ConfigurationError("name", `there is no task of this name; there are: ${known}`)
  }

  #whileRunning() {
    if (this.#running === undefined) throw new BotError("schedule: the bot has not started yet")
    return this.#running
  }
}

const ways = ["run", "skip"] as const

const kinds: OptionKinds<ScheduleOptions<Tasks>> = {
  tasks: "any",
  store: "object",
  missed: ways,
  concurrency: "count",
  clock: "object",
}

function checkTasks(tasks: Tasks): void {
  const given: unknown = tasks
  if (typeof given !== "object" || given === null || Object.keys(given).length === 0)
    throw new ConfigurationError("tasks", "must be an object of functions: { remind: (x) => ... }")
  for (const [name, task] of Object.entries(given))
    if (typeof task !== "function")
      throw new ConfigurationError(`tasks.${name}`, "must be a function")
}

/** Whether something else is done at the same times. */
const isOtherWork = (kept: ScheduledEntry, { name, payload, every }: ScheduledEntry): boolean =>
  isDeepStrictEqual(kept.every, every) &&
  (kept.name !== name || kept.isBroken === true || !isDeepStrictEqual(kept.payload, payload))

/** What JSON keeps of a value: a task gets the same before and after a restart. */
function asJson(payload: unknown): unknown {
  try {
    if (payload === undefined) return undefined
    const json = JSON.stringify(payload) as string | undefined
    if (json !== undefined) return JSON.parse(json) as unknown
  } catch {
    // As for a function, which has no text.
  }
  throw new ConfigurationError("payload", "must be a value that JSON can keep")
}
