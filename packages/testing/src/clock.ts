/**
 * The time of a network. It stands still between events but for the nanoseconds that tell stamps
 * apart, and moves when a test says so. Nothing here uses timers of the host.
 */
export class Clock {
  #nowMs: number
  #ticks = 0
  #nextId = 0
  readonly #due: { readonly id: number; readonly atMs: number; readonly run: () => void }[] = []

  constructor(startMs: number) {
    this.#nowMs = startMs
  }

  /** Milliseconds since 1970. */
  get nowMs(): number {
    return this.#nowMs
  }

  /** A stamp as the core writes them, later than every stamp before. */
  stamp(): string {
    this.#ticks += 1
    const nanoseconds = (this.#ticks % 1_000_000).toString().padStart(6, "0")
    if (nanoseconds === "000000") this.#nowMs += 1
    return new Date(this.#nowMs).toISOString().replace("Z", `${nanoseconds}Z`)
  }

  /** A stamp so many milliseconds from now. */
  in(ms: number): string {
    return new Date(this.#nowMs + ms).toISOString()
  }

  /** Runs something once the clock has been moved to `atMs`, or beyond. */
  at(atMs: number, run: () => void): void {
    this.#nextId += 1
    this.#due.push({ id: this.#nextId, atMs, run })
    this.#due.sort((a, b) => a.atMs - b.atMs || a.id - b.id)
  }

  /** Moves the clock on, and runs what falls due on the way, in order. */
  advance(ms: number): void {
    if (!(ms >= 0)) throw new RangeError(`advance: ${ms} ms is not a time to move on`)
    const end = this.#nowMs + ms
    for (let next = this.#due[0]; next !== undefined && next.atMs <= end; next = this.#due[0]) {
      this.#due.shift()
      this.#nowMs = Math.max(this.#nowMs, next.atMs)
      next.run()
    }
    this.#nowMs = end
  }
}
