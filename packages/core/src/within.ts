import { InvalidArgumentError } from "./errors.ts"

/** How long to wait. */
export interface WaitOptions {
  /** Stops waiting when aborted. */
  readonly signal?: AbortSignal | undefined
  /** Stops waiting after this time, in milliseconds. */
  readonly timeoutMs?: number | undefined
}

/** Why a wait ended without a result. */
export type GaveUp = "timeout" | "aborted"

/** The longest delay of a timer, 24.8 days. JavaScript fires a longer one at once. */
export const longestTimeoutMs = 2 ** 31 - 1

/**
 * Call it before anything is sent: a deadline that is no time must not be noticed half way.
 *
 * @param name what the caller calls it
 * @throws {InvalidArgumentError} when `timeoutMs` is negative or not a number
 */
export function checkTimeout({ timeoutMs }: WaitOptions, name = "timeoutMs"): void {
  if (timeoutMs === undefined || (typeof timeoutMs === "number" && timeoutMs >= 0)) return
  const given = typeof timeoutMs === "number" ? timeoutMs : typeof timeoutMs
  throw new InvalidArgumentError(name, `must be zero or more milliseconds, not ${given}`)
}

/**
 * Waits for a promise up to a deadline. A later result is discarded.
 *
 * @param giveUp makes the error; its cause is the signal's reason
 * @throws {InvalidArgumentError} when `timeoutMs` is negative or not a number
 *
 * @example
 * ```ts
 * const answer = await within(core.sendCommand("/users"), { timeoutMs: 5_000 }, (why, options) =>
 *   new Error(`no answer: ${why}`, options),
 * )
 * ```
 */
export function within<Value>(
  promise: Promise<Value>,
  { signal, timeoutMs }: WaitOptions,
  giveUp: (why: GaveUp, options: ErrorOptions) => Error,
): Promise<Value> {
  if (signal === undefined && timeoutMs === undefined) return promise
  checkTimeout({ timeoutMs })
  return new Promise((resolve, reject) => {
    const onAbort = () => settle(() => reject(giveUp("aborted", { cause: signal?.reason })))
    const onTimeout = () => settle(() => reject(giveUp("timeout", {})))
    let timer: ReturnType<typeof setTimeout> | undefined
    const wait = (ms: number) => {
      const next = () => (ms > longestTimeoutMs ? wait(ms - longestTimeoutMs) : onTimeout())
      timer = setTimeout(next, Math.min(ms, longestTimeoutMs))
    }
    if (timeoutMs !== undefined) wait(timeoutMs)
    const settle = (outcome: () => void) => {
      clearTimeout(timer)
      signal?.removeEventListener("abort", onAbort)
      outcome()
    }
    if (signal?.aborted === true) onAbort()
    else signal?.addEventListener("abort", onAbort)
    promise.then(
      (value) => settle(() => resolve(value)),
      (error: unknown) => settle(() => reject(error as Error)),
    )
  })
}
