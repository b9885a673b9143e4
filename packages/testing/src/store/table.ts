/** Rows by number, counted as SQLite counts: one more than the highest that exists. */
export class Table<Row extends { id: number }> {
  readonly name: string
  /** What was written or deleted since the last {@link Table.takeChanges}. */
  #changed = new Set<number>()
  /** Unknown after the highest row was deleted, until it is needed. */
  #highest: number | undefined = 0
  protected readonly rows = new Map<number, Row>()

  constructor(name: string) {
    this.name = name
  }

  get size(): number {
    return this.rows.size
  }

  insert(row: Omit<Row, "id">): Row {
    return this.put({ ...row, id: this.#top() + 1 } as Row)
  }

  /** Stores a row under its own number. */
  put(row: Row): Row {
    this.rows.set(row.id, row)
    this.#highest = Math.max(this.#top(), row.id)
    this.#changed.add(row.id)
    return row
  }

  get(id: number): Row | undefined {
    return this.rows.get(id)
  }

  /** Changes fields of a row, in place. */
  update(row: Row, change: Partial<Row>): Row {
    Object.assign(row, change)
    this.#changed.add(row.id)
    return row
  }

  delete(id: number): void {
    if (!this.rows.delete(id)) return
    this.#changed.add(id)
    if (id === this.#highest) this.#highest = undefined
  }

  values(): IterableIterator<Row> {
    return this.rows.values()
  }

  find(is: (row: Row) => boolean): Row | undefined {
    for (const row of this.rows.values()) if (is(row)) return row
    return undefined
  }

  filter(is: (row: Row) => boolean): Row[] {
    return [...this.rows.values()].filter(is)
  }

  /** What changed since the last call: the row, or undefined where it was deleted. */
  takeChanges(): [id: number, row: Row | undefined][] {
    const changes = [...this.#changed].map((id): [number, Row | undefined] => [
      id,
      this.rows.get(id),
    ])
    this.#changed = new Set()
    return changes
  }

  #top(): number {
    if (this.#highest === undefined) {
      this.#highest = 0
      for (const id of this.rows.keys()) if (id > this.#highest) this.#highest = id
    }
    return this.#highest
  }

  get hasChanges(): boolean {
    return this.#changed.size > 0
  }
}
