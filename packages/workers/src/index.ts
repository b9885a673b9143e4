// The two kinds of processes.
export { Host, type HostOptions } from "./host/host.ts"
export { amqpCore, type AmqpCoreOptions } from "./worker/amqp-core.ts"

// What can go wrong.
export { ConnectionLostError } from "@simplex-chat/core"
export { HostReplacedError, NoHostError } from "./errors.ts"
