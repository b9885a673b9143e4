/** Limits how many messages wait in memory; the others stay in the database of the core. */
export class MessageBudget {
  readonly #size: number
  #used = 0

  /** @param size for all chats together */
  constructor(size: number) {
    this.#size = size
  }

  get used(): number {
    return this.#used
  }

  get free(): number {
    return Math.max(0, this.#size - this.#used)
  }

  acquire(): void {
    this.#used++
  }

  release(): void {
    this.#used--
  }
}
