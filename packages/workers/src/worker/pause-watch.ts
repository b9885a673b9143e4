/** How often the process looks at the clock, and after which gap it was paused, in milliseconds. */
const everyMs = 250
const gapMs = 2_000

/**
 * Notices that the process was paused: suspended, swapped out, or in a machine that was. Meanwhile the
 * broker may have given its chats to another worker, which is read from the network only after the timers
 * have run: what they complete must not begin with the next message of a chat.
 */
export class PauseWatch {
  readonly #timer: NodeJS.Timeout
  #looked = performance.now()
  #isPaused = false

  /** @param onResume two looks in a row came in time: what the network had to say has been heard */
  constructor(onResume: () => void) {
    this.#timer = setInterval(() => {
      const wasPaused = this.#isPaused
      this.#isPaused = this.#isLate
      this.#looked = performance.now()
      if (wasPaused && !this.#isPaused) onResume()
    }, everyMs).unref()
  }

  get isPaused(): boolean {
    return this.#isPaused || this.#isLate
  }

  close(): void {
    clearInterval(this.#timer)
  }

  get #isLate(): boolean {
    return performance.now() - this.#looked > gapMs
  }
}
