/** How a controller's thread is told to stop, and kept from taking more than anybody reads. */

export type Control = Int32Array<SharedArrayBuffer>

const slots = {
  /** 0: receive; 1: stop and close the database; 2: stop, the process ends. */
  stop: 0,
  /** Batches that were posted and not yet handed out. */
  posted: 1,
}

// When this many batches wait to be handed out, no more are taken from the core.
const maxPosted = 8

export const newControl = (): Control => new Int32Array(new SharedArrayBuffer(4 * 2))

// ---- the owner's side ----

export function tellToStop(control: Control, then: "close" | "exit"): void {
  Atomics.store(control, slots.stop, then === "close" ? 1 : 2)
  // A thread that has just seen no stop is about to wait for a reader: with the old number it
  // would, and miss what it is told. Nobody counts any more.
  Atomics.store(control, slots.posted, 0)
  Atomics.notify(control, slots.stop)
  Atomics.notify(control, slots.posted)
}

/** A batch was handed out. */
export function batchTaken(control: Control): void {
  Atomics.sub(control, slots.posted, 1)
  Atomics.notify(control, slots.posted)
}

// ---- the thread's side ----

export const isStopped = (control: Control): boolean => Atomics.load(control, slots.stop) !== 0
export const isToClose = (control: Control): boolean => Atomics.load(control, slots.stop) === 1

/** Waits so many milliseconds, or until told to stop. */
export function pause(control: Control, ms: number): void {
  Atomics.wait(control, slots.stop, 0, ms)
}

/** Counts a batch, and waits while too many are out: the core's own queue keeps what nobody takes. */
export function waitForReader(control: Control): void {
  Atomics.add(control, slots.posted, 1)
  for (;;) {
    const posted = Atomics.load(control, slots.posted)
    if (posted < maxPosted || isStopped(control)) return
    Atomics.wait(control, slots.posted, posted)
  }
}
