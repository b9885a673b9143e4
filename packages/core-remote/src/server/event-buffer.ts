/** How much the server keeps for a client that is away or slow. */
export interface BufferLimits {
  /** 10,000 events when absent. */
  readonly maxEvents?: number | undefined
  /** 64 Mi characters when absent. */
  readonly maxChars?: number | undefined
}

interface Numbered {
  readonly seq: number
  readonly event: string
}

/** Events that the client has not acknowledged, oldest first, within bounds. */
export class EventBuffer {
  readonly #maxEvents: number
  readonly #maxChars: number
  /** By number; a map keeps the order in which they came, and drops its oldest in constant time. */
  readonly #events = new Map<number, string>()
  #chars = 0
  #last = 0

  constructor({ maxEvents = 10_000, maxChars = 64 * 2 ** 20 }: BufferLimits = {}) {
    this.#maxEvents = maxEvents
    this.#maxChars = maxChars
  }

  /** Keeps an event; the oldest go when there are too many, and all when it is too long itself. */
  add(event: string): void {
    // No client takes it: it would be sent again and again.
    if (event.length > this.#maxChars) {
      this.#events.clear()
      this.#chars = 0
      this.#last++
      return
    }
    this.#events.set(++this.#last, event)
    this.#chars += event.length
    while (this.#events.size > this.#maxEvents || this.#chars > this.#maxChars) {
      this.#drop(this.start + 1)
    }
  }

  /** Forgets the events up to this one. */
  acknowledge(seq: number): void {
    for (let next = this.start + 1; next <= seq && next <= this.#last; next++) this.#drop(next)
  }

  /** The next event after this one that is still here. */
  next(seq: number): Numbered | undefined {
    const wanted = Math.max(seq, this.start) + 1
    const event = this.#events.get(wanted)
    return event === undefined ? undefined : { seq: wanted, event }
  }

  /** Whether an event after this one is gone. */
  hasLost(seq: number): boolean {
    return seq < this.start
  }

  /** The number before that of the oldest event here. */
  get start(): number {
    return this.#last - this.#events.size
  }

  /** The number of the newest event. */
  get end(): number {
    return this.#last
  }

  #drop(seq: number): void {
    this.#chars -= this.#events.get(seq)?.length ?? 0
    this.#events.delete(seq)
  }
}
