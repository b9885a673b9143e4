/** First in, first out, with removal of any element, all in constant time. */
export class Queue<T> {
  // A Set keeps the order of insertion. One iterator is kept: a new one would step over the holes
  // that earlier removals left at the front, again and again.
  readonly #items = new Set<T>()
  #front = this.#items.values()

  get size(): number {
    return this.#items.size
  }

  push(item: T): void {
    this.#items.add(item)
  }

  shift(): T | undefined {
    let next = this.#front.next()
    if (next.done) {
      this.#front = this.#items.values()
      next = this.#front.next()
    }
    if (next.done) return undefined
    this.#items.delete(next.value)
    return next.value
  }

  delete(item: T): void {
    this.#items.delete(item)
  }

  [Symbol.iterator](): IterableIterator<T> {
    return this.#items.values()
  }
}
