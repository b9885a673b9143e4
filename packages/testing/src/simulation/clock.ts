import { longestTimeoutMs } from "@simplex-chat/core"
import { hostMs, setTimeout } from "./host-time.ts"

/**
 * The time of a network. It stands still but for the nanoseconds that tell stamps apart, and moves
 * when a test says so; or it runs with the time of the host.
 */
export class Clock {
  #setMs: number
  readonly #runs: boolean
  readonly #began = hostMs()
  #ticks = 0
  #nextId = 0
  readonly #due: { readonly id: number; readonly atMs: number; readonly run: () => void }[] = []

  /** @internal */
  constructor(startMs: number, runs = false) {
    this.#setMs = startMs
    this.#runs = runs
  }

  /** Milliseconds since 1970. */
  get nowMs(): number {
    return this.#setMs + (this.#runs ? Math.floor(hostMs() - this.#began) : 0)
  }

  /** A stamp as the core writes them, later than every stamp before. */
  stamp(): string {
    this.#ticks += 1
    const nanoseconds = (this.#ticks % 1_000_000).toString().padStart(6, "0")
    if (nanoseconds === "000000") this.#setMs += 1
    return new Date(this.nowMs).toISOString().replace("Z", `${nanoseconds}Z`)
  }

  /** A stamp so many milliseconds from now. */
  in(ms: number): string {
    return new Date(this.nowMs + ms).toISOString()
  }

  /** Runs something once the clock has been moved to `atMs`, or beyond. */
  at(atMs: number, run: () => void): void {
    this.#nextId += 1
    this.#due.push({ id: this.#nextId, atMs, run })
    this.#due.sort((a, b) => (a.atMs === b.atMs ? a.id - b.id : a.atMs - b.atMs))
    if (this.#runs) this.#wakeAt(atMs)
  }

  /** A timer may end a little early, and cannot wait longer than 24 days: then it is set again. */
  #wakeAt(atMs: number): void {
    const wake = () => (this.nowMs < atMs ? this.#wakeAt(atMs) : this.advance(0))
    setTimeout(wake, Math.min(Math.max(1, atMs - this.nowMs), longestTimeoutMs)).unref()
  }

  /**
   * Moves the clock on to this time, unless it is beyond it: what was written at it comes before
   * what is written from now on.
   *
   * @internal
   */
  reach(atMs: number): void {
    if (atMs > this.nowMs) this.advance(atMs - this.nowMs)
  }

  /** Moves the clock on, and runs what falls due on the way, in order. */
  advance(ms: number): void {
    if (!(ms >= 0)) throw new RangeError(`advance: ${ms} ms is not a time to move on`)
    const end = this.nowMs + ms
    for (let next = this.#due[0]; next !== undefined && next.atMs <= end; next = this.#due[0]) {
      this.#due.shift()
      this.#setMs += Math.max(0, next.atMs - this.nowMs)
      next.run()
    }
    this.#setMs += Math.max(0, end - this.nowMs)
  }
}
