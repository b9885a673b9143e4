/** What was seen since the last look, while calls wait. */
export interface Look {
  /** How many calls were begun. */
  readonly begun: number
  /** How many processors the threads of the process keep busy, see `load.ts`; undefined if unknown. */
  readonly load: number | undefined
  /** Whether calls wait behind one that their own thread has begun. */
  readonly inBatch: boolean
  readonly ms: number
}

// A thread that begins this many calls between two looks needs no help.
const quickCalls = 16
// Below, calls wait for something: threads that compute use more, even beside other processes.
const computingLoad = 0.3
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

  /** Returns what the calls seem to do: another thread helps those that wait. */
  look({ begun, load, inBatch, ms }: Look): "quick" | "compute" | "wait" {
    this.#stalledMs = begun > 0 ? 0 : this.#stalledMs + ms
    if (begun >= quickCalls) return "quick"
    if (load !== undefined && load < computingLoad) {
      if (++this.#idleLooks < looksToBeSure) return "quick"
      this.#now = this.#size
      return "wait"
    }
    this.#idleLooks = 0
    if (this.#stalledMs >= longestStallMs) {
      this.#stalledMs = 0
      this.#now = Math.min(this.#size, 2 * this.#now)
      return "wait"
    }
    if (begun > 0 && inBatch && load !== undefined) this.#now = 1
    return "compute"
  }
}
