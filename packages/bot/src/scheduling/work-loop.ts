import type { Semaphore } from "./semaphore.ts"

/** Where a loop gets its work. */
export interface WorkSource {
  hasWork(): boolean
  /** Does the next piece of work. */
  work(): Promise<void> | void
  /** Whether work may begin. */
  isOpen(): boolean
  /** The loop has run out of work. */
  onIdle(): void
  /** Work threw, which it should not; the loop goes on after a pause. */
  onFailure(error: unknown): void
}

/** Does pieces of work one after the other, each under a permit of the semaphore. */
export class WorkLoop {
  readonly #semaphore: Semaphore
  readonly #source: WorkSource
  #running = false
  #paused = false
  #failures = 0

  constructor(semaphore: Semaphore, source: WorkSource) {
    this.#semaphore = semaphore
    this.#source = source
  }

  get isRunning(): boolean {
    return this.#running
  }

  /** Starts working unless it already does. */
  wake(): void {
    if (this.#running || this.#paused || !this.#source.isOpen()) return
    this.#running = true
    void this.#run()
  }

  /** Whether the last piece of work failed. */
  get isFailing(): boolean {
    return this.#failures > 0
  }

  /** The last piece of work failed: does nothing more for a while, longer after each failure. */
  backOff(): void {
    const ms = Math.min(firstPauseMs * 2 ** this.#failures++, longestPauseMs)
    this.#paused = true
    setTimeout(() => {
      this.#paused = false
      this.wake()
    }, ms).unref()
  }

  async #run(): Promise<void> {
    while (this.#source.isOpen() && !this.#paused && this.#source.hasWork()) {
      await this.#semaphore.acquire()
      try {
        if (this.#source.isOpen()) await this.#work()
      } finally {
        this.#semaphore.release()
      }
    }
    this.#running = false
    this.#source.onIdle()
  }

  async #work(): Promise<void> {
    try {
      await this.#source.work()
      if (!this.#paused) this.#failures = 0
    } catch (error) {
      this.backOff()
      this.#source.onFailure(error)
    }
  }
}

const firstPauseMs = 1000
const longestPauseMs = 60_000
