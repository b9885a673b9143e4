// For packages that reach a core in another process: what they have in common.
export { PendingCalls } from "./pending-calls.ts"
export { fromWireError, toWireError, type WireError } from "./wire-error.ts"
