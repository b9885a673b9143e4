/** Remembers the last ids that were added, up to a number of them. */
export class RecentIds<Value = true> {
  readonly #values = new Map<number, Value>()
  readonly #size: number

  constructor(size: number) {
    this.#size = size
  }

  get(id: number): Value | undefined {
    return this.#values.get(id)
  }

  set(id: number, value: Value): void {
    this.#values.delete(id)
    this.#values.set(id, value)
    if (this.#values.size <= this.#size) return
    const [oldest] = this.#values.keys()
    if (oldest !== undefined) this.#values.delete(oldest)
  }

  delete(id: number): boolean {
    return this.#values.delete(id)
  }
}
