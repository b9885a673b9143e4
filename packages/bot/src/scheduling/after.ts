import { longestTimeoutMs } from "@simplex-chat/core"

/** Calls `call` after `timeoutMs`; never, when that is longer than timers can run (24 days). */
export function after(timeoutMs: number | undefined, call: () => void): NodeJS.Timeout | undefined {
  return timeoutMs === undefined || timeoutMs > longestTimeoutMs
    ? undefined
    : setTimeout(call, timeoutMs)
}
