import {
  type ChatKey,
  type Checkpoint,
  type CheckpointStore,
  type IdRange,
  MemoryCheckpoints,
} from "@simplex-chat/bot/hosting"

/**
 * Checkpoints of a worker: the broker keeps what is not handled, and learns here what is. They are in
 * memory, to recognize what the broker has twice.
 */
export class AcknowledgingCheckpoints implements CheckpointStore {
  /** The host reads what came before. */
  readonly begun = true
  readonly #memory = new MemoryCheckpoints()
  readonly #onHandled: (chat: ChatKey, first: number, last: number) => void

  /** @param onHandled messages of a chat are handled, from the first to the last id */
  constructor(onHandled: (chat: ChatKey, first: number, last: number) => void) {
    this.#onHandled = onHandled
  }

  begin(): void {}

  chats(): ChatKey[] {
    return this.#memory.chats()
  }

  read(chat: ChatKey): Checkpoint | undefined {
    return this.#memory.read(chat)
  }

  isHandled(chat: ChatKey, itemId: number): boolean {
    const { upTo = 0, ranges = [] } = this.#memory.read(chat) ?? {}
    return itemId <= upTo || ranges.some(([first, last]) => first <= itemId && itemId <= last)
  }

  advance(chat: ChatKey, upTo: number): void {
    this.#memory.advance(chat, upTo)
    this.#onHandled(chat, 0, upTo)
  }

  addRange(chat: ChatKey, range: IdRange): void {
    this.#memory.addRange(chat, range)
    this.#onHandled(chat, ...range)
  }

  replace(chat: ChatKey, checkpoint: Checkpoint): void {
    this.#memory.replace(chat, checkpoint)
  }
}
