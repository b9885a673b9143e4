import { Queue, type Queued } from "../threads/queue.ts"

type Batch = readonly string[]

interface Reader extends Queued {
  resolve(batch: Batch): void
  reject(reason: unknown): void
}

/** Pending batches, or pending readers. */
export class EventQueue {
  readonly #arrived: (Batch | { error: unknown })[] = []
  readonly #readers = new Queue<Reader>()
  readonly #taken: () => void
  #end: { error: unknown } | undefined

  /** @param taken called when a reader has taken a batch. */
  constructor(taken: () => void) {
    this.#taken = taken
  }

  push(batch: Batch): void {
    const reader = this.#readers.shift()
    if (reader === undefined) this.#arrived.push(batch)
    else {
      this.#taken()
      reader.resolve(batch)
    }
  }

  /** One reader, now or later, learns of an error; those after it go on. */
  fail(error: unknown): void {
    const reader = this.#readers.shift()
    if (reader !== undefined) reader.reject(error)
    else if (!this.#arrived.some((item) => "error" in item)) this.#arrived.push({ error })
  }

  /** No more will come: what has arrived is still delivered, then every read fails. */
  end(error: unknown): void {
    this.#end ??= { error }
    for (let reader; (reader = this.#readers.shift()) !== undefined;) reader.reject(error)
  }

  read(signal: AbortSignal | undefined): Promise<Batch> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error)
      const item = this.#arrived.shift() ?? this.#end
      if (item !== undefined && "error" in item) return reject(item.error as Error)
      if (item !== undefined) {
        this.#taken()
        return resolve(item)
      }
      const onAbort = () => {
        this.#readers.delete(reader)
        reject(signal?.reason as Error)
      }
      const leave = () => signal?.removeEventListener("abort", onAbort)
      const reader: Reader = {
        queue: undefined,
        position: 0,
        resolve: (batch) => (leave(), resolve(batch)),
        reject: (reason) => (leave(), reject(reason as Error)),
      }
      signal?.addEventListener("abort", onAbort, { once: true })
      this.#readers.push(reader)
    })
  }
}
