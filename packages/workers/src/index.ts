// The two kinds of processes.
export { Host, type HostHealth, type HostOptions } from "./host/host.ts"
export { amqpCore, type AmqpCoreOptions } from "./worker/amqp-core.ts"

// State that all processes see: @simplex-chat/workers/postgres and @simplex-chat/workers/redis.
export type { ServerStorage } from "./storages/server-storage.ts"

// What can go wrong.
export { ConnectionLostError } from "@simplex-chat/core"
export { HostReplacedError, HostVersionError, MessageSetAsideError, NoHostError } from "./errors.ts"
