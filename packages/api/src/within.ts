/** How long to wait. */
export interface WaitOptions {
  /** Gives up waiting when aborted. */
  readonly signal?: AbortSignal | undefined
  /** Gives up waiting after so many milliseconds. */
  readonly timeoutMs?: number | undefined
}

/** Which of the two made it give up. */
export type GaveUp = "timeout" | "aborted"

/**
 * What the promise brings, unless that takes too long; what it brings later is dropped.
 *
 * @param giveUp makes the error; its cause is the signal's reason
 */
export function within<Value>(
  promise: Promise<Value>,
  { signal, timeoutMs }: WaitOptions,
  giveUp: (why: GaveUp, options: ErrorOptions) => Error,
): Promise<Value> {
  if (signal === undefined && timeoutMs === undefined) return promise
  return new Promise((resolve, reject) => {
    const onAbort = () => settle(() => reject(giveUp("aborted", { cause: signal?.reason })))
    const onTimeout = () => settle(() => reject(giveUp("timeout", {})))
    const timer = timeoutMs === undefined ? undefined : setTimeout(onTimeout, timeoutMs)
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
