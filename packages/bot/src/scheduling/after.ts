/** The longest that a timer can take; with more it would fire at once. */
export const longestTimerMs = 2 ** 31 - 1

/** Calls it after so many milliseconds; never, when that is longer than timers go (24 days). */
export function after(timeoutMs: number | undefined, call: () => void): NodeJS.Timeout | undefined {
  return timeoutMs === undefined || timeoutMs > longestTimerMs
    ? undefined
    : setTimeout(call, timeoutMs)
}
