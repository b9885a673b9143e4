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
}

/** Does pieces of work one after the other, each under a permit of the semaphore. */
export class WorkLoop {
  readonly #semaphore: Semaphore
  readonly #source: WorkSource
  #running = false
  #paused = false

  constructor(semaphore: Semaphore, source: WorkSource) {
    this.#semaphore = semaphore
    this.#source = source
  }

  get isRunning(): boolean {
    return this.#running
  }

  /** Begins to work, if it does not. */
  wake(): void {
    if (this.#running || this.#paused || !this.#source.isOpen()) return
    this.#running = true
    void this.#run()
  }

  /** Does nothing more for `ms` milliseconds. */
  pause(ms: number): void {
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
        if (this.#source.isOpen()) await this.#source.work()
      } finally {
        this.#semaphore.release()
      }
    }
    this.#running = false
    this.#source.onIdle()
  }
}
