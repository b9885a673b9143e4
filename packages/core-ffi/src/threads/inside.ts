/**
 * Counts the threads that are inside the native library, where nothing can interrupt them, and lets
 * nobody in any more when the process ends.
 */

export type Inside = Int32Array<SharedArrayBuffer>

const [count, shut] = [0, 1]

export const newInside = (): Inside => new Int32Array(new SharedArrayBuffer(4 * 2))

/** Returns never when the process ends: Node ends a thread that waits here. */
export function enter(inside: Inside): void {
  Atomics.add(inside, count, 1)
  // Counted first: either the main thread sees that we are in, or we see that it has shut the door.
  if (Atomics.load(inside, shut) === 0) return
  leave(inside)
  for (;;) Atomics.wait(inside, shut, 1)
}

export function leave(inside: Inside): void {
  if (Atomics.sub(inside, count, 1) === 1) Atomics.notify(inside, count)
}

/** Without it, a thread could begin a call that hangs just after nobody was seen inside. */
export function letNobodyEnter(inside: Inside): void {
  Atomics.store(inside, shut, 1)
}

/** Waits at most so many milliseconds; tells whether all have come out. */
export function waitUntilEmpty(inside: Inside, ms: number): boolean {
  const until = performance.now() + ms
  for (;;) {
    const now = Atomics.load(inside, count)
    const left = until - performance.now()
    if (now === 0 || left <= 0) return now === 0
    Atomics.wait(inside, count, now, left)
  }
}
