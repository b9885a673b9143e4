import { isTemporary } from "../messages/is-temporary.ts"

/** Something that is declared and that the core should have. */
export interface ReconcileStep {
  /** What it is: `profile`, `address`. */
  readonly name: string
  /** Whether the bot starts all the same when it fails for good. */
  readonly isOptional?: boolean | undefined
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
  readonly #failed = new Set<string>()
  #stopped = false

  constructor(steps: readonly ReconcileStep[], callbacks: ReconcilerCallbacks) {
    this.#steps = steps
    this.#callbacks = callbacks
  }

  /** The steps that failed, and are tried again. */
  get pending(): string[] {
    return [...this.#failed]
  }

  /** Takes a step in the background, now or after the one that is being taken. */
  add(step: ReconcileStep): void {
    this.#steps = [...this.#steps.filter(({ name }) => name !== step.name), step]
    this.#retry()
  }

  /**
   * Takes all steps for the first time.
   *
   * @throws {unknown} what a step throws for another reason than a missing network
   */
  async start(): Promise<void> {
    const failures: unknown[] = []
    await (this.#attempt = this.#run((step, error) => {
      if (step.isOptional === true) this.#callbacks.onFailure(step.name, error, true)
      else failures.push(error)
    }))
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
    const before = this.#attempt ?? Promise.resolve()
    this.#attempt = before
      .catch(() => {})
      .then(() => this.#run(({ name }, error) => this.#callbacks.onFailure(name, error, true)))
  }

  async #run(onFinal: (step: ReconcileStep, error: unknown) => void): Promise<void> {
    for (const step of this.#steps) {
      if (this.#stopped) return
      const isPending = await this.#take(step, onFinal)
      // One that was added meanwhile is another.
      if (!isPending) this.#steps = this.#steps.filter((other) => other !== step)
    }
    if (this.#steps.length === 0) {
      this.#failures = 0
      return
    }
    const ms = Math.min(firstRetryMs * 2 ** this.#failures++, longestRetryMs)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#retry(), ms).unref()
  }

  /** Whether it has to be taken again. */
  async #take(
    step: ReconcileStep,
    onFinal: (step: ReconcileStep, error: unknown) => void,
  ): Promise<boolean> {
    try {
      await step.run()
      if (this.#failed.delete(step.name)) this.#callbacks.onReconciled(step.name)
      return false
    } catch (error) {
      if (this.#stopped) return true
      if (!isTemporary(error)) {
        onFinal(step, error)
        return false
      }
      this.#failed.add(step.name)
      this.#callbacks.onFailure(step.name, error, false)
      return true
    }
  }
}
