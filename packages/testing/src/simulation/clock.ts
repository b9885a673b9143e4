import { InvalidArgumentError, longestTimeoutMs } from "@simplex-chat/core"
import { hostMs, setTimeout } from "./host-time.ts"

/** The fake timers of a test runner. */
export interface TestTimers {
  /** Moves them on: `(ms) => vi.advanceTimersByTime(ms)`, `(ms) => mock.timers.tick(ms)`. */
  advance(ms: number): void
}

/** @throws {InvalidArgumentError} when it is neither of the words nor timers */
export function checkTime(time: "standing" | "running" | TestTimers): void {
  if (time === "standing" || time === "running") return
  if (typeof (time as Partial<TestTimers> | null)?.advance === "function") return
  const timers = "the timers of a test: { advance: (ms) => vi.advanceTimersByTime(ms) }"
  throw new InvalidArgumentError("time", `must be standing, running, or ${timers}`)
}

/** Where a clock has its time from. */
interface Source {
  now(): number
  setTimeout(run: () => void, ms: number): { unref?(): void }
}

/** The host's time, whatever a test puts in its place. */
const host: Source = { now: hostMs, setTimeout }

/** The time that a test sees, fake or not: looked up anew each time. */
const asSeenByTests: Source = {
  now: () => Date.now(),
  setTimeout: (run, ms) => globalThis.setTimeout(run, ms),
}

/**
 * The time of a network. It is fixed except for the nanoseconds that make stamps unique, and moves
 * when a test says so; or it runs with the time of the host, or with the fake timers of a test.
 */
export class Clock {
  #setMs: number
  readonly #source: Source | undefined
  readonly #timers: TestTimers | undefined
  #began = 0
  #ticks = 0
  #nextId = 0
  readonly #due: { readonly id: number; readonly atMs: number; readonly run: () => void }[] = []

  /**
   * @param time `standing`, `running` with the host, or the fake timers that it goes together with
   * @internal
   */
  constructor(startMs: number, time: "standing" | "running" | TestTimers = "standing") {
    this.#setMs = startMs
    if (time === "running") this.#source = host
    else if (time !== "standing") {
      this.#source = asSeenByTests
      this.#timers = time
    }
    this.#began = this.#source?.now() ?? 0
  }

  /** Milliseconds since 1970. */
  get nowMs(): number {
    const passed = this.#source === undefined ? 0 : this.#source.now() - this.#began
    return this.#setMs + Math.floor(passed)
  }

  /** A stamp as the core writes them, later than every stamp before. */
  stamp(): string {
    this.#ticks += 1
    const nanoseconds = (this.#ticks % 1_000_000).toString().padStart(6, "0")
    if (nanoseconds === "000000") this.#setMs += 1
    return new Date(this.nowMs).toISOString().replace("Z", `${nanoseconds}Z`)
  }

  /** The present second, as servers write it. */
  second(): string {
    return `${new Date(this.nowMs).toISOString().slice(0, 19)}Z`
  }

  /**
   * A stamp `ms` milliseconds from now.
   *
   * @throws {InvalidArgumentError} when `ms` is not a number
   */
  in(ms: number): string {
    if (!Number.isFinite(ms))
      throw new InvalidArgumentError("in", "must be a number of milliseconds")
    return new Date(this.nowMs + ms).toISOString()
  }

  /**
   * Runs something once the clock has been moved to `atMs`, or beyond.
   *
   * @throws {InvalidArgumentError} when `atMs` is not a number, or `run` not a function
   */
  at(atMs: number, run: () => void): void {
    if (!Number.isFinite(atMs) || typeof run !== "function")
      throw new InvalidArgumentError("at", "takes milliseconds since 1970, and a function")
    this.#nextId += 1
    this.#due.push({ id: this.#nextId, atMs, run })
    this.#due.sort((a, b) => (a.atMs === b.atMs ? a.id - b.id : a.atMs - b.atMs))
    if (this.#source !== undefined) this.#wakeAt(this.#source, atMs)
  }

  /** A timer may end a little early, and cannot wait longer than 24 days: then it is set again. */
  #wakeAt(source: Source, atMs: number): void {
    const wake = () => (this.nowMs < atMs ? this.#wakeAt(source, atMs) : this.#runDue(this.nowMs))
    const ms = Math.min(Math.max(1, atMs - this.nowMs), longestTimeoutMs)
    source.setTimeout(wake, ms).unref?.()
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

  /**
   * Moves the clock on by `ms` milliseconds, and runs what falls due on the way, in order.
   *
   * @throws {InvalidArgumentError} when `ms` is negative or not a number
   */
  advance(ms: number): void {
    if (!(typeof ms === "number" && ms >= 0))
      throw new InvalidArgumentError(
        "advance",
        `must be zero or more milliseconds, not ${String(ms)}`,
      )
    if (this.#timers === undefined) return this.#runDue(this.nowMs + ms)
    this.#timers.advance(ms) // and with them this clock
    this.#runDue(this.nowMs)
  }

  #runDue(end: number): void {
    for (let next = this.#due[0]; next !== undefined && next.atMs <= end; next = this.#due[0]) {
      this.#due.shift()
      this.#setMs += Math.max(0, next.atMs - this.nowMs)
      next.run()
    }
    this.#setMs += Math.max(0, end - this.nowMs)
  }
}

/** Which of two stamps is earlier: below 0 for the first. Fractions of a second may be missing. */
export function compareStamps(one: string, other: string): number {
  const [a, b] = [one.replace("Z", ""), other.replace("Z", "")]
  return a < b ? -1 : a > b ? 1 : 0
}
