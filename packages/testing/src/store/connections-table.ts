import type { ConnRow } from "./rows.ts"
import { Table } from "./table.ts"

/** The connections, found by their queue. */
export class Conns extends Table<ConnRow> {
  readonly #byQueue = new Map<string, ConnRow>()

  constructor() {
    super("conns")
  }

  override put(row: ConnRow): ConnRow {
    this.#byQueue.set(row.queue, row)
    return super.put(row)
  }

  override delete(id: number): void {
    const row = this.get(id)
    if (row !== undefined) this.#byQueue.delete(row.queue)
    super.delete(id)
  }

  at(queue: string): ConnRow | undefined {
    return this.#byQueue.get(queue)
  }
}
