import type { AnyEvent } from "@simplex-chat/api"

/** What is told when events are dropped. */
export interface EventRoomOutlet {
  /** The first of a flood that finds no room. */
  onFull(tag: string): void
  /** There is room again, after so many were dropped. */
  onRoom(dropped: number): void
}

/**
 * How many events may wait for their handlers. What finds no room is dropped. To receive none
 * meanwhile would be worse: the queue of the core is bounded (`outputQ`), and whatever has an event
 * to tell waits there, the commands that handlers wait for among them.
 */
export class EventRoom {
  readonly #size: number
  readonly #outlet: EventRoomOutlet
  #used = 0
  #dropped = 0

  constructor(size: number, outlet: EventRoomOutlet) {
    this.#size = size
    this.#outlet = outlet
  }

  get used(): number {
    return this.#used
  }

  /** Whether there is room for one more, which is then taken. */
  take({ type }: AnyEvent): boolean {
    if (this.#used >= this.#size) {
      if (this.#dropped++ === 0) this.#outlet.onFull(type)
      return false
    }
    this.#used++
    return true
  }

  /** One has its turn. */
  give(): void {
    this.#used--
    // Not at the edge: a flood would be told of each time that a handler is done.
    if (this.#dropped === 0 || this.#used > this.#size / 2) return
    this.#outlet.onRoom(this.#dropped)
    this.#dropped = 0
  }
}
