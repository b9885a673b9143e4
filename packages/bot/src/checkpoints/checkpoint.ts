import type { ChatKey } from "./chat-key.ts"

/** How far the messages of a chat are handled. */
export interface Position {
  /** All messages of the chat with ids up to this one are handled. */
  readonly upTo: number
  /** Those beyond it that are handled, too. */
  readonly also: readonly number[]
  /** When the chat was created, according to its database; undefined while that is not known. */
  readonly createdAt?: string | undefined
}

/** What the database says of a chat. */
export interface ChatFacts {
  /** Tells the chat from those of other databases, whose ids begin at 1, too. */
  readonly createdAt?: string | undefined
  /** No item has a greater id; undefined when that was not looked for. */
  readonly newest?: number | undefined
}

/**
 * How a position does not fit the chat:
 *
 * - `otherChat`: it is of a chat with the same id in another database
 * - `beyondEnd`: it is beyond the newest item, as beside an older copy of the database
 */
export type Misfit = "otherChat" | "beyondEnd"

/**
 * Remembers for each chat how far its messages are handled. What a call has stored must still be
 * there after `kill -9`.
 */
export interface ProgressStore {
  /** False until the first {@link begin}: then there is nothing to catch up. */
  readonly begun: boolean
  /** Stores the first positions, all or none. */
  begin(positions: ReadonlyMap<ChatKey, Position>): void
  /** The chats with a position. */
  chats(): ChatKey[]
  /** Undefined for a chat of which no message was handled yet. */
  read(chat: ChatKey): Position | undefined
  /** One more is handled: beyond `upTo`, or as part of it. */
  write(chat: ChatKey, upTo: number, handled: number): void
  /** Stores this position, and nothing of what was there. */
  replace(chat: ChatKey, position: Position): void
}

/** Forgets with the process. */
export class MemoryProgress implements ProgressStore {
  begun = false
  readonly #positions = new Map<ChatKey, Omit<Position, "also"> & { also: Set<number> }>()

  begin(positions: ReadonlyMap<ChatKey, Position>): void {
    for (const [chat, position] of positions) this.replace(chat, position)
    this.begun = true
  }

  chats(): ChatKey[] {
    return [...this.#positions.keys()]
  }

  read(chat: ChatKey): Position | undefined {
    const position = this.#positions.get(chat)
    return position && { ...position, also: [...position.also] }
  }

  write(chat: ChatKey, upTo: number, handled: number): void {
    const { also = new Set<number>(), createdAt } = this.#positions.get(chat) ?? {}
    also.add(handled)
    for (const id of also) if (id <= upTo) also.delete(id)
    this.#positions.set(chat, { upTo, also, createdAt })
  }

  replace(chat: ChatKey, { upTo, also, createdAt }: Position): void {
    this.#positions.set(chat, { upTo, also: new Set(also), createdAt })
  }
}

/**
 * Which messages of one chat are handled, which are under way, and how far all are handled. Messages
 * can end in another order than they came: one whose handler waits for an answer is still under way
 * when later ones are done. They must be begun in the order of their ids: all that is left out when
 * one begins has to be newer.
 */
export class ChatProgress {
  readonly #store: ProgressStore
  readonly #chat: ChatKey
  readonly #open = new Set<number>()
  readonly #done: Set<number>
  #upTo: number
  #createdAt: string | undefined

  constructor(store: ProgressStore, chat: ChatKey) {
    this.#store = store
    this.#chat = chat
    const { upTo, also, createdAt }: Position = store.read(chat) ?? { upTo: 0, also: [] }
    this.#upTo = upTo
    this.#done = new Set(also)
    this.#createdAt = createdAt
  }

  get upTo(): number {
    return this.#upTo
  }

  /** The last that is handled; there can be others before it that are not. */
  get last(): number {
    return Math.max(this.#upTo, ...this.#done)
  }

  get underWay(): number {
    return this.#open.size
  }

  /**
   * Forgets what cannot be of this chat: otherwise new messages would count as handled.
   *
   * @returns why something was forgotten
   */
  fit({ createdAt = this.#createdAt, newest = Infinity }: ChatFacts): Misfit | undefined {
    if (this.#createdAt === createdAt && newest === Infinity) return undefined
    const isOther = this.#createdAt !== undefined && this.#createdAt !== createdAt
    const end = isOther ? 0 : newest
    const isBeyond = this.last > end
    if (this.#createdAt === createdAt && !isBeyond) return undefined
    this.#createdAt = createdAt
    this.#upTo = Math.min(this.#upTo, end)
    for (const id of this.#done) if (id > end) this.#done.delete(id)
    this.#store.replace(this.#chat, { upTo: this.#upTo, also: [...this.#done], createdAt })
    if (isOther) return "otherChat"
    return isBeyond ? "beyondEnd" : undefined
  }

  /** Neither handled nor under way. */
  isNew(id: number): boolean {
    return id > this.#upTo && !this.#done.has(id) && !this.#open.has(id)
  }

  begin(id: number): void {
    this.#open.add(id)
  }

  /** All up to this one count as handled. */
  skip(upTo: number): void {
    this.#upTo = Math.max(this.#upTo, upTo)
    for (const id of this.#done) if (id <= this.#upTo) this.#done.delete(id)
    this.#store.write(this.#chat, this.#upTo, this.#upTo)
  }

  complete(id: number): void {
    this.#open.delete(id)
    this.#done.add(id)
    const limit = this.#firstOpen()
    for (const done of this.#done) if (done < limit) this.#upTo = Math.max(this.#upTo, done)
    for (const done of this.#done) if (done <= this.#upTo) this.#done.delete(done)
    this.#store.write(this.#chat, this.#upTo, id)
  }

  #firstOpen(): number {
    let first = Infinity
    for (const id of this.#open) if (id < first) first = id
    return first
  }
}
