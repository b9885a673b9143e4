import { WebSocket } from "ws"
import { type Backoff, pauseMs } from "./backoff.ts"
import { Heartbeat } from "./heartbeat.ts"

/** The callbacks of a link. */
export interface LinkEvents {
  /** Connected, for the first time or again. */
  readonly onUp: () => void
  readonly onMessage: (text: string) => void
  /**
   * The connection is gone; the link is connecting again, unless it was closed.
   *
   * @param code the code with which the peer closed it; 1006 when it did not
   */
  readonly onDown: (code: number) => void
}

export interface LinkOptions {
  readonly backoff?: Backoff | undefined
  /** How often the peer is asked for a sign of life, in milliseconds; 3,000 when absent. */
  readonly heartbeatMs?: number | undefined
}

/**
 * A WebSocket that connects again when it breaks, with back-off. A peer that is silent for two
 * heartbeats is given up: a connection whose other end lost power would look open for hours.
 */
export class Link {
  readonly #connect: () => Promise<WebSocket>
  readonly #events: LinkEvents
  readonly #options: LinkOptions
  #socket: WebSocket | undefined
  #closed = false
  #retry: NodeJS.Timeout | undefined
  #attempts = 0

  /** @param connect makes one connection; rejects with a {@link ConnectError} */
  constructor(connect: () => Promise<WebSocket>, events: LinkEvents, options: LinkOptions) {
    this.#connect = connect
    this.#events = events
    this.#options = options
  }

  get up(): boolean {
    return this.#socket !== undefined
  }

  /**
   * Makes the first connection.
   *
   * @throws {ConnectError} when it fails; nothing is tried again then
   */
  async open(): Promise<void> {
    this.#adopt(await this.#connect())
  }

  /** @returns false when there is no connection; the text is not kept then. */
  send(text: string): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false
    this.#socket.send(text)
    return true
  }

  /** Gives the connection up, as if it had broken. */
  drop(): void {
    this.#socket?.terminate()
  }

  /** Ends the connection; no other is made. */
  close(): void {
    this.#closed = true
    clearTimeout(this.#retry)
    this.#socket?.close(1000)
  }

  #adopt(socket: WebSocket): void {
    if (this.#closed) return socket.terminate()
    this.#socket = socket
    this.#attempts = 0
    const heartbeat = new Heartbeat(socket, this.#options.heartbeatMs)
    socket.on("message", (data, isBinary) => {
      heartbeat.alive()
      // All frames of both protocols are text. What is not ends the connection.
      if (isBinary) socket.terminate()
      else this.#events.onMessage((data as Buffer).toString("utf8"))
    })
    socket.on("error", () => socket.terminate()) // `close` follows
    socket.once("close", (code) => {
      heartbeat.stop()
      this.#socket = undefined
      this.#events.onDown(code)
      this.#again()
    })
    this.#events.onUp()
  }

  #again(): void {
    if (this.#closed) return
    this.#retry = setTimeout(
      () => {
        this.#connect().then(
          (socket) => this.#adopt(socket),
          () => this.#again(),
        )
      },
      pauseMs(this.#attempts++, this.#options.backoff),
    )
  }
}
