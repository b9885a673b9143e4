// For packages that reach a core in another process: what they have in common.
export { EventQueue } from "./event-queue.ts"
export { missedEvent } from "./missed-event.ts"
export { PendingCalls } from "./pending-calls.ts"
export { fromWireError, toWireError, type WireError } from "./wire-error.ts"
