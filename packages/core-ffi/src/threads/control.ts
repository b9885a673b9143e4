/**
 * What a receiving thread and its owner share: one control for each controller that the thread
 * receives from, and one bell for the thread, which the owner rings after every change.
 */

import { mostBatches } from "./batch.ts"

export type Control = Int32Array<SharedArrayBuffer>
export type Bell = Int32Array<SharedArrayBuffer>

/** In a control: whether to stop, and the number of batches that were posted and not yet taken. */
const [stopped, posted] = [0, 1]
/** In a bell: how often it was rung, and whether the thread is to end. */
const [rings, ending] = [0, 1]

export const newControl = (): Control => new Int32Array(new SharedArrayBuffer(4 * 2))
export const newBell = (): Bell => new Int32Array(new SharedArrayBuffer(4 * 2))

// ---- the owner's side ----

/** Wakes the thread if it waits for something to do. */
export function ring(bell: Bell): void {
  Atomics.add(bell, rings, 1)
  Atomics.notify(bell, rings)
}

/** Stops receiving from one controller. */
export function requestStop(control: Control, bell: Bell): void {
  Atomics.store(control, stopped, 1)
  ring(bell)
}

/** Ends the thread. */
export function requestEnd(bell: Bell): void {
  Atomics.store(bell, ending, 1)
  ring(bell)
}

/** A reader has taken a batch. */
export function batchTaken(control: Control, bell: Bell): void {
  // Only a thread that had stopped taking batches waits for this one.
  if (Atomics.sub(control, posted, 1) >= mostBatches) ring(bell)
}

// ---- the thread's side ----

export const isStopped = (control: Control): boolean => Atomics.load(control, stopped) !== 0
export const isEnding = (bell: Bell): boolean => Atomics.load(bell, ending) !== 0

export function batchPosted(control: Control): void {
  Atomics.add(control, posted, 1)
}

/** Whether to leave events in the core's own queue until a reader has taken a batch. */
export const isFull = (control: Control): boolean => Atomics.load(control, posted) >= mostBatches

/** To be called before looking for something to do: what changes afterwards ends `waitForRing`. */
export const ringsHeard = (bell: Bell): number => Atomics.load(bell, rings)

/** Waits at most `ms` milliseconds, or until the bell is rung again. */
export function waitForRing(bell: Bell, heard: number, ms: number): void {
  Atomics.wait(bell, rings, heard, ms)
}
