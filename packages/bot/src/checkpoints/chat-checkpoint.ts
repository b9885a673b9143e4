import type { ChatKey } from "../messages/chat-key.ts"
import type { ChatFacts, Checkpoint, CheckpointStore, Mismatch } from "./checkpoint.ts"
import { IdRanges } from "./id-ranges.ts"

/**
 * Which messages of one chat are handled, and which are in flight. Messages can complete in another
 * order than they began: a message whose handler waits for a reply is in flight when later ones are done.
 *
 * Messages must begin in the order of their ids. So everything between two messages in flight is
 * handled, and is stored as one range however many messages it has.
 */
export class ChatCheckpoint {
  readonly #store: CheckpointStore
  readonly #chat: ChatKey
  /** In ascending order. */
  readonly #inFlight: number[] = []
  readonly #done: IdRanges
  #upTo: number
  /** The newest message that has begun. Ranges beyond it are from an earlier run of the bot. */
  #newestBegun = 0
  #createdAt: string | undefined

  constructor(store: CheckpointStore, chat: ChatKey) {
    this.#store = store
    this.#chat = chat
    const { upTo, ranges, createdAt }: Checkpoint = store.read(chat) ?? { upTo: 0, ranges: [] }
    this.#upTo = upTo
    this.#done = new IdRanges(ranges)
    this.#createdAt = createdAt
  }

  get upTo(): number {
    return this.#upTo
  }

  /** The newest message that is handled; older ones may not be. */
  get last(): number {
    return Math.max(this.#upTo, this.#done.last)
  }

  get inFlight(): number {
    return this.#inFlight.length
  }

  /**
   * Forgets what cannot belong to this chat: otherwise new messages would count as handled.
   *
   * @returns why something was forgotten
   */
  reconcile({ createdAt = this.#createdAt, newest = Infinity }: ChatFacts): Mismatch | undefined {
    if (this.#createdAt === createdAt && newest === Infinity) return undefined
    const isOther = this.#createdAt !== undefined && this.#createdAt !== createdAt
    const end = isOther ? 0 : newest
    const isBeyond = this.last > end
    if (this.#createdAt === createdAt && !isBeyond) return undefined
    this.#createdAt = createdAt
    this.#upTo = Math.min(this.#upTo, end)
    this.#done.dropAfter(end)
    const ranges = this.#done.toArray()
    this.#store.replace(this.#chat, { upTo: this.#upTo, ranges, createdAt })
    if (isOther) return "otherChat"
    return isBeyond ? "beyondEnd" : undefined
  }

  /** Whether a message is neither handled nor in flight. */
  isNew(id: number): boolean {
    return id > this.#upTo && !this.#done.has(id) && this.#inFlight[this.#indexOf(id)] !== id
  }

  begin(id: number): void {
    this.#inFlight.splice(this.#indexOf(id), 0, id)
    this.#newestBegun = Math.max(this.#newestBegun, id)
  }

  /** Counts all messages up to this one as handled. */
  skip(upTo: number): void {
    this.#advance(Math.max(this.#upTo, upTo))
  }

  complete(id: number): void {
    const index = this.#indexOf(id)
    if (this.#inFlight[index] === id) this.#inFlight.splice(index, 1)
    const before = this.#inFlight[index - 1]
    const after = this.#inFlight[index] ?? Infinity
    const window = [(before ?? this.#upTo) + 1, Math.min(after - 1, this.#newestBegun + 1)] as const
    const range = this.#done.join(id, window)
    if (before === undefined) this.#advance(Math.max(this.#upTo, range[1]))
    else this.#store.addRange(this.#chat, range)
  }

  #advance(upTo: number): void {
    this.#upTo = upTo
    this.#done.dropUpTo(upTo)
    this.#store.advance(this.#chat, upTo)
  }

  /** The index of this message in flight, or where it would be. */
  #indexOf(id: number): number {
    let low = 0
    let high = this.#inFlight.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#inFlight[middle] as number) < id) low = middle + 1
      else high = middle
    }
    return low
  }
}
