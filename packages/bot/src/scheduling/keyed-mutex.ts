/** Has work on one thing done one after the other, on different things side by side. */
export class InTurn {
  /** The last work of each thing that is under way. */
  readonly #last = new Map<string, Promise<void>>()

  /** Begins once all earlier work on it has ended, well or not. */
  async run<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const result = (this.#last.get(key) ?? Promise.resolve()).then(work)
    const ended = result.then(
      () => {},
      () => {},
    )
    this.#last.set(key, ended)
    try {
      return await result
    } finally {
      if (this.#last.get(key) === ended) this.#last.delete(key)
    }
  }
}
