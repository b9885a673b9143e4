import { CoreError } from "@simplex-chat/core"

/** Why no connection was made. */
export type ConnectReason =
  /** Nothing answers at the address, or it is not a WebSocket server. */
  | "unreachable"
  /** The server does not accept the token. */
  | "token"
  /** The server speaks another version of the protocol. */
  | "version"
  /** Another client is connected: one core has one client. */
  | "busy"

/** The remote core could not be reached, or refused the connection. */
export class ConnectError extends CoreError {
  override readonly name: string = "ConnectError"
  readonly reason: ConnectReason
  /** Host and port, or the path of the socket; never the token. */
  readonly address: string
  constructor(address: string, reason: ConnectReason, problem: string, options?: ErrorOptions) {
    super(`${address}: ${problem}`, options)
    this.address = address
    this.reason = reason
  }
}
