import { longestTimeoutMs } from "@simplex-chat/core"

/** Calls it after so many milliseconds; never, when that is longer than timers go (24 days). */
export function after(timeoutMs: number | undefined, call: () => void): NodeJS.Timeout | undefined {
  return timeoutMs === undefined || timeoutMs > longestTimeoutMs
    ? undefined
    : setTimeout(call, timeoutMs)
}
