import { createServer, type IncomingMessage, type Server, STATUS_CODES } from "node:http"
import { createServer as createSecureServer } from "node:https"
import type { Duplex } from "node:stream"
import {
  checkOptions,
  ClosedError,
  type Core,
  InvalidArgumentError,
  type OptionKinds,
} from "@simplex-chat/core"
import { type WebSocket, WebSocketServer } from "ws"
import { type ClientMessage, parse, protocolName } from "../protocol/protocol.ts"
import { checkToken } from "../protocol/token.ts"
import type { BufferLimits } from "./event-buffer.ts"
import { socketUrl } from "../link/address.ts"
import { listen } from "./listening.ts"
import { Session } from "./session.ts"
import { isAuthorized } from "./tokens.ts"

export interface ServeOptions {
  /** The secret that clients must send; at least 16 ASCII characters. */
  readonly token: string
  /** Where to listen: a port, 0 for any that is free. */
  readonly port?: number | undefined
  /** The interface to listen on; 127.0.0.1 when absent. Use TLS on any other. */
  readonly host?: string | undefined
  /** The path of a Unix socket, in place of a port. Only its owner may use it. */
  readonly socket?: string | undefined
  /** A certificate and its key, PEM. */
  readonly tls?: { readonly cert: string; readonly key: string } | undefined
  /** How much is kept for a client that is away. */
  readonly buffer?: BufferLimits | undefined
  /** The largest message of a client, in bytes; 64 MiB when absent. */
  readonly maxPayload?: number | undefined
  /** How often the client is asked for a sign of life, in milliseconds; 3,000 when absent. */
  readonly heartbeatMs?: number | undefined
}

/** A core that is being served. */
export interface ServedCore {
  /** What to give to `connectCore`. */
  readonly url: string
  /** Stops serving. The core stays open. */
  close(): Promise<void>
}

/**
 * Serves a core to one client at a time, on loopback or a Unix socket by default. Events
 * are numbered and kept until the client has them, so that it can go on after its connection broke.
 * The core takes no other reader: events that `receive` hands to others are lost to the client.
 *
 * @throws {InvalidArgumentError} when an option is wrong, or the port or socket is in use
 *
 * ```ts
 * const core = await openCore({ filePrefix: "data/bot" })
 * const served = await serveCore(core, { port: 5226, token: process.env.CORE_TOKEN })
 * ```
 */
export async function serveCore(core: Core, options: ServeOptions): Promise<ServedCore> {
  if (typeof (core as Partial<Core> | undefined)?.receive !== "function")
    throw new InvalidArgumentError("core", "must be a core: await openCore({ ... })")
  checkServing(options)
  const host = new CoreServer(core, options)
  return host.listen()
}

const kinds: OptionKinds<ServeOptions> = {
  token: "any",
  port: "any",
  host: "name",
  socket: "name",
  tls: "object",
  buffer: "object",
  maxPayload: "count",
  heartbeatMs: "positive",
}

function checkServing(options: ServeOptions): void {
  checkOptions(options, kinds)
  const { token, port, socket, tls, buffer = {} } = options
  checkOptions(buffer, { maxEvents: "count", maxChars: "count" }, "buffer")
  checkOptions(tls ?? {}, { cert: "any", key: "any" }, "tls")
  checkToken(token)
  if (token.length < 16) throw new InvalidArgumentError("token", "must have at least 16 characters")
  if ((port === undefined) === (socket === undefined))
    throw new InvalidArgumentError("port", "give either a port or a socket")
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65_535))
    throw new InvalidArgumentError("port", "must be a whole number from 0 to 65535")
  if (socket !== undefined && tls !== undefined)
    throw new InvalidArgumentError("tls", "a Unix socket has none: only its owner may use it")
}

/**
 * The errors of OpenSSL say neither which option is wrong nor why.
 *
 * @throws {InvalidArgumentError} when they are no certificate and its key
 */
function secureServer({ cert, key }: { readonly cert: string; readonly key: string }): Server {
  try {
    if (cert !== undefined && key !== undefined) return createSecureServer({ cert, key })
  } catch {}
  throw new InvalidArgumentError("tls", "needs a certificate in `cert` and its key in `key`, PEM")
}

class CoreServer {
  readonly #core: Core
  readonly #options: ServeOptions
  readonly #server: Server
  readonly #sockets: WebSocketServer
  #session: Session | undefined
  readonly #stopped = new AbortController()
  #coreClosed = false

  constructor(core: Core, options: ServeOptions) {
    this.#core = core
    this.#options = options
    const { tls, maxPayload = 64 * 2 ** 20 } = options
    this.#server = tls === undefined ? createServer() : secureServer(tls)
    this.#sockets = new WebSocketServer({
      noServer: true,
      maxPayload,
      perMessageDeflate: false,
      handleProtocols: () => protocolName,
    })
    this.#server.on("request", (_, response) => void response.writeHead(426).end())
    this.#server.on("upgrade", (request, socket, head) => this.#upgrade(request, socket, head))
  }

  async listen(): Promise<ServedCore> {
    const { port = 0, host = "127.0.0.1", socket, tls } = this.#options
    const place = await listen(this.#server, { port, host, socket })
    void this.#pump()
    const scheme = tls === undefined ? "ws" : "wss"
    const url = socket === undefined ? `${scheme}://${place}` : socketUrl(place)
    return { url, close: () => this.#close() }
  }

  async #close(): Promise<void> {
    this.#stopped.abort()
    for (const socket of this.#sockets.clients) socket.terminate()
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()))
    // Those that have not asked for anything yet, or only half.
    this.#server.closeAllConnections()
    await closed
  }

  /** Reads events as long as the core is open, client or not. */
  async #pump(): Promise<void> {
    const { signal } = this.#stopped
    for (;;) {
      try {
        for (const event of await this.#core.receive({ signal })) this.#sessionOrNew().event(event)
      } catch (error) {
        if (signal.aborted) return
        if (error instanceof ClosedError) {
          this.#coreClosed = true
          this.#session?.closed()
          return
        }
        await new Promise((resolve) => setTimeout(resolve, 100)) // it may work the next time
      }
    }
  }

  /** What happens before the first client comes is kept for it. */
  #sessionOrNew(): Session {
    return (this.#session ??= new Session(this.#core, this.#options.buffer))
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on("error", () => socket.destroy())
    const status = this.#refusal(request)
    if (status !== undefined) {
      socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\nConnection: close\r\n\r\n`)
      return
    }
    this.#sockets.handleUpgrade(request, socket, head, (client) => this.#greet(client))
  }

  #refusal({ headers }: IncomingMessage): number | undefined {
    if (!isAuthorized(headers.authorization, this.#options.token)) return 401
    const offered = headers["sec-websocket-protocol"]?.split(",").map((name) => name.trim())
    return offered?.includes(protocolName) === true ? undefined : 426
  }

  /** The first message says which session the client wants. */
  #greet(client: WebSocket): void {
    client.on("error", () => client.terminate())
    const impatient = setTimeout(() => client.terminate(), 10_000)
    client.once("close", () => clearTimeout(impatient))
    client.once("message", (data, isBinary) => {
      clearTimeout(impatient)
      const message = isBinary ? undefined : parse<ClientMessage>((data as Buffer).toString("utf8"))
      const hello: unknown = message !== undefined && "hello" in message ? message.hello : undefined
      if (typeof hello !== "object" || hello === null) return client.terminate()
      this.#admit(client, hello)
    })
  }

  #admit(client: WebSocket, hello: { readonly session?: string; readonly after?: number }): void {
    const known = this.#session
    const resumes = known !== undefined && hello.session === known.id
    if (!resumes && known?.connected === true) return client.close(4409, "busy")
    if (this.#coreClosed) {
      client.send(JSON.stringify({ closed: true }))
      return client.close(1000)
    }
    // A new client takes over what was kept; one that resumes says what it has.
    const session = this.#sessionOrNew()
    if (!resumes) session.renew()
    const after = resumes && Number.isSafeInteger(hello.after) ? (hello.after ?? 0) : session.start
    session.attach(client, after, this.#options.heartbeatMs)
  }
}
