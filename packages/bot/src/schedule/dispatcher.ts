import { randomUUID } from "node:crypto"
import type { StartedBot } from "../composer/handlers.ts"
import { ConfigurationError } from "../errors.ts"
import type { ScheduleClock } from "./clock.ts"
import { nextTime } from "./pattern.ts"
import type { ScheduledEntry, ScheduleStore } from "./store.ts"

/** How long a claim holds unless it is extended: after a kill, another process waits as long. */
const claimMs = 300_000

/** How often to look for what other processes have added and not done. */
const lookMs = 60_000

/** After this time something counts as missed. */
const lateMs = 60_000

/** What the dispatcher runs. */
export interface DispatcherOptions {
  readonly store: ScheduleStore
  readonly clock: ScheduleClock
  readonly names: readonly string[]
  readonly concurrency: number
  /** Whether what is due that late is still done. */
  readonly isWanted: (entry: ScheduledEntry) => boolean
  readonly perform: (
    entry: ScheduledEntry,
    context: { readonly isLate: boolean; readonly signal: AbortSignal },
  ) => unknown
}

/** Brings what is due to its tasks: each entry to one process, and again when that one is killed. */
export class Dispatcher {
  readonly #bot: StartedBot
  readonly #options: DispatcherOptions
  readonly #owner = randomUUID()
  readonly #working = new Map<string, Promise<void>>()
  #looking: Promise<void> | undefined
  #lookAgain = false
  /** For when it is woken next. */
  #wakeAt = Infinity

  constructor(bot: StartedBot, options: DispatcherOptions) {
    this.#bot = bot
    this.#options = options
  }

  /** Looks for what is due, now and whenever something is. */
  look(nowMs = this.#options.clock.nowMs): void {
    if (this.#bot.signal.aborted) return
    if (this.#looking !== undefined) {
      this.#lookAgain = true
      return
    }
    this.#looking = this.#look(nowMs)
      .catch((error: unknown) => this.#failed("looking for scheduled work", error))
      .finally(() => {
        this.#looking = undefined
        if (!this.#lookAgain) return
        this.#lookAgain = false
        this.look()
      })
  }

  /** Resolves when nothing is being done any more. */
  async settled(): Promise<void> {
    await this.#looking
    await Promise.all(this.#working.values())
  }

  async #look(nowMs: number): Promise<void> {
    const { store, clock, names, concurrency } = this.#options
    const { identity, signal } = this.#bot
    while (!signal.aborted && this.#working.size < concurrency) {
      const claimed = await store.claim(identity, {
        names,
        now: nowMs,
        until: clock.nowMs + claimMs,
        owner: this.#owner,
        limit: concurrency - this.#working.size,
      })
      if (claimed.length === 0) break
      for (const entry of claimed) this.#begin(entry, nowMs)
    }
    // When something is done, it looks again.
    const next = this.#working.size < concurrency ? await store.next(identity, names) : undefined
    this.#wake(Math.min(next ?? Infinity, store.isShared ? nowMs + lookMs : Infinity))
  }

  #wake(atMs: number): void {
    const { clock } = this.#options
    if (atMs === Infinity) return
    if (atMs <= clock.nowMs) {
      // The time has been moved beyond it meanwhile.
      this.#lookAgain = true
      return
    }
    if (this.#wakeAt <= atMs && this.#wakeAt > clock.nowMs) return
    this.#wakeAt = atMs
    clock.at(atMs, () => this.look(Math.max(atMs, clock.nowMs)))
  }

  #begin(entry: ScheduledEntry, nowMs: number): void {
    const work = this.#work(entry, nowMs - entry.at > lateMs)
      .catch((error: unknown) => this.#failed(entry.name, error))
      .finally(() => {
        this.#working.delete(entry.id)
        this.look()
      })
    this.#working.set(entry.id, work)
  }

  async #work(entry: ScheduledEntry, isLate: boolean): Promise<void> {
    const { store, clock, isWanted, perform } = this.#options
    const { identity } = this.#bot
    const { id } = entry
    let isClaimed = true
    const hold = () => {
      if (!isClaimed) return
      void this.#extend(id)
      clock.at(clock.nowMs + claimMs / 3, hold)
    }
    clock.at(clock.nowMs + claimMs / 3, hold)
    try {
      if (entry.isBroken === true) {
        const problem = "what is stored as its payload is not JSON; it is dropped"
        const error = new ConfigurationError(`task ${entry.name}`, problem)
        this.#bot.report("scheduled work was dropped", error)
      } else if (!isLate || isWanted(entry)) {
        const outcome = await this.#bot.work(`task ${entry.name}`, (signal) =>
          perform(entry, { isLate, signal }),
        )
        if (outcome.type === "interrupted") {
          await store.release(identity, id, this.#owner)
          return
        }
      }
      const after = Math.max(clock.nowMs, entry.at)
      const next = entry.every === undefined ? undefined : nextTime(entry.every, after)
      await store.finish(identity, id, this.#owner, next)
    } finally {
      isClaimed = false
    }
  }

  async #extend(id: string): Promise<void> {
    const { store, clock } = this.#options
    const until = clock.nowMs + claimMs
    try {
      await store.extend(this.#bot.identity, id, this.#owner, until)
    } catch (error) {
      this.#failed("holding on to scheduled work", error)
    }
  }

  /** The store cannot be used: it is tried again. */
  #failed(what: string, error: unknown): void {
    this.#bot.report(`${what} failed; trying again`, error)
    this.#wake(this.#options.clock.nowMs + lookMs)
  }
}
