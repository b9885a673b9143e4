/**
 * Calls on their way to a thread of the pool, and who has them.
 *
 * A message costs several times what a quick call does: it is written, sent, and read again, and
 * wakes an event loop. So the bytes of a command go into shared memory, where the library reads them,
 * and the thread sleeps on a number of that memory. Other calls, and commands that are too long, are
 * sent as messages; their place is kept.
 *
 * Calls are numbered in a row, and may be taken back until the thread takes each of them, so a slow
 * call delays none of those behind it. One number decides, the cursor, which is the number of the
 * next call: the thread takes it by moving the cursor on by one, the owner takes back the rest by
 * moving it past their end. Numbers are never used again.
 */

export interface Requests {
  readonly state: Int32Array<SharedArrayBuffer>
  readonly controllers: Float64Array<SharedArrayBuffer>
  readonly bytes: SharedArrayBuffer
}

/** The maximum number of calls that a thread has at a time. */
export const mostCalls = 128

// Memory that is not written costs nothing.
const capacity = 512 * 1024
// In `state`: how often the thread was rung for, whether it is to end, the cursor, the number behind
// the last call, then for each call where its command is, and whether to announce it.
const [rings, ending, cursor, behind, places] = [0, 1, 2, 3, 4]
const announcements = places + mostCalls
const elsewhere = -1
const slotOf = (number: number): number => number & (mostCalls - 1)

export const newRequests = (): Requests => ({
  state: new Int32Array(new SharedArrayBuffer(4 * (announcements + mostCalls))),
  controllers: new Float64Array(new SharedArrayBuffer(8 * mostCalls)),
  bytes: new SharedArrayBuffer(capacity),
})

/** A call that the thread has taken. */
export interface Taken {
  readonly number: number
  /** Whether its owner must learn that it has begun. */
  readonly announce: boolean
  /** How many calls wait behind it. */
  readonly waiting: number
  /** Where in the memory the command is, and for whom; undefined when the call is sent as a message. */
  readonly command: { readonly controller: number; readonly at: number } | undefined
}

/** The thread's side. */
export class RequestReader {
  readonly #state: Requests["state"]
  readonly #controllers: Requests["controllers"]
  /** The shared memory. */
  readonly bytes: Buffer<SharedArrayBuffer>

  constructor({ state, controllers, bytes }: Requests) {
    this.#state = state
    this.#controllers = controllers
    this.bytes = Buffer.from(bytes)
  }

  /** Takes the next call, for which it waits; undefined when the thread is to end. */
  take(): Taken | undefined {
    for (;;) {
      const heard = Atomics.load(this.#state, rings) // first: what changes afterwards ends the wait
      const taken = this.tryTake()
      if (taken !== undefined) return taken
      if (Atomics.load(this.#state, ending) !== 0) return undefined
      Atomics.wait(this.#state, rings, heard)
    }
  }

  /** Takes the next call; undefined when there is none. */
  tryTake(): Taken | undefined {
    for (;;) {
      const number = Atomics.load(this.#state, cursor)
      const end = Atomics.load(this.#state, behind)
      if (number === end) return undefined
      const next = (number + 1) | 0
      // It fails when the calls were taken back just now.
      if (Atomics.compareExchange(this.#state, cursor, number, next) !== number) continue
      const slot = slotOf(number)
      const at = this.#state[places + slot] ?? elsewhere
      return {
        number,
        announce: this.#state[announcements + slot] === 1,
        waiting: (end - next) | 0,
        command: at === elsewhere ? undefined : { controller: this.#controllers[slot] ?? 0, at },
      }
    }
  }
}

/** The owner's side. */
export class RequestWriter {
  readonly #state: Requests["state"]
  readonly #controllers: Requests["controllers"]
  readonly #bytes: Buffer<SharedArrayBuffer>
  #first: number
  #next: number
  #at = 0

  constructor({ state, controllers, bytes }: Requests) {
    this.#state = state
    this.#controllers = controllers
    this.#bytes = Buffer.from(bytes)
    this.#first = this.#next = Atomics.load(state, cursor)
  }

  /** Begins a batch. Of the one before, every call must have been answered or taken back. */
  begin(): void {
    this.#first = this.#next
    this.#at = 0
  }

  /** Adds a command to the batch; false when it does not fit. */
  write(controller: number, command: string, announce: boolean): boolean {
    // A character has at most three bytes in UTF-8; a NUL follows.
    if (this.#bytes.length - this.#at <= 3 * command.length) return false
    const at = this.#at
    const end = at + this.#bytes.write(command, at, "utf8")
    this.#bytes[end] = 0
    this.#at = end + 1
    this.#controllers[slotOf(this.#next)] = controller
    this.#add(at, announce)
    return true
  }

  /** Keeps the place of a call, and returns its number: it must be sent before `publish`. */
  leave(announce: boolean): number {
    return this.#add(elsewhere, announce)
  }

  #add(place: number, announce: boolean): number {
    const number = this.#next
    this.#state[places + slotOf(number)] = place
    this.#state[announcements + slotOf(number)] = announce ? 1 : 0
    this.#next = (number + 1) | 0
    return number
  }

  /** Lets the thread take the batch. */
  publish(): void {
    Atomics.store(this.#state, behind, this.#next)
    this.#ring()
  }

  /** How many calls of the batch have been taken, or taken back. */
  get taken(): number {
    return (Atomics.load(this.#state, cursor) - this.#first) | 0
  }

  /** Takes back what has not been taken of the batch; returns how many had been. */
  takeBack(): number {
    return (Atomics.exchange(this.#state, cursor, this.#next) - this.#first) | 0
  }

  /** Lets the thread end when it has taken everything. */
  end(): void {
    Atomics.store(this.#state, ending, 1)
    this.#ring()
  }

  #ring(): void {
    Atomics.add(this.#state, rings, 1)
    Atomics.notify(this.#state, rings)
  }
}
