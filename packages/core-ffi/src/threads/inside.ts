/** Counts the threads that are inside the native library, where nothing can interrupt them. */

export type Inside = Int32Array<SharedArrayBuffer>

export function enter(inside: Inside): void {
  Atomics.add(inside, 0, 1)
}

export function leave(inside: Inside): void {
  if (Atomics.sub(inside, 0, 1) === 1) Atomics.notify(inside, 0)
}
