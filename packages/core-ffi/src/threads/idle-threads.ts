/** Milliseconds without a call after which a thread ends: at first, and at most. */
export type KeepMs = readonly [shortest: number, longest: number]

interface IdleThread {
  readonly freeSince: number | undefined
  end(): void
}

/**
 * The threads that have nothing to do. Each ends after a while.
 *
 * An idle thread takes 18 MiB, and one that is started takes 30 ms of a processor. So the while is
 * short, unless threads are missed soon after they ended: then it doubles each time.
 */
export class IdleThreads<Thread extends IdleThread> {
  readonly #threads: Thread[] = []
  readonly #kept: number
  readonly #shortestMs: number
  readonly #longestMs: number
  #keepMs: number
  #endedAt: number | undefined
  #sweep: NodeJS.Timeout | undefined

  /** @param kept how many stay */
  constructor(kept: number, [shortestMs, longestMs]: KeepMs = [1_000, 10_000]) {
    this.#kept = kept
    this.#keepMs = this.#shortestMs = shortestMs
    this.#longestMs = longestMs
  }

  add(thread: Thread): void {
    this.#threads.push(thread)
    this.#sweepLater()
  }

  /** Takes the one that was added last, so that the others get old. */
  take(): Thread | undefined {
    return this.#threads.pop()
  }

  delete(thread: Thread): void {
    const at = this.#threads.indexOf(thread)
    if (at >= 0) this.#threads.splice(at, 1)
  }

  /** There was none, so that one is started. */
  missed(): void {
    if (this.#endedAt === undefined) return
    const isSoon = performance.now() - this.#endedAt < this.#longestMs
    this.#keepMs = isSoon ? Math.min(2 * this.#keepMs, this.#longestMs) : this.#shortestMs
    this.#endedAt = undefined // those that are started with it do not count again
  }

  /** Until when the oldest one stays; undefined if it may stay for good. */
  get #until(): number | undefined {
    const [oldest] = this.#threads
    if (oldest?.freeSince === undefined || this.#threads.length <= this.#kept) return undefined
    return oldest.freeSince + this.#keepMs
  }

  #sweepLater(): void {
    if (this.#sweep !== undefined || this.#until === undefined) return
    const leftMs = Math.max(0, this.#until - performance.now())
    this.#sweep = setTimeout(() => this.#sweepNow(), Math.ceil(leftMs)).unref()
  }

  #sweepNow(): void {
    this.#sweep = undefined
    const now = performance.now()
    while (this.#until !== undefined && this.#until <= now) {
      this.#threads.shift()?.end()
      this.#endedAt = now
    }
    this.#sweepLater()
  }
}
