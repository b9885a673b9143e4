/** How long to wait. */
export interface WaitOptions {
  /** Gives up waiting when aborted. */
  readonly signal?: AbortSignal | undefined
  /** Gives up waiting after so many milliseconds. */
  readonly timeoutMs?: number | undefined
}

/** Which of the two made it give up. */
export type GaveUp = "timeout" | "aborted"

/** What one timer can wait; told to wait longer, it would fire at once. */
export const longestTimerMs = 2 ** 31 - 1

/** @throws {RangeError} when the time to wait is none */
export function checkTimeout({ timeoutMs }: WaitOptions): void {
  if (timeoutMs === undefined || timeoutMs >= 0) return
  throw new RangeError(`timeoutMs: milliseconds from 0 on are needed, not ${timeoutMs}`)
}

/**
 * What the promise brings, unless that takes too long; what it brings later is dropped.
 *
 * @param giveUp makes the error; its cause is the signal's reason
 * @throws {RangeError} when `timeoutMs` is negative or not a number
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
      const next = () => (ms > longestTimerMs ? wait(ms - longestTimerMs) : onTimeout())
      timer = setTimeout(next, Math.min(ms, longestTimerMs))
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
