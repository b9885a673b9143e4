/**
 * The replies to a batch of calls, on their way from a thread of the pool to its owner.
 *
 * A message per reply costs both sides several times what the reply itself does: most of it is
 * waking, dispatching, and garbage of the copies. So the bytes of a core's answer go into shared memory,
 * as soon as they are there, and the thread notifies its owner only when the owner is not about to look
 * anyway. What is no such answer, or too long, is sent as a message; its place is marked.
 */

import { mostCalls } from "./requests.ts"

export interface Replies {
  readonly state: Int32Array<SharedArrayBuffer>
  readonly bytes: SharedArrayBuffer
}

// A recorded reply has 3.5 KB in the median. Memory that is not written costs nothing.
const capacity = 512 * 1024
// In `state`: how many are written, whether the owner was notified of new ones, and the length of each.
const [written, notified, lengths] = [0, 1, 2]
const elsewhere = -1

export const newReplies = (): Replies => ({
  state: new Int32Array(new SharedArrayBuffer(4 * (lengths + mostCalls))),
  bytes: new SharedArrayBuffer(capacity),
})

/** The thread's side. */
export class ReplyWriter {
  readonly #state: Replies["state"]
  /** The shared memory. */
  readonly bytes: Buffer<SharedArrayBuffer>
  #at = 0

  constructor({ state, bytes }: Replies) {
    this.#state = state
    this.bytes = Buffer.from(bytes)
  }

  /** Where in the memory the bytes of the next reply belong. */
  get at(): number {
    return Atomics.load(this.#state, written) === 0 ? 0 : this.#at
  }

  /** The bytes of the next reply are written. */
  wrote(length: number): void {
    this.#at = this.at + length
    this.#publish(length)
  }

  /** Keeps the place of a reply that is sent as a message. */
  leave(): void {
    this.#at = this.at
    this.#publish(elsewhere)
  }

  #publish(length: number): void {
    const number = Atomics.load(this.#state, written)
    this.#state[lengths + number] = length
    Atomics.store(this.#state, written, number + 1)
  }

  /** Whether the owner must be notified that there is something to read. */
  get isUntold(): boolean {
    return Atomics.exchange(this.#state, notified, 1) === 0
  }
}

/** The owner's side. */
export class ReplyReader {
  readonly #state: Replies["state"]
  readonly #bytes: Buffer<SharedArrayBuffer>
  #at = 0
  #number = 0

  constructor({ state, bytes }: Replies) {
    this.#state = state
    this.#bytes = Buffer.from(bytes)
  }

  /** Before the next batch is given to the thread, and after all replies to the last one were read. */
  reset(): void {
    this.#at = this.#number = 0
    Atomics.store(this.#state, written, 0)
  }

  /** From now on the thread announces what it writes. Call it before reading. */
  heard(): void {
    Atomics.store(this.#state, notified, 0)
  }

  /** The next text; undefined when there is none, or when what is next was sent. */
  read(): string | undefined {
    if (this.#number === Atomics.load(this.#state, written)) return undefined
    const length = this.#state[lengths + this.#number] ?? elsewhere
    if (length === elsewhere) return undefined
    this.#number++
    return this.#bytes.toString("utf8", this.#at, (this.#at += length))
  }

  /** What is next was received as a message. */
  skip(): void {
    this.#number++
  }
}
