import { setTimeout as sleep } from "node:timers/promises"

const firstPauseMs = 50
const longestPauseMs = 1_000

/**
 * Repeats a call while its server is away, as during a restart. The call must be one that may be
 * carried out twice.
 *
 * @param patienceMs how long to repeat it, in milliseconds
 * @param isAway whether an error means that the server is away, and may come back
 * @throws {unknown} the last error
 */
export async function patiently<Value>(
  patienceMs: number,
  isAway: (error: unknown) => boolean,
  call: () => Promise<Value>,
): Promise<Value> {
  const end = performance.now() + patienceMs
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      return await call()
    } catch (error) {
      if (!isAway(error) || performance.now() + pauseMs > end) throw error
      await sleep(pauseMs)
    }
  }
}
