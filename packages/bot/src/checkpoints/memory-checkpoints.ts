import type { ChatKey } from "../messages/chat-key.ts"
import type { Checkpoint, CheckpointStore } from "./checkpoint.ts"
import { type IdRange, IdRanges } from "./id-ranges.ts"

interface Entry {
  upTo: number
  readonly ranges: IdRanges
  readonly createdAt: string | undefined
}

/** Keeps checkpoints until the process ends. */
export class MemoryCheckpoints implements CheckpointStore {
  begun = false
  readonly #entries = new Map<ChatKey, Entry>()

  begin(checkpoints: ReadonlyMap<ChatKey, Checkpoint>): void {
    for (const [chat, checkpoint] of checkpoints) this.replace(chat, checkpoint)
    this.begun = true
  }

  chats(): ChatKey[] {
    return [...this.#entries.keys()]
  }

  read(chat: ChatKey): Checkpoint | undefined {
    const entry = this.#entries.get(chat)
    return entry === undefined ? undefined : { ...entry, ranges: entry.ranges.toArray() }
  }

  advance(chat: ChatKey, upTo: number): void {
    const entry = this.#entry(chat)
    entry.upTo = upTo
    entry.ranges.dropUpTo(upTo)
  }

  addRange(chat: ChatKey, range: IdRange): void {
    const { ranges } = this.#entry(chat)
    ranges.join(range[0], range)
    ranges.join(range[1], range)
  }

  replace(chat: ChatKey, { upTo, ranges, createdAt }: Checkpoint): void {
    this.#entries.set(chat, { upTo, ranges: new IdRanges(ranges), createdAt })
  }

  #entry(chat: ChatKey): Entry {
    let entry = this.#entries.get(chat)
    if (entry === undefined) {
      entry = { upTo: 0, ranges: new IdRanges(), createdAt: undefined }
      this.#entries.set(chat, entry)
    }
    return entry
  }
}
