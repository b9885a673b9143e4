/** Limits how many tasks run at once. The others wait in the order in which they came. */
export class Semaphore {
  #free: number
  #waiting: (() => void)[] = []
  /** The first of {@link #waiting} that still waits: `shift` is slow on a long array. */
  #next = 0

  /** @param permits how many tasks may run at once */
  constructor(permits: number) {
    this.#free = permits
  }

  /** Undefined when a permit was free, so that the usual case does not wait. */
  acquire(): Promise<void> | undefined {
    if (this.#free > 0) {
      this.#free--
      return undefined
    }
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  /** Whether tasks wait for a permit. */
  get isContended(): boolean {
    return this.#next < this.#waiting.length
  }

  release(): void {
    const resolve = this.#waiting[this.#next]
    if (resolve === undefined) {
      this.#free++
      return
    }
    this.#next++
    if (this.#next > 1000 && this.#next > this.#waiting.length / 2) {
      this.#waiting = this.#waiting.slice(this.#next)
      this.#next = 0
    }
    resolve()
  }
}
