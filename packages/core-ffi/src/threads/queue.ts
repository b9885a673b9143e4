/** First in, first out, with removal of any element, all in constant time. */
export class Queue<T extends object | number> {
  // A Set keeps the order of insertion. One iterator is kept: a new one would step over the holes
  // that earlier removals left at the front, again and again.
  readonly #items = new Set<T>()
  #front = this.#items.values()
  /** What the iterator has stepped over last, if it is still there. */
  #first: T | undefined

  get size(): number {
    return this.#items.size
  }

  push(item: T): void {
    this.#items.add(item)
  }

  /** Takes the first one, if it `fits`. */
  shift(fits: (item: T) => boolean = () => true): T | undefined {
    const item = this.peek()
    if (item === undefined || !fits(item)) return undefined
    this.#items.delete(item)
    return item
  }

  /** The first one, which stays. */
  peek(): T | undefined {
    if (this.#first !== undefined && this.#items.has(this.#first)) return this.#first
    let next = this.#front.next()
    if (next.done === true) {
      this.#front = this.#items.values()
      next = this.#front.next()
    }
    return (this.#first = next.value)
  }

  delete(item: T): void {
    this.#items.delete(item)
  }

  [Symbol.iterator](): IterableIterator<T> {
    return this.#items.values()
  }
}
