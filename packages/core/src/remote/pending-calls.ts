import type { CallOptions } from "../core.ts"
import { ClosedError, ConnectionLostError, TimeoutError } from "../errors.ts"
import { checkCallOptions } from "../options.ts"
import { longestTimeoutMs } from "../within.ts"

type State = "queued" | "sent"

interface Pending {
  readonly operation: string
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
  state: State
}

/** The calls to a core in another process that wait for an answer, by their number. */
export class PendingCalls {
  readonly #pending = new Map<number, Pending>()
  #next = 1
  #idle: (() => void)[] = []

  /**
   * Adds a call, which the caller then sends: a call that cannot be waited for throws here, before it is sent.
   *
   * @param options as of any call of a core
   * @returns its number, and the promise of its answer
   * @throws {InvalidArgumentError} when an option is unknown, or of the wrong kind
   * @throws {unknown} the signal's reason when it is aborted already
   */
  add(operation: string, options: CallOptions = {}): { id: number; answer: Promise<unknown> } {
    checkCallOptions(options)
    const { signal, timeoutMs } = options
    signal?.throwIfAborted()
    const id = this.#next++
    const answer = new Promise<unknown>((resolve, reject) => {
      const timer =
        timeoutMs === undefined || timeoutMs > longestTimeoutMs
          ? undefined
          : setTimeout(() => {
              const started = this.#pending.get(id)?.state === "sent"
              this.reject(id, new TimeoutError(operation, timeoutMs, started))
            }, timeoutMs)
      const aborted = () => this.reject(id, signal?.reason)
      signal?.addEventListener("abort", aborted, { once: true })
      const end = () => {
        clearTimeout(timer)
        signal?.removeEventListener("abort", aborted)
      }
      this.#pending.set(id, {
        operation,
        state: "queued",
        resolve: (value) => (end(), resolve(value)),
        reject: (error) => (end(), reject(error as Error)),
      })
    })
    return { id, answer }
  }

  has(id: number): boolean {
    return this.#pending.has(id)
  }

  sent(id: number): void {
    const call = this.#pending.get(id)
    if (call !== undefined) call.state = "sent"
  }

  /** It was not carried out, and waits to be sent again. */
  returned(id: number): void {
    const call = this.#pending.get(id)
    if (call !== undefined) call.state = "queued"
  }

  /** An answer to a call that gave up, or that never was, is ignored. */
  resolve(id: number, value: unknown): void {
    this.#take(id)?.resolve(value)
  }

  reject(id: number, error: unknown): void {
    this.#take(id)?.reject(error)
  }

  /** The connection broke: what was sent may have been carried out, and is not repeated. */
  lost(): void {
    for (const [id, { operation, state }] of this.#pending) {
      if (state === "sent") this.reject(id, new ConnectionLostError(operation))
    }
  }

  closed(): void {
    for (const [id, { operation }] of this.#pending) this.reject(id, new ClosedError(operation))
  }

  /** Resolves when no call is pending. */
  idle(): Promise<void> {
    if (this.#pending.size === 0) return Promise.resolve()
    return new Promise((resolve) => this.#idle.push(resolve))
  }

  #take(id: number): Pending | undefined {
    const call = this.#pending.get(id)
    this.#pending.delete(id)
    if (this.#pending.size === 0) for (const done of this.#idle.splice(0)) done()
    return call
  }
}
