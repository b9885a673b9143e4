/** What can be in a queue: it knows its place, so that it can be removed from any. */
export interface Queued {
  queue: object | undefined
  position: number
}

const fitsAlways = (): boolean => true

/**
 * First in, first out, with removal of any element, all in constant time.
 *
 * An array, and no Set: a Set that elements pass through gets a new table again and again, and each
 * table points to the next one. Once V8 has moved one to its space for old objects, all that follow,
 * and what is in them, survive until that space is collected: 100,000 commands took 50 MB more.
 */
export class Queue<T extends Queued> {
  /** Those that were removed leave a hole. */
  readonly #items: (T | undefined)[] = []
  /** The first one is here, or behind. */
  #head = 0
  /** How many are no longer in the array. */
  #gone = 0
  #size = 0

  get size(): number {
    return this.#size
  }

  push(item: T): void {
    item.queue = this
    item.position = this.#gone + this.#items.length
    this.#items.push(item)
    this.#size++
  }

  /** Takes the first one, if it `fits`. */
  shift(fits: (item: T) => boolean = fitsAlways): T | undefined {
    const item = this.peek()
    if (item === undefined || !fits(item)) return undefined
    this.delete(item)
    return item
  }

  /** The first one, which stays. */
  peek(): T | undefined {
    while (this.#head < this.#items.length && this.#items[this.#head] === undefined) this.#head++
    // Each element is moved once at most, on average.
    if (this.#head > 0 && 2 * this.#head >= this.#items.length) {
      if (this.#head === this.#items.length) this.#items.length = 0
      else this.#items.splice(0, this.#head)
      this.#gone += this.#head
      this.#head = 0
    }
    return this.#items[this.#head]
  }

  delete(item: T): void {
    if (item.queue !== this) return
    item.queue = undefined
    this.#items[item.position - this.#gone] = undefined
    this.#size--
  }

  *[Symbol.iterator](): IterableIterator<T> {
    for (const item of this.#items) if (item !== undefined) yield item
  }
}
