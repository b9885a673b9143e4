/**
 * Counts the native calls in flight, which nothing can interrupt, and admits no more of them when
 * the process ends.
 */

export type InFlight = Int32Array<SharedArrayBuffer>

const [count, closed] = [0, 1]

export const newInFlight = (): InFlight => new Int32Array(new SharedArrayBuffer(4 * 2))

/** Call it before a native call. Never returns once the process ends: Node ends a thread that waits here. */
export function begin(inFlight: InFlight): void {
  if (tryBegin(inFlight)) return
  for (;;) Atomics.wait(inFlight, closed, 1)
}

/** Call it before a native call; false once the process ends: then the call must not be made. */
export function tryBegin(inFlight: InFlight): boolean {
  Atomics.add(inFlight, count, 1)
  // Counted first: either the main thread sees this call, or this thread sees that it is too late.
  if (Atomics.load(inFlight, closed) === 0) return true
  end(inFlight)
  return false
}

/** Call it after a native call. */
export function end(inFlight: InFlight): void {
  if (Atomics.sub(inFlight, count, 1) === 1) Atomics.notify(inFlight, count)
}

/** Without it, a thread could begin a call that hangs just after the last one was seen to end. */
export function admitNoMore(inFlight: InFlight): void {
  Atomics.store(inFlight, closed, 1)
}

/** Waits at most `ms` milliseconds; returns whether no call is in flight any more. */
export function waitUntilNone(inFlight: InFlight, ms: number): boolean {
  const until = performance.now() + ms
  for (;;) {
    const now = Atomics.load(inFlight, count)
    const left = until - performance.now()
    if (now === 0 || left <= 0) return now === 0
    Atomics.wait(inFlight, count, now, left)
  }
}
