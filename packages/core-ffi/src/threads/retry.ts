const longestRetryMs = 1_000

/** When a controller may be asked for events again: a core that is broken may return at once, forever. */
export class Retry {
  #failures = 0
  #at = 0

  /** Milliseconds until then; 0 when it may be asked now. */
  get leftMs(): number {
    return Math.max(0, this.#at - performance.now())
  }

  /** It gave an event. */
  received(): void {
    this.#failures = 0
  }

  /** It failed: ask less and less often. */
  failed(): void {
    this.#at = performance.now() + Math.min(longestRetryMs, 10 * 2 ** this.#failures++)
  }

  /** It gave nothing to a call that began at `started`, and was to wait for `waitMs`. */
  gaveNothing(started: number, waitMs: number): void {
    if (performance.now() - started < waitMs / 2) this.#at = started + waitMs
  }
}
