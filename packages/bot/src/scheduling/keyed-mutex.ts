/** Serializes async work per key. Work on different keys runs concurrently. */
export class KeyedMutex {
  /** The last work in flight of each key. */
  readonly #last = new Map<string, Promise<void>>()

  /** Runs `work` once all earlier work on the key has settled. */
  async run<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const result = (this.#last.get(key) ?? Promise.resolve()).then(work)
    const settled = result.then(
      () => {},
      () => {},
    )
    this.#last.set(key, settled)
    try {
      return await result
    } finally {
      if (this.#last.get(key) === settled) this.#last.delete(key)
    }
  }
}
