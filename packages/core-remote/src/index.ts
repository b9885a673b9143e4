// A core in another process, and serving one.
export { connectCore, type ConnectOptions } from "./connect.ts"
export { serveCore, type ServedCore, type ServeOptions } from "./server/serve-core.ts"
export type { BufferLimits } from "./server/event-buffer.ts"
export type { Backoff } from "./link/backoff.ts"

// What can go wrong.
export { ConnectionLostError } from "@simplex-chat/core"
export { ConnectError, type ConnectReason } from "./errors.ts"
