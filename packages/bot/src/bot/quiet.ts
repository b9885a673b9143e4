import { longestTimeoutMs } from "@simplex-chat/core"
import { performance } from "node:perf_hooks"
import { setTimeout as sleep } from "node:timers/promises"

/** How long the core is left alone around a stop, in milliseconds. */
export interface QuietOptions {
  /** Before the first handler, once the chat has started. */
  readonly startMs?: number | undefined
  /** Before the chat is stopped, without an event from the core. */
  readonly stopMs?: number | undefined
}

/** Knows how long the core has been quiet. */
export class Quiet {
  #last = performance.now()

  /** An event has come. */
  see(): void {
    this.#last = performance.now()
  }

  /** Waits until no event has come for `quietMs`, and no longer than `timeoutMs`. */
  async wait(quietMs: number, timeoutMs: number): Promise<void> {
    const end = performance.now() + timeoutMs
    for (;;) {
      const now = performance.now()
      const left = Math.min(this.#last + quietMs, end) - now
      if (quietMs === 0 || left <= 0) return
      await sleep(Math.min(left, longestTimeoutMs))
    }
  }
}
