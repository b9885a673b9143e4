// A network, and cores on it.
export { createNetwork, type Network } from "./network/network.ts"
export type { CoreOptions, Frame, NetworkOptions } from "./network/options.ts"
export type { MemoryCore } from "./network/memory-core.ts"
export type { Clock } from "./simulation/clock.ts"
export type { Delivery } from "./simulation/delivery.ts"
export type { FaultOptions, Faults } from "./simulation/faults.ts"
export { NotSimulatedError } from "./simulation/failure.ts"

// People who talk, for tests.
export type { Connectable, Person, PersonOptions } from "./people/person.ts"
export type { Expected, Patience } from "./people/expected.ts"
export type { CaptionOptions, SayOptions } from "./people/talking.ts"
export type { Happening, Line, LineFile } from "./people/line.ts"
export { dialogue, type Turn } from "./people/dialogue.ts"
export { CommandFailedError, ConversationError } from "./people/conversation-errors.ts"

// What signatures above name of packages below.
export { InvalidArgumentError } from "@simplex-chat/core"
export type { ChatEvent, ChatResponse, T } from "@simplex-chat/types"
