/** Lets one at a time in for each key, in the order in which they came. */
export class KeyedMutex {
  readonly #waiting = new Map<string, (() => void)[]>()

  /**
   * Undefined when the key is free, which keeps the usual case synchronous. Each one that was let in
   * must {@link leave}.
   */
  enter(key: string): Promise<void> | undefined {
    const waiting = this.#waiting.get(key)
    if (waiting === undefined) {
      this.#waiting.set(key, [])
      return undefined
    }
    return new Promise((start) => waiting.push(start))
  }

  leave(key: string): void {
    const next = this.#waiting.get(key)?.shift()
    if (next === undefined) this.#waiting.delete(key)
    else next()
  }
}
