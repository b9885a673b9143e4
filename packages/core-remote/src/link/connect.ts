import type { WebSocket } from "ws"

/** Makes one connection; rejects with a `ConnectError`. */
export type Connect = () => Promise<WebSocket>
