/**
 * Calls are handed to a thread many at a time, and may be taken back until the thread takes each of
 * them: so a burst of quick calls costs one message, and a slow call delays none of those behind it.
 *
 * One shared number, the cursor, decides. A thread's calls are numbered in a row, and the cursor is
 * the number of the next call that may be taken: the thread takes it by moving the cursor on by one,
 * the owner takes back the rest by moving it past their end. Numbers are never used again, so a
 * batch that was taken back before the thread saw it comes to nothing.
 */

export type Cursor = Int32Array<SharedArrayBuffer>

/** Takes the call with this number; false when it was taken back. */
export function take(cursor: Cursor, number: number): boolean {
  const wrapped = number | 0 // as the cursor does after 2 ** 31 calls
  return Atomics.compareExchange(cursor, 0, wrapped, (wrapped + 1) | 0) === wrapped
}

/** How many of a batch that starts with this number have been taken. */
export function takenOf(cursor: Cursor, first: number): number {
  return (Atomics.load(cursor, 0) - first) | 0
}

/** Takes back what has not been taken of `count` calls; returns how many had been. */
export function takeBack(cursor: Cursor, first: number, count: number): number {
  return (Atomics.exchange(cursor, 0, (first + count) | 0) - first) | 0
}
