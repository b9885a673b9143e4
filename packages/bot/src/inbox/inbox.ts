import { type AnyEvent, type ChatApi, chatRef } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import { setTimeout as sleep } from "node:timers/promises"
import { longestTimerMs } from "../after.ts"
import type { MessageFilter } from "../filters/filter.ts"
import { isReceivedMessage } from "../messages/kinds.ts"
import { Message, type MessageTools, type WaitForMessageOptions } from "../messages/message.ts"
import type { Activity } from "./activity.ts"
import { type ChatKey, chatKey, chatOfKey, createdAtOf } from "./chat-key.ts"
import { EventRoom, type EventRoomOutlet } from "./event-room.ts"
import { type CatchUpLimit, Lane, type LaneWorld } from "./lane.ts"
import { LiveMessages } from "./live-messages.ts"
import { type ChatFacts, ChatProgress, type Misfit, type ProgressStore } from "./progress.ts"
import { Slots } from "./slots.ts"
import { Waits } from "./waits.ts"

export interface DispatcherOptions {
  /** How many handlers work at once. */
  readonly concurrency: number
  readonly handlerTimeoutMs: number
  /** How many messages of one chat, and of all chats, wait in memory. */
  readonly queueSize: number
  readonly memorySize: number
  /** How many events wait in memory. */
  readonly eventsSize: number
  /** How long to wait for the rest of a live message that does not change, in milliseconds. */
  readonly liveIdleMs: number
}

/** What the dispatcher reports to. */
export type DispatcherOutlet = Pick<
  LaneWorld,
  "dispatch" | "onOutcome" | "onSkipped" | "onReadFailure"
> &
  EventRoomOutlet & {
    /** What was remembered of a chat was not of this chat, and is forgotten. */
    onMisfit(chat: ChatKey, misfit: Misfit): void
  }

/**
 * Brings messages and events to the handlers: in order within a chat, side by side across chats, so
 * many at once, and each message until it is handled.
 */
export class Dispatcher implements MessageTools {
  readonly api: ChatApi
  readonly #store: ProgressStore
  readonly #lanes = new Map<ChatKey, Lane>()
  readonly #activities = new Set<Activity>()
  readonly #waits: Waits
  readonly #eventRoom: EventRoom
  readonly #world: LaneWorld & { open: boolean }
  readonly #outlet: DispatcherOutlet

  constructor(
    api: ChatApi,
    store: ProgressStore,
    options: DispatcherOptions,
    outlet: DispatcherOutlet,
  ) {
    this.api = api
    this.#store = store
    this.#outlet = outlet
    this.#waits = new Waits((wait, error) => {
      this.#lane(wait.chat ?? "any").push({ type: "expired", wait, error })
    })
    this.#eventRoom = new EventRoom(options.eventsSize, outlet)
    this.#world = {
      ...options,
      ...outlet,
      api,
      dispatch: (update) => {
        if (update.type === "event") this.#eventRoom.give()
        return outlet.dispatch(update)
      },
      slots: new Slots(options.concurrency),
      waits: this.#waits,
      live: new LiveMessages(api, { idleMs: options.liveIdleMs, most: options.memorySize }),
      open: false,
      activities: this.#activities,
      memory: { used: 0, size: options.memorySize },
      makeMessage: (item) => new Message(item, this),
      onIdle: (lane) => this.#lanes.delete(lane.key),
    }
  }

  /** Takes the messages of this event. */
  receive(items: readonly T.AChatItem[]): void {
    for (const item of items) {
      if (!isReceivedMessage(item)) continue
      const chat = chatRef(item.chatInfo)
      const key = chatKey(chat)
      const createdAt = createdAtOf(item.chatInfo)
      if (key === undefined || createdAt === undefined) continue
      const lane = this.#lane(key, chat)
      this.#fit(key, lane.progress, { createdAt })
      lane.offer(item)
    }
  }

  /** An item has changed: a live message may be complete. */
  update(item: T.AChatItem): void {
    this.#world.live.updated(item)
  }

  /** Hands an event to its handlers, in the order of its chat where it has one; if there is room. */
  handle(event: AnyEvent): void {
    if (!this.#eventRoom.take(event)) return
    this.#lane(keyOfEvent(event)).push({ type: "event", event })
  }

  /** Forgets what cannot be of this chat. */
  fit(key: ChatKey, facts: ChatFacts): void {
    const progress = this.#lanes.get(key)?.progress ?? new ChatProgress(this.#store, key)
    this.#fit(key, progress, facts)
  }

  /** Reads what came to this chat before. */
  catchUp(key: ChatKey, limit: CatchUpLimit): void {
    this.#lane(key).catchUp(limit)
  }

  /** Begins to work on what was received so far, and on what comes. */
  open(): void {
    this.#world.open = true
    for (const lane of this.#lanes.values()) lane.run()
  }

  /**
   * Begins nothing more, breaks off the waits, and gives the handlers so long to finish. What is not
   * handled by then comes again at the next start.
   *
   * @returns how many handlers did not finish
   */
  async stop(deadlineMs: number): Promise<number> {
    this.#world.open = false
    this.#waits.stop()
    this.#world.live.stop()
    for (const lane of this.#lanes.values()) lane.close()
    const inTime = new AbortController()
    const ms = Math.min(deadlineMs, longestTimerMs)
    const deadline = sleep(ms, undefined, { signal: inTime.signal }).catch(() => {})
    const finished = Promise.all([...this.#activities].map((activity) => activity.whenEnded()))
    await Promise.race([finished, deadline])
    inTime.abort()
    const unfinished = [...this.#activities]
    for (const activity of unfinished) activity.abandon()
    return unfinished.length
  }

  waitAfter(
    item: T.AChatItem,
    filter: MessageFilter,
    options: WaitForMessageOptions,
  ): Promise<Message> {
    return this.#waits.wait({ chat: chatKey(chatRef(item.chatInfo)), from: item }, filter, options)
  }

  waitForMessage(filter: MessageFilter, options: WaitForMessageOptions): Promise<Message> {
    return this.#waits.wait({}, filter, options)
  }

  get load(): { readonly working: number; readonly queued: number; readonly chats: number } {
    return {
      working: this.#activities.size,
      queued: this.#world.memory.used + this.#eventRoom.used,
      chats: this.#lanes.size,
    }
  }

  #fit(key: ChatKey, progress: ChatProgress, facts: ChatFacts): void {
    const misfit = progress.fit(facts)
    if (misfit !== undefined) this.#outlet.onMisfit(key, misfit)
  }

  #lane(key: ChatKey, chat?: T.ChatRef): Lane {
    let lane = this.#lanes.get(key)
    if (lane === undefined) {
      const progress = new ChatProgress(this.#store, key)
      lane = new Lane(this.#world, key, chat ?? chatOfKey(key), progress)
      this.#lanes.set(key, lane)
    }
    return lane
  }
}

/** The chat that an event is about; its tag, when it is about none. */
function keyOfEvent(event: AnyEvent): ChatKey {
  if ("contact" in event && event.contact !== undefined) return `direct:${event.contact.contactId}`
  if ("groupInfo" in event && event.groupInfo !== undefined) {
    return `group:${event.groupInfo.groupId}`
  }
  return `event:${event.type}`
}
