import type { Load } from "./load.ts"

/** What was seen since the last look, while calls wait. */
export interface Look {
  /** How many calls were begun. */
  readonly begun: number
  /** See `load.ts`; undefined if unknown. */
  readonly load: Load | undefined
  /** How many threads are in a call. */
  readonly busy: number
  /** Whether calls wait behind one that their own thread has begun. */
  readonly inBatch: boolean
  readonly ms: number
}

// A thread that begins this many calls between two looks needs no help. Several threads that wait may
// all begin one at a time.
const isQuick = (begun: number, busy: number): boolean => begun >= 16 && begun > 1.5 * busy
// Below, calls wait for something: a thread that computes uses more. Many threads that wait use some
// of it as well, for handing over calls and answers: for some milliseconds all of it, when many calls
// end together.
const computingLoad = (isSpread: boolean): number => (isSpread ? 0.7 : 0.3)
const loadedLooksToBeSure = 4
// One look may come while other processes have all processors.
const looksToBeSure = 2
const longestStallMs = 20

/**
 * How many calls to run side by side: as many as help.
 *
 * Calls that wait for the network or a disk each get a thread, up to the bound. Calls that compute
 * do not get faster so: the run-time system of the core runs one thread of its own at a time, and
 * each further thread that wants its turn costs switches. Beside the real core, calls of 0.5 ms took
 * 1.06 s of processor time per 1,000 on up to 16 threads, and 0.75 s on one.
 *
 * A call that waits beside others that compute looks like one of them. So after 20 ms in which no
 * call was begun, twice as many may run.
 */
export class Width {
  #size: number
  #now: number
  #stalledMs = 0
  #idleLooks = 0
  #loadedLooks = 0
  #calls: "quick" | "compute" | "wait" = "quick"

  constructor(size: number) {
    this.#size = this.#now = size
  }

  get now(): number {
    return this.#now
  }

  get size(): number {
    return this.#size
  }

  widen(size: number): void {
    if (size <= this.#size) return
    this.#size = this.#now = size
  }

  /** What the calls seem to do. Another thread helps those that wait. */
  get calls(): "quick" | "compute" | "wait" {
    return this.#calls
  }

  look({ begun, load, busy, inBatch, ms }: Look): void {
    const isSpread = busy > 1 || this.#calls === "wait"
    const isIdle = load !== undefined && load.processors < computingLoad(isSpread)
    // Not looked at where nothing depends on it: that takes 0.2 ms.
    const quick = isQuick(begun, busy)
    const isDecided = quick || (this.#calls === "wait" && this.#now === this.#size)
    // Other processes have the processors.
    const isStarved = isIdle && !isDecided && load.hasWork()
    this.#stalledMs = begun > 0 ? 0 : this.#stalledMs + (isStarved ? ms / 4 : ms)
    if (quick) this.#calls = "quick"
    else if (isIdle && !isStarved) {
      this.#loadedLooks = 0
      // Less sure where other processes took the processor: a thread that waits has none to lose.
      this.#idleLooks += load.preempted ? 0.5 : 1
      if (this.#idleLooks >= looksToBeSure) this.#rise(this.#size)
    } else {
      if (load !== undefined) this.#idleLooks = 0
      if (this.#stalledMs >= longestStallMs) this.#rise(2 * this.#now)
      else if (load !== undefined && this.#isSureOfLoad(busy)) this.#calls = "compute"
      if (this.#calls === "compute" && begun > 0 && inBatch) this.#now = 1
    }
  }

  #isSureOfLoad(busy: number): boolean {
    if (busy === 1 || this.#calls !== "wait") return true
    return ++this.#loadedLooks >= loadedLooksToBeSure
  }

  #rise(to: number): void {
    this.#stalledMs = this.#loadedLooks = 0
    this.#now = Math.min(this.#size, to)
    this.#calls = "wait"
  }
}
