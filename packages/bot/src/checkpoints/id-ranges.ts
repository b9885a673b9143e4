/** A range of ids, both ends included. */
export type IdRange = readonly [first: number, last: number]

/** Ranges that do not overlap, in ascending order. Lookups take logarithmic time. */
export class IdRanges {
  readonly #ranges: IdRange[]

  constructor(ranges: readonly IdRange[] = []) {
    this.#ranges = ranges.toSorted(([a], [b]) => a - b)
  }

  /** The greatest id; 0 when there is none. */
  get last(): number {
    return this.#ranges.at(-1)?.[1] ?? 0
  }

  has(id: number): boolean {
    const range = this.#ranges[this.#indexFrom(id)]
    return range !== undefined && range[0] <= id
  }

  /**
   * Adds an id, and makes one range of it and all ranges within a window around it.
   *
   * @returns that range
   */
  join(id: number, [from, to]: IdRange): IdRange {
    const start = this.#indexFrom(from)
    let [first, last] = [id, id]
    let end = start
    for (; end < this.#ranges.length; end++) {
      const range = this.#ranges[end] as IdRange
      if (range[0] > to) break
      first = Math.min(first, range[0])
      last = Math.max(last, range[1])
    }
    const joined: IdRange = [first, last]
    this.#ranges.splice(start, end - start, joined)
    return joined
  }

  /** Removes all ids up to this one. */
  dropUpTo(id: number): void {
    const start = this.#indexFrom(id + 1)
    this.#ranges.splice(0, start)
    const [first] = this.#ranges
    if (first !== undefined && first[0] <= id) this.#ranges[0] = [id + 1, first[1]]
  }

  /** Removes all ids beyond this one. */
  dropAfter(id: number): void {
    const start = this.#indexFrom(id + 1)
    const range = this.#ranges[start]
    this.#ranges.splice(start)
    if (range !== undefined && range[0] <= id) this.#ranges.push([range[0], id])
  }

  toArray(): IdRange[] {
    return [...this.#ranges]
  }

  /** The index of the first range that does not end before this id. */
  #indexFrom(id: number): number {
    let low = 0
    let high = this.#ranges.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#ranges[middle] as IdRange)[1] < id) low = middle + 1
      else high = middle
    }
    return low
  }
}
