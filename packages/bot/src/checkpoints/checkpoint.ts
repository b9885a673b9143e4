import type { ChatKey } from "../messages/chat-key.ts"
import type { IdRange } from "./id-ranges.ts"

/** Which messages of a chat are handled. */
export interface Checkpoint {
  /** All messages of the chat with ids up to this one. */
  readonly upTo: number
  /** The messages beyond it that are handled as well. */
  readonly ranges: readonly IdRange[]
  /** When the chat was created, according to its database; undefined while that is unknown. */
  readonly createdAt?: string | undefined
}

/** What the database says about a chat. */
export interface ChatFacts {
  /** Distinguishes the chat from those of other databases, whose ids begin at 1, too. */
  readonly createdAt?: string | undefined
  /** No item has a greater id; undefined when that was not looked up. */
  readonly newest?: number | undefined
}

/**
 * Why a checkpoint does not match its chat:
 *
 * - `otherChat`: it belongs to a chat with the same id in another database
 * - `beyondEnd`: it is beyond the newest item, as with an older copy of the database
 */
export type Mismatch = "otherChat" | "beyondEnd"

/** Keeps the checkpoints. What a call has stored must survive `kill -9`. */
export interface CheckpointStore {
  /** False until the first {@link begin}: then there is nothing to catch up. */
  readonly begun: boolean
  /** Stores the first checkpoints, all or none. */
  begin(checkpoints: ReadonlyMap<ChatKey, Checkpoint>): void
  /** The chats with a checkpoint. */
  chats(): ChatKey[]
  /** Undefined for a chat in which no message was handled yet. */
  read(chat: ChatKey): Checkpoint | undefined
  /** All messages up to this one are handled. */
  advance(chat: ChatKey, upTo: number): void
  /** The messages of a range beyond `upTo` are handled; it replaces all ranges within it. */
  addRange(chat: ChatKey, range: IdRange): void
  /** Stores this checkpoint in place of what was there. */
  replace(chat: ChatKey, checkpoint: Checkpoint): void
}
