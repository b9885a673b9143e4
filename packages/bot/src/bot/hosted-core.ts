import type { AnyEvent } from "@simplex-chat/api"
import type { Core } from "@simplex-chat/core"
import type { T } from "@simplex-chat/types"
import type { CheckpointStore } from "../checkpoints/checkpoint.ts"
import type { ChatKey } from "../messages/chat-key.ts"

/**
 * A core whose host keeps the profile, the address and everything else in step, and reads what came
 * while the bot was down. A bot on it only handles what it is brought.
 */
export interface HostedCore extends Core {
  /** Resolves once the host is there. */
  hosted(): Promise<Hosted>
}

export interface Hosted {
  readonly user: T.User
  readonly address: string | undefined
  /** Identifies the database of the bot; see `Bot.identity`. */
  readonly identity: string
  /**
   * Whether what was brought may begin. Not in a process that was paused, until it is clear that its
   * chats are its own still.
   */
  readonly mayBegin: () => boolean
  /** Learns what is handled. */
  readonly checkpoints: CheckpointStore
  /** Begins to bring messages and events. */
  start(receiver: Receiver): void
}

/** What takes messages and events from a host. */
export interface Receiver {
  message(item: T.AChatItem, kind: { readonly isHistory: boolean }): void
  edit(item: T.AChatItem): void
  event(event: AnyEvent): void
  /**
   * Gives up chats that another process handles from now on. Handlers that wait for messages are
   * interrupted, those that work get until the deadline. Resolves when nothing of these chats is in
   * flight here.
   */
  release(isReleased: (chat: ChatKey) => boolean, deadlineMs: number): Promise<void>
  /** What may begin again begins. */
  wake(): void
  /** There is no going on with the host: the bot stops, and this is why. */
  failed(error: Error): void
  /** Ends the wait for a message that has lasted longest, of all waits in these chats. */
  endOldestWait(isOf: (chat: ChatKey) => boolean): void
}

export const isHosted = (db: object): db is HostedCore => "hosted" in db
