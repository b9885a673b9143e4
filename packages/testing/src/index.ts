// A network, and cores on it.
export {
  createNetwork,
  type CoreOptions,
  type Frame,
  type Network,
  type NetworkOptions,
} from "./network.ts"
export type { MemoryCore } from "./core.ts"
export type { Clock } from "./clock.ts"
export type { Delivery } from "./deliveries.ts"
export type { FaultOptions, Faults } from "./faults.ts"
export { NotSimulatedError } from "./failure.ts"

// People who talk, for tests.
export type { Connectable, Expected, Patience, Person } from "./person.ts"
export type { Line } from "./transcript.ts"
export { dialogue, type Turn } from "./dialogue.ts"
export { CommandFailedError, ConversationError } from "./kit-errors.ts"
