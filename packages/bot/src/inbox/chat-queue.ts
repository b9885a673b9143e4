import type { AnyEvent } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import type { ChatCheckpoint } from "../checkpoints/chat-checkpoint.ts"
import type { PendingReply } from "../conversations/pending-replies.ts"
import type { WaitError } from "../errors.ts"
import type { Semaphore } from "../scheduling/semaphore.ts"
import { WorkLoop } from "../scheduling/work-loop.ts"
import type { Backlog, CatchUpLimit } from "./backlog.ts"
import type { Delivery } from "./delivery.ts"
import type { EventBudget } from "./event-budget.ts"
import { isLive, type LiveMessages } from "./live-messages.ts"
import type { MessageBudget } from "./message-budget.ts"

type Task =
  /** `held`: it was live, and is handled as it is now. */
  | { readonly type: "message"; readonly item: T.AChatItem; readonly held?: true }
  | { readonly type: "edit"; readonly item: T.AChatItem }
  | { readonly type: "event"; readonly event: AnyEvent }
  | { readonly type: "expired"; readonly reply: PendingReply; readonly error: WaitError }

/** What a queue works with. */
export interface ChatQueueParts {
  readonly chat: T.ChatRef
  readonly checkpoint: ChatCheckpoint
  readonly backlog: Backlog
  readonly delivery: Delivery
  readonly live: LiveMessages
  readonly budget: MessageBudget
  /** Room for the edits and events that were queued. */
  readonly events: EventBudget
  readonly semaphore: Semaphore
}

export interface ChatQueueOptions {
  /** How many messages the queue holds in memory. */
  readonly size: number
  readonly isOpen: () => boolean
  /** Nothing is queued or in flight: all that the queue knows is in the checkpoint. */
  readonly onIdle: () => void
  /** A message counts as handled. */
  readonly onComplete: (chat: T.ChatRef, itemId: number) => void
  /** Work on the queue failed in a way that should not happen; it goes on after a pause. */
  readonly onFailure: (error: unknown) => void
}

/**
 * The messages and events of one chat, one after the other. Messages beyond its size stay in the
 * database of the core and are read from there, as at the start.
 */
export class ChatQueue {
  readonly checkpoint: ChatCheckpoint
  readonly #parts: ChatQueueParts
  readonly #options: ChatQueueOptions
  readonly #loop: WorkLoop
  readonly #tasks: Task[] = []
  #messages = 0
  #released = false

  constructor(parts: ChatQueueParts, options: ChatQueueOptions) {
    this.checkpoint = parts.checkpoint
    this.#parts = parts
    this.#options = options
    this.#loop = new WorkLoop(parts.semaphore, {
      hasWork: () => this.#tasks.length > 0 || parts.backlog.exists,
      work: () => (this.#tasks.length > 0 ? this.#next() : this.#refill()),
      isOpen: () => this.#isOpen,
      onIdle: () => this.#retire(),
      onFailure: options.onFailure,
    })
  }

  /** Queues a message that has arrived, or leaves it in the database. */
  offer(item: T.AChatItem): void {
    const id = item.chatItem.meta.itemId
    if (!this.checkpoint.isNew(id)) return
    const { backlog, budget } = this.#parts
    if (backlog.exists || this.#messages >= this.#options.size || budget.free === 0)
      backlog.leave(id)
    else this.#enqueue(item)
    this.wake()
  }

  /**
   * Takes a message that was edited.
   *
   * @returns false when its turn is still to come: it is handled as it is now
   */
  edit(item: T.AChatItem): boolean {
    const id = item.chatItem.meta.itemId
    const at = this.#tasks.findIndex(
      (task) => task.type === "message" && task.item.chatItem.meta.itemId === id,
    )
    if (at >= 0) this.#tasks[at] = { type: "message", item }
    return at < 0 && !this.checkpoint.isNew(id)
  }

  push(task: Exclude<Task, { type: "message" }>): void {
    this.#tasks.push(task)
    this.wake()
  }

  catchUp(limit: CatchUpLimit): void {
    this.#parts.backlog.catchUp(limit)
    this.wake()
  }

  /** Whether it is stuck: its last work failed, and is tried again after a pause. */
  get isFailing(): boolean {
    return this.#loop.isFailing
  }

  /** Starts working unless it already does. */
  wake(): void {
    this.#loop.wake()
  }

  /** Resumes the handlers whose time is up; begins nothing more. */
  close(): void {
    for (const task of this.#tasks) if (task.type === "expired") task.reply.settle(task.error)
  }

  /** Discards what has not begun, for good: another process handles the chat now. */
  release(): void {
    this.#released = true
    this.close()
    for (const task of this.#tasks.splice(0)) this.#makeRoom(task)
    this.#messages = 0
  }

  get #isOpen(): boolean {
    return !this.#released && this.#options.isOpen()
  }

  async #next(): Promise<void> {
    const task = this.#tasks.shift()
    if (task === undefined) return
    this.#makeRoom(task)
    switch (task.type) {
      case "message":
        this.#messages--
        return task.held !== true && isLive(task.item)
          ? this.#hold(task.item)
          : this.#deliver(task.item)
      case "edit":
        return this.#parts.delivery.deliverEdit(task.item)
      case "event":
        return this.#parts.delivery.deliverEvent(task.event)
      case "expired":
        task.reply.settle(task.error)
        return task.reply.run?.whenSuspended()
    }
  }

  /** Whatever becomes of it: an edit may reach no handler. */
  #makeRoom({ type }: Task): void {
    if (type === "message") this.#parts.budget.release()
    else if (type !== "expired") this.#parts.events.release()
  }

  async #refill(): Promise<void> {
    const { backlog, budget, semaphore } = this.#parts
    const room = Math.min(this.#options.size, budget.free)
    const items = await backlog.read(
      semaphore.isContended ? smallBatch : Math.max(room, smallBatch),
    )
    if (items === undefined) this.#loop.backOff()
    for (const item of items ?? []) this.#enqueue(item)
    // All of it under the same permit: otherwise each of many chats would hold a batch in memory.
    for (let left = items?.length ?? 0; left > 0 && this.#isOpen; left--) {
      await this.#next()
    }
  }

  #enqueue(item: T.AChatItem): void {
    this.checkpoint.begin(item.chatItem.meta.itemId)
    this.#add({ type: "message", item })
  }

  #add(task: Extract<Task, { type: "message" }>): void {
    this.#tasks.push(task)
    this.#messages++
    this.#parts.budget.acquire()
  }

  /** A message that is still being typed gets its turn when it is complete; others go on meanwhile. */
  #hold(item: T.AChatItem): Promise<void> {
    return this.#parts.live.hold(this.#parts.chat, item, (typed) => {
      if (typed === undefined) return this.#complete(item)
      this.#add({ type: "message", item: typed, held: true })
      this.wake()
    })
  }

  #deliver(item: T.AChatItem): Promise<void> {
    return this.#parts.delivery.deliver(item, () => this.#complete(item))
  }

  #complete(item: T.AChatItem): void {
    const { itemId } = item.chatItem.meta
    this.checkpoint.complete(itemId)
    this.#options.onComplete(this.#parts.chat, itemId)
    this.#retire()
  }

  #retire(): void {
    const isIdle = !this.#loop.isRunning && !this.#parts.backlog.exists && this.#tasks.length === 0
    if (this.#isOpen && isIdle && this.checkpoint.inFlight === 0) this.#options.onIdle()
  }
}

/** How many messages are read at a time while other chats wait, or memory is short. */
const smallBatch = 10
