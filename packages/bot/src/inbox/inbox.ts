import { type AnyEvent, type ChatApi, chatRef } from "@simplex-chat/api"
import type { ChatResponse, T } from "@simplex-chat/types"
import { ChatCheckpoint } from "../checkpoints/chat-checkpoint.ts"
import type { ChatFacts, CheckpointStore, Mismatch } from "../checkpoints/checkpoint.ts"
import type { Notes } from "../checkpoints/notes.ts"
import { parseCommand } from "../commands/parse-command.ts"
import { Corrections } from "../conversations/corrections.ts"
import { PendingReplies, stopping } from "../conversations/pending-replies.ts"
import type { WaitForMessageOptions } from "../messages/asking.ts"
import { type ChatKey, chatKey, chatOfKey, createdAtOf } from "../messages/chat-key.ts"
import { isReceivedMessage } from "../messages/kinds.ts"
import {
  type LeavesOnCommand,
  Message,
  type MessageFilter,
  type MessageTools,
} from "../messages/message.ts"
import type { Outbox } from "../messages/outbox.ts"
import type { FormStorage } from "../messages/forms/run-form.ts"
import type { Endings } from "../messages/streaming/stream-options.ts"
import { currentRun, type HandlerRunCallbacks } from "../scheduling/handler-run.ts"
import { HandlerRunner, type HandlerRunnerCallbacks } from "../scheduling/handler-runner.ts"
import { Semaphore } from "../scheduling/semaphore.ts"
import { arrived } from "./arrivals.ts"
import { Backlog, type BacklogCallbacks, type CatchUpLimit } from "./backlog.ts"
import { ChatQueue } from "./chat-queue.ts"
import { Delivery, type DeliveryPolicy } from "./delivery.ts"
import { Edits } from "./edits.ts"
import { EventBudget, type EventBudgetCallbacks } from "./event-budget.ts"
import { goneByOneself, leftBy } from "./left-by.ts"
import { LiveMessages } from "./live-messages.ts"
import { PendingEdits } from "./pending-edits.ts"
import { MessageBudget } from "./message-budget.ts"

export interface InboxOptions {
  /** Maximum number of concurrent handlers. */
  readonly concurrency: number
  readonly handlerTimeoutMs: number
  /** How many messages of one chat, and of all chats, wait in memory. */
  readonly queueSize: number
  readonly memorySize: number
  /** How many events wait in memory. */
  readonly eventsSize: number
  /** How long `ask` waits unless it is given a timeout of its own, in milliseconds. */
  readonly askTimeoutMs: number
  readonly outbox: Outbox
  /** Keeps the state of interrupted work, such as edits that are not handled yet. */
  readonly notes: Notes
  /** Where files are received. */
  readonly filesFolder: () => Promise<string>
  /** How long to wait for the rest of a live message that does not change, in milliseconds. */
  readonly liveIdleMs: number
  /** Whether new messages may be handled now; absent: always. Call `open` when this becomes true. */
  readonly mayBegin?: (() => boolean) | undefined
}

/** The work of an inbox at this moment. */
export interface InboxLoad {
  /** Handlers in flight, including those that wait for messages. */
  readonly working: number
  /** Messages from people that handlers wait for. */
  readonly waiting: number
  /** Messages and events in memory. */
  readonly queued: number
  /** Chats with work to do. */
  readonly chats: number
  /** Chats whose queue failed and will be retried. */
  readonly stuck: number
}

/** What the inbox reports to. */
export interface InboxCallbacks
  extends HandlerRunnerCallbacks, BacklogCallbacks, EventBudgetCallbacks {
  /** The checkpoint belongs to another chat, or to another copy of it, and was discarded. */
  onMismatch(chat: ChatKey, mismatch: Mismatch): void
  /** The queue of a chat failed in a way that should not happen; it goes on after a pause. */
  onQueueFailure(error: unknown, chat: ChatKey): void
  /** A message counts as handled. */
  onComplete(chat: T.ChatRef, itemId: number): void
  readonly policy: DeliveryPolicy
}

/**
 * Brings messages and events to the handlers: in order within a chat, concurrently across chats. A
 * message that was not handled comes again at the next start.
 */
export class Inbox implements MessageTools {
  readonly api: ChatApi
  readonly outbox: Outbox
  /** Set once the database of the bot is known. */
  identity = ""
  readonly #store: CheckpointStore
  readonly #options: InboxOptions
  readonly #callbacks: InboxCallbacks
  readonly #queues = new Map<ChatKey, ChatQueue>()
  readonly #semaphore: Semaphore
  readonly #runner: HandlerRunner
  readonly #replies: PendingReplies
  readonly #live: LiveMessages
  readonly #messages: MessageBudget
  readonly #events: EventBudget
  readonly #edits = new Edits()
  readonly #pendingEdits: PendingEdits
  readonly #corrections = new Corrections()
  readonly #stopping = new AbortController()
  #open = false
  #stopped = false
  #isCatchingUp = false

  constructor(
    api: ChatApi,
    store: CheckpointStore,
    options: InboxOptions,
    callbacks: InboxCallbacks,
  ) {
    this.api = api
    this.outbox = options.outbox
    this.#store = store
    this.#options = options
    this.#callbacks = callbacks
    this.#semaphore = new Semaphore(options.concurrency)
    this.#messages = new MessageBudget(options.memorySize)
    this.#events = new EventBudget(options.eventsSize, callbacks)
    this.#pendingEdits = new PendingEdits(options.notes)
    this.#live = new LiveMessages(api, { idleMs: options.liveIdleMs, most: options.memorySize })
    // No event reports what the bot itself does, such as leaving a group: only the answer does.
    for (const tag of goneByOneself) api.onAnswer(tag, (answer) => this.gone(answer))
    this.#replies = new PendingReplies((reply, error) => {
      this.#queue(reply.chat ?? "any").push({ type: "expired", reply, error })
    })
    this.#runner = new HandlerRunner(options.handlerTimeoutMs, callbacks)
  }

  /** Takes the messages of this event. */
  receive(items: readonly T.AChatItem[]): void {
    for (const item of items) {
      if (!isReceivedMessage(item)) continue
      const chat = chatRef(item.chatInfo)
      const key = chatKey(chat)
      const createdAt = createdAtOf(item.chatInfo)
      if (key === undefined || createdAt === undefined) continue
      arrived(item)
      const queue = this.#queue(key, chat)
      this.#reconcile(key, queue.checkpoint, { createdAt })
      queue.offer(item)
    }
  }

  /** An item has changed: a live message may be complete, or a message was edited. */
  update(item: T.AChatItem): void {
    if (this.#live.updated(item) || !this.#edits.isEdit(item)) return
    const chat = chatRef(item.chatInfo)
    const key = chatKey(chat)
    if (key === undefined) return
    arrived(item)
    const queue = this.#queue(key, chat)
    if (!queue.edit(item)) return
    if (!this.#events.acquire({ type: "chatItemUpdated" })) return
    const { itemId, itemText } = item.chatItem.meta
    const isCorrection = this.#edits.canCorrect(itemId) && parseCommand(itemText) !== undefined
    if (isCorrection || this.#callbacks.policy.wanted.edited)
      this.#pendingEdits.begin(item, isCorrection)
    queue.push({ type: "edit", item })
  }

  /** Queues the edits that an earlier process received and did not handle. */
  async recoverEdits(): Promise<void> {
    for (const { item, isCorrection } of await this.#pendingEdits.read(this.api)) {
      if (isCorrection) this.#edits.handled(item.chatItem.meta.itemId, false)
      this.update(item)
    }
  }

  /** Ends the waits for messages of a chat, or of its members, if this event or answer says they are gone. */
  gone(said: AnyEvent | ChatResponse): void {
    for (const { chat, groupMemberId } of leftBy(said)) this.#replies.endOf(chat, groupMemberId)
  }

  /** Queues an event for its handlers, in the order of its chat if it has one. Drops it when memory is full. */
  handle(event: AnyEvent): void {
    if (!this.#events.acquire(event)) return
    this.#queue(keyOfEvent(event)).push({ type: "event", event })
  }

  /** Discards what the checkpoint says and cannot belong to this chat. */
  reconcile(key: ChatKey, facts: ChatFacts): void {
    const checkpoint = this.#queues.get(key)?.checkpoint ?? new ChatCheckpoint(this.#store, key)
    this.#reconcile(key, checkpoint, facts)
  }

  /** Reads what came to this chat before the start. */
  catchUp(key: ChatKey, limit: CatchUpLimit): void {
    this.#queue(key).catchUp(limit)
  }

  /**
   * Events were lost: until {@link endCatchUp}, each chat to which a message comes is read from the
   * database before it.
   */
  beginCatchUp(): void {
    this.#isCatchingUp = true
    for (const [key, queue] of this.#queues) if (isChat(key)) queue.catchUp(everything)
  }

  /** Reads these chats: those that may have messages without an event. */
  endCatchUp(keys: readonly ChatKey[]): void {
    this.#isCatchingUp = false
    for (const key of keys) this.#queue(key).catchUp(everything)
  }

  /** Runs other code of the application as a handler; see `HandlerRunner.runOther`. */
  runOther(work: (signal: AbortSignal) => unknown, callbacks: HandlerRunCallbacks): Promise<void> {
    return this.#runner.runOther(work, callbacks)
  }

  /** Begins to work on what was received so far, and on what comes. */
  open(): void {
    if (this.#stopped) return
    this.#open = true
    for (const queue of this.#queues.values()) queue.wake()
  }

  /**
   * Begins nothing more, ends the waits, and lets handlers finish until the deadline. What is not
   * handled by then comes again at the next start.
   *
   * @returns how many handlers did not finish
   */
  stop(deadlineMs: number): Promise<number> {
    this.#open = false
    this.#stopped = true
    this.#stopping.abort()
    this.#replies.stop()
    this.#corrections.stop()
    this.#live.stop()
    for (const queue of this.#queues.values()) queue.close()
    return this.#runner.stop(deadlineMs)
  }

  /**
   * Gives up chats that another process handles from now on. Handlers that wait for messages in them are
   * interrupted; handlers that work have until the deadline. Messages not handled by then are left to the
   * other process.
   */
  async release(isReleased: (chat: ChatKey) => boolean, deadlineMs: number): Promise<void> {
    for (const [key, queue] of this.#queues) {
      if (!isReleased(key)) continue
      queue.release()
      this.#queues.delete(key)
    }
    this.#replies.release(isReleased)
    await this.#runner.stop(deadlineMs, isReleased)
  }

  /** Ends the wait that has lasted longest, of those for messages of these chats. */
  endOldestWait(isOf: (chat: ChatKey) => boolean): void {
    this.#replies.endOldest(isOf)
  }

  waitAfter(
    item: T.AChatItem,
    filter: MessageFilter,
    options: WaitForMessageOptions & { readonly leavesOnCommand?: LeavesOnCommand },
  ): Promise<Message> {
    const chat = chatKey(chatRef(item.chatInfo))
    return this.#replies.wait({ chat, from: item }, filter, options)
  }

  corrected(message: Message, ms: number): Promise<Message> {
    return this.#corrections.wait(message, ms)
  }

  filesFolder(): Promise<string> {
    return this.#options.filesFolder()
  }

  /** Aborted when the bot stops. */
  get stopping(): AbortSignal {
    return this.#stopping.signal
  }

  whenHandled(done: () => void): void {
    currentRun.getStore()?.beforeHandled(done)
  }

  get progress(): FormStorage {
    return this.#options.notes
  }

  endings(): Endings {
    const run = currentRun.getStore()
    const interrupt = () => stopping(run)
    return { stopping: this.#stopping.signal, handler: run?.signal, interrupt }
  }

  get askTimeoutMs(): number {
    return this.#options.askTimeoutMs
  }

  waitForMessage(filter: MessageFilter, options: WaitForMessageOptions): Promise<Message> {
    return this.#replies.wait({}, filter, options)
  }

  get load(): InboxLoad {
    return {
      working: this.#runner.inFlight,
      waiting: this.#replies.size,
      queued: this.#messages.used + this.#events.used,
      chats: this.#queues.size,
      stuck: [...this.#queues.values()].filter(({ isFailing }) => isFailing).length,
    }
  }

  #reconcile(key: ChatKey, checkpoint: ChatCheckpoint, facts: ChatFacts): void {
    const mismatch = checkpoint.reconcile(facts)
    if (mismatch !== undefined) this.#callbacks.onMismatch(key, mismatch)
  }

  #queue(key: ChatKey, chat?: T.ChatRef): ChatQueue {
    let queue = this.#queues.get(key)
    if (queue === undefined) {
      queue = this.#makeQueue(key, chat ?? chatOfKey(key))
      this.#queues.set(key, queue)
      if (this.#isCatchingUp && isChat(key)) queue.catchUp(everything)
    }
    return queue
  }

  #makeQueue(key: ChatKey, chat: T.ChatRef): ChatQueue {
    const { api } = this
    const checkpoint = new ChatCheckpoint(this.#store, key)
    const size = this.#options.queueSize
    const source = { api, key, chat, checkpoint }
    return new ChatQueue(
      {
        chat,
        checkpoint,
        backlog: new Backlog(source, this.#callbacks),
        delivery: new Delivery(key, {
          api,
          replies: this.#replies,
          corrections: this.#corrections,
          edits: this.#edits,
          pendingEdits: this.#pendingEdits,
          runner: this.#runner,
          makeMessage: (item, kind) => new Message(item, this, kind),
          policy: this.#callbacks.policy,
        }),
        live: this.#live,
        budget: this.#messages,
        events: this.#events,
        semaphore: this.#semaphore,
      },
      {
        size,
        isOpen: () => this.#open && this.#options.mayBegin?.() !== false,
        onIdle: () => this.#queues.delete(key),
        onComplete: (chat, itemId) => this.#callbacks.onComplete(chat, itemId),
        onFailure: (error) => this.#callbacks.onQueueFailure(error, key),
      },
    )
  }
}

/** No limit: used for messages that come while the bot runs. */
const everything: CatchUpLimit = {
  perChat: Number.MAX_SAFE_INTEGER,
  before: Number.MAX_SAFE_INTEGER,
}

/** Whether a queue belongs to a chat; other queues are of events, and of waits for any message. */
const isChat = (key: ChatKey): boolean => /^(?:direct|group):/.test(key)

/** The chat of an event, or its tag if it has no chat. */
function keyOfEvent(event: AnyEvent): ChatKey {
  if ("contact" in event && event.contact !== undefined) return `direct:${event.contact.contactId}`
  if ("groupInfo" in event && event.groupInfo !== undefined) {
    return `group:${event.groupInfo.groupId}`
  }
  return `event:${event.type}`
}
