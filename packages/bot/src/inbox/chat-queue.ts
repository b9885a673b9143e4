import type { ChatApi } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import type { EventUpdate, Update } from "../composer/handlers.ts"
import { parseCommand } from "../commands/parse-command.ts"
import type { WaitError } from "../errors.ts"
import type { Message } from "../messages/message.ts"
import { Activity, type Outcome } from "./activity.ts"
import type { ChatKey } from "./chat-key.ts"
import { isGone } from "./is-gone.ts"
import { isLive, type LiveMessages } from "./live-messages.ts"
import { type Outstanding, readOutstanding } from "./outstanding.ts"
import type { ChatProgress } from "./progress.ts"
import type { Slots } from "./slots.ts"
import type { Wait, Waits } from "./waits.ts"

/** What all lanes share. */
export interface LaneWorld {
  readonly api: ChatApi
  readonly slots: Slots
  readonly waits: Waits
  readonly live: LiveMessages
  readonly handlerTimeoutMs: number
  /** How many messages a chat holds in memory; what is more stays in the database of the core. */
  readonly queueSize: number
  /** False once the bot stops: nothing more is begun. */
  readonly open: boolean
  readonly activities: Set<Activity>
  /** The messages of all chats that wait in memory, and how many may. */
  readonly memory: { used: number; readonly size: number }
  makeMessage(item: T.AChatItem): Message
  dispatch(update: Update): Promise<void>
  onOutcome(outcome: Outcome, update: Update, durationMs: number): void
  /** The database of the core could not be read. */
  onReadFailure(error: unknown, chat: ChatKey): void
  /** More than `limit` messages came while the bot was down: the first are passed over. */
  onSkipped(chat: ChatKey, count: number): void
  onIdle(lane: Lane): void
}

type Task =
  /** `held`: it was live, and is taken as it is now. */
  | { readonly type: "message"; readonly item: T.AChatItem; readonly held?: true }
  | { readonly type: "event"; readonly event: EventUpdate["event"] }
  | { readonly type: "expired"; readonly wait: Wait; readonly error: WaitError }

/**
 * The messages and events of one chat, one after the other. When more come than it holds, it leaves
 * them in the database of the core and reads them from there, as it does at the start.
 */
export class Lane {
  readonly key: ChatKey
  readonly progress: ChatProgress
  readonly #world: LaneWorld
  readonly #chat: T.ChatRef
  #tasks: Task[] = []
  #queued = 0
  /** There can be messages in the database that are not queued here. */
  #behind = false
  /** How many of them are taken; undefined for all, as after the start. */
  #limit: CatchUpLimit | undefined
  /** What came while the database was read, and can be missing in what was read. */
  #arrived: number[] = []
  #running = false
  #paused = false

  constructor(world: LaneWorld, key: ChatKey, chat: T.ChatRef, progress: ChatProgress) {
    this.#world = world
    this.key = key
    this.#chat = chat
    this.progress = progress
  }

  offer(item: T.AChatItem): void {
    const id = item.chatItem.meta.itemId
    if (!this.progress.isNew(id)) return
    const { memory, queueSize } = this.#world
    if (this.#behind || this.#queued >= queueSize || memory.used >= memory.size) {
      this.#arrived.push(id)
      this.catchUp()
    } else {
      this.#queue(item)
      this.run()
    }
  }

  push(task: Exclude<Task, { type: "message" }>): void {
    this.#tasks.push(task)
    this.run()
  }

  /** Reads from the database what is not handled yet. */
  catchUp(limit?: CatchUpLimit): void {
    this.#behind = true
    this.#limit ??= limit
    this.run()
  }

  #queue(item: T.AChatItem): void {
    this.progress.begin(item.chatItem.meta.itemId)
    this.#push({ type: "message", item })
  }

  #push(task: Extract<Task, { type: "message" }>): void {
    this.#tasks.push(task)
    this.#queued++
    this.#world.memory.used++
  }

  /** Begins to work, if it does not. */
  run(): void {
    if (this.#running || this.#paused || !this.#world.open) return
    this.#running = true
    void this.#work()
  }

  async #work(): Promise<void> {
    const { slots } = this.#world
    while (this.#world.open && !this.#paused && (this.#tasks.length > 0 || this.#behind)) {
      await slots.take()
      try {
        if (this.#world.open) await this.#step()
      } finally {
        slots.give()
      }
    }
    this.#running = false
    this.#retire()
  }

  /** Nothing is queued, and nothing under way: what it knows is in the store. */
  #retire(): void {
    const isIdle = !this.#running && !this.#behind && this.#tasks.length === 0
    if (this.#world.open && isIdle && this.progress.underWay === 0) this.#world.onIdle(this)
  }

  /** Lets those go on whose time is up: nothing more is begun. */
  close(): void {
    for (const task of this.#tasks) if (task.type === "expired") task.wait.settle(task.error)
  }

  async #step(): Promise<void> {
    const task = this.#tasks.shift()
    if (task === undefined) return this.#refill()
    switch (task.type) {
      case "message":
        this.#queued--
        this.#world.memory.used--
        return task.held !== true && isLive(task.item)
          ? this.#hold(task.item)
          : this.#handle(task.item)
      case "event":
        return this.#start({ type: "event", event: task.event }, () => {})
      case "expired": {
        task.wait.settle(task.error)
        return task.wait.activity?.resting()
      }
    }
  }

  /** What is still being typed has its turn when it is typed; others go on meanwhile. */
  #hold(item: T.AChatItem): Promise<void> {
    return this.#world.live.hold(this.#chat, item, (typed) => {
      if (typed === undefined) return this.#complete(item)
      this.#push({ type: "message", item: typed, held: true })
      this.run()
    })
  }

  #complete(item: T.AChatItem): void {
    this.progress.complete(item.chatItem.meta.itemId)
    this.#retire()
  }

  async #handle(item: T.AChatItem): Promise<void> {
    const { waits } = this.#world
    const complete = () => this.#complete(item)
    const message = this.#world.makeMessage(item)
    const wait = waits.take(this.key, () => message)
    if (wait === undefined) {
      return this.#start(
        { type: "message", message, command: parseCommand(message.text) },
        complete,
      )
    }
    if (wait.activity === undefined) complete()
    else wait.activity.take(complete)
    wait.settle(message)
    await wait.activity?.resting()
  }

  async #start(what: WithoutSignal<Update>, complete: () => void): Promise<void> {
    const { activities, handlerTimeoutMs } = this.#world
    const activity: Activity = new Activity(handlerTimeoutMs, (outcome, durationMs) => {
      activities.delete(activity)
      if (outcome.type !== "interrupted") complete()
      this.#world.onOutcome(outcome, update, durationMs)
    })
    const update: Update = { ...what, signal: activity.signal }
    activities.add(activity)
    activity.run(() => this.#world.dispatch(update))
    await activity.resting()
  }

  async #refill(): Promise<void> {
    const { api, queueSize } = this.#world
    this.#arrived = []
    let found: Outstanding
    try {
      found = await readOutstanding(api, this.#chat, this.progress, queueSize)
    } catch (error) {
      this.#world.onReadFailure(error, this.key)
      if (isGone(error)) this.#behind = false
      else this.#pause()
      return
    }
    if (this.#skipSome(found.ids)) return
    const seen = new Set(found.ids)
    this.#behind =
      found.ids.length > found.items.length || this.#arrived.some((id) => !seen.has(id))
    for (const item of found.items) this.#queue(item)
  }

  #pause(): void {
    this.#paused = true
    setTimeout(() => {
      this.#paused = false
      this.run()
    }, retryMs).unref()
  }

  /** Passes over the first of those that came before the start, when there are too many. */
  #skipSome(ids: readonly number[]): boolean {
    const { perChat, before } = this.#limit ?? { perChat: Infinity, before: 0 }
    this.#limit = undefined
    const old = ids.filter((id) => id <= before).toSorted((a, b) => a - b)
    const last = old[old.length - perChat - 1]
    if (last === undefined) return false
    this.progress.skip(last)
    this.#world.onSkipped(this.key, old.length - perChat)
    return true
  }
}

/** How much is caught up at the start. */
export interface CatchUpLimit {
  /** How many messages of each chat, the newest. */
  readonly perChat: number
  /** The last item that was there before the start: later ones are not counted. */
  readonly before: number
}

/** How long to wait before reading again after a failure. */
const retryMs = 1000

type WithoutSignal<Given> = Given extends unknown ? Omit<Given, "signal"> : never
