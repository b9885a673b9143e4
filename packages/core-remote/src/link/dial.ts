import { connect } from "node:net"
import { WebSocket } from "ws"
import { ConnectError } from "../errors.ts"
import { nameOf, socketPathOf } from "./address.ts"

export interface DialOptions {
  readonly protocol?: string | undefined
  readonly token?: string | undefined
  /** Certificates that are trusted besides the system's, PEM. */
  readonly ca?: string | undefined
  /** The largest message that is accepted, in bytes. */
  readonly maxPayload: number
  /** How long connecting may take, in milliseconds. */
  readonly timeoutMs: number
}

/** What the server's HTTP status says about a refused connection. */
const refusals = new Map([
  [401, ["token", "the server does not accept the token"]],
  [409, ["busy", "another client is connected: one core has one client"]],
  [426, ["version", "the server speaks another version of the protocol"]],
] as const)

/** As when SimpleX's command line, which takes no token, is given one. */
const isOtherProtocol = (error: Error): boolean => error.message.includes("subprotocol")

/** Whether the server is there, and is not trusted: then its certificate is what to look at. */
function unreachable({ code }: NodeJS.ErrnoException): string {
  const isCertificate = /^(?:CERT_|ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/.test(code ?? "")
  return isCertificate ? `its certificate is not accepted (${code})` : "cannot be reached"
}

/**
 * Makes one connection.
 *
 * @throws {ConnectError}
 */
export function dial(url: URL, options: DialOptions): Promise<WebSocket> {
  const { protocol, token, ca, maxPayload, timeoutMs } = options
  const path = socketPathOf(url)
  // ws takes the path of a socket from the address as it is written there: with %20 for a blank.
  const target = path === undefined ? url : "ws://localhost"
  const socket = new WebSocket(target, protocol === undefined ? [] : [protocol], {
    ...(path !== undefined && { createConnection: () => connect(path) }),
    maxPayload,
    handshakeTimeout: timeoutMs,
    perMessageDeflate: false,
    followRedirects: false, // a token goes to the address that was given, and nowhere else
    ...(ca !== undefined && { ca }),
    ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
  })
  const address = nameOf(url)
  return new Promise((resolve, reject) => {
    socket.once("open", () => {
      socket.removeAllListeners()
      resolve(socket)
    })
    socket.once("unexpected-response", (request, { statusCode = 0 }) => {
      request.destroy()
      socket.on("error", () => {}) // it has failed, and why is known better here
      socket.terminate()
      const [reason, problem] = refusals.get(statusCode as 401) ?? [
        "unreachable" as const,
        `the server answered with HTTP ${statusCode}`,
      ]
      reject(new ConnectError(address, reason, problem))
    })
    socket.once("error", (error) => {
      const [reason, problem] = isOtherProtocol(error)
        ? (["version", "the server does not speak the protocol of served cores"] as const)
        : (["unreachable", unreachable(error)] as const)
      reject(new ConnectError(address, reason, problem, { cause: error }))
    })
  })
}
