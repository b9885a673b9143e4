import { isTemporary } from "./is-temporary.ts"

/** Something that is declared and that the core should have. */
export interface ReconcileStep {
  /** What it is: `profile`, `address`. */
  readonly name: string
  /** Makes it what is declared, if it is not. */
  run(): Promise<void>
}

export interface ReconcilerCallbacks {
  /** A step failed; it is tried again when `isFinal` is false. */
  onFailure(step: string, error: unknown, isFinal: boolean): void
  /** A step that failed before has succeeded. */
  onReconciled(step: string): void
}

const firstRetryMs = 5_000
const longestRetryMs = 300_000

/**
 * Makes what the core has what is declared. Much of it waits for the network: what fails there is
 * tried again, less and less often, and as soon as a server is connected.
 */
export class Reconciler {
  readonly #callbacks: ReconcilerCallbacks
  #steps: readonly ReconcileStep[]
  #attempt: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined
  #failures = 0
  #stopped = false

  constructor(steps: readonly ReconcileStep[], callbacks: ReconcilerCallbacks) {
    this.#steps = steps
    this.#callbacks = callbacks
  }

  /** The steps that are not done yet. */
  get pending(): string[] {
    return this.#steps.map(({ name }) => name)
  }

  /**
   * Takes all steps for the first time.
   *
   * @throws what a step throws that is not for want of network
   */
  async start(): Promise<void> {
    const failures: unknown[] = []
    await (this.#attempt = this.#run((_, error) => failures.push(error)))
    if (failures.length > 0) throw failures[0]
  }

  /** A server is connected: tries at once what is pending. */
  networkIsBack(): void {
    if (this.#timer === undefined) return
    this.#failures = 0
    this.#retry()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#attempt?.catch(() => {})
  }

  #retry(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#stopped) return
    this.#attempt = this.#run((step, error) => this.#callbacks.onFailure(step, error, true))
  }

  async #run(onFinal: (step: string, error: unknown) => void): Promise<void> {
    const pending: ReconcileStep[] = []
    for (const step of this.#steps) {
      if (this.#stopped) return
      try {
        await step.run()
        if (this.#failures > 0) this.#callbacks.onReconciled(step.name)
      } catch (error) {
        if (this.#stopped) return
        if (!isTemporary(error)) {
          onFinal(step.name, error)
          continue
        }
        pending.push(step)
        this.#callbacks.onFailure(step.name, error, false)
      }
    }
    this.#steps = pending
    if (pending.length === 0) return
    const ms = Math.min(firstRetryMs * 2 ** this.#failures++, longestRetryMs)
    this.#timer = setTimeout(() => this.#retry(), ms).unref()
  }
}
