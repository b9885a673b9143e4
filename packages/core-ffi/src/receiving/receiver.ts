import type { EventQueue } from "./event-queue.ts"

/** Receives the events of one controller, and keeps the process alive until it is released. */
export interface Receiver {
  readonly events: EventQueue
  /** Resolves when the library is called for this controller no more. */
  stop(): Promise<void>
  release(): void
  /** Lets the process end although this receiver was not released. */
  unref(): void
}
