/** How long to wait before connecting again. */
export interface Backoff {
  /** The first pause in milliseconds; 200 when absent. It doubles each time. */
  readonly minMs?: number | undefined
  /** The longest pause in milliseconds; 10,000 when absent. */
  readonly maxMs?: number | undefined
}

/** The pause before attempt `n`, counted from 0, with up to a quarter added by chance. */
export function pauseMs(n: number, { minMs = 200, maxMs = 10_000 }: Backoff = {}): number {
  const pause = Math.min(maxMs, minMs * 2 ** Math.min(n, 20))
  return pause * (1 + Math.random() / 4)
}
