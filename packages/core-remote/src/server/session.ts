import { randomUUID } from "node:crypto"
import type { Core } from "@simplex-chat/core"
import { WebSocket } from "ws"
import { Heartbeat } from "../link/heartbeat.ts"
import { chunkBytes, type ClientMessage, parse, type ServerMessage } from "../protocol/protocol.ts"
import { toWireError } from "@simplex-chat/core/remote"
import { type BufferLimits, EventBuffer } from "./event-buffer.ts"

/** Above this, a client that does not read gets no more events until it does. */
const maxBufferedBytes = 4 * 2 ** 20

/** One client's session, over any number of connections one after the other. */
export class Session {
  #id = randomUUID()
  readonly #core: Core
  readonly #buffer: EventBuffer
  #socket: WebSocket | undefined
  /** The latest event that went to the connection. */
  #sent = 0
  readonly #uploads = new Map<number, { readonly path: string; readonly chunks: Buffer[] }>()

  constructor(core: Core, limits: BufferLimits | undefined) {
    this.#core = core
    this.#buffer = new EventBuffer(limits)
  }

  get id(): string {
    return this.#id
  }

  /** Another client has it from now on: the one before cannot go on, and take it away again. */
  renew(): void {
    this.#id = randomUUID()
  }

  get connected(): boolean {
    return this.#socket !== undefined
  }

  /** The event before the oldest that is kept: where a client that knows none begins. */
  get start(): number {
    return this.#buffer.start
  }

  event(event: string): void {
    this.#buffer.add(event)
    this.#flush()
  }

  closed(): void {
    this.#say({ closed: true })
    this.#socket?.close(1000)
  }

  /**
   * Goes on over this connection; one that was there before is ended.
   *
   * @param after the latest event that the client has
   */
  attach(socket: WebSocket, after: number, heartbeatMs: number | undefined): void {
    this.#socket?.terminate()
    this.#socket = socket
    this.#uploads.clear()
    const heartbeat = new Heartbeat(socket, heartbeatMs)
    socket.on("message", (data, isBinary) => {
      heartbeat.alive()
      const message = isBinary ? undefined : parse<ClientMessage>((data as Buffer).toString("utf8"))
      if (message === undefined || !this.#hear(message)) socket.terminate()
    })
    socket.on("error", () => socket.terminate())
    socket.once("close", () => {
      heartbeat.stop()
      if (this.#socket === socket) this.#socket = undefined
    })
    this.#buffer.acknowledge(after)
    const missed = this.#buffer.hasLost(after)
    // No client has what has not come yet.
    this.#sent = Math.min(Math.max(after, this.#buffer.start), this.#buffer.end)
    this.#say({ welcome: { session: this.#id, missed } })
    this.#flush()
  }

  /** @returns false for what is no message of the protocol */
  #hear(message: ClientMessage): boolean {
    if ("ack" in message) {
      if (!Number.isSafeInteger(message.ack)) return false
      this.#buffer.acknowledge(message.ack)
      this.#flush()
      return true
    }
    if ("bye" in message) {
      this.#socket?.close(1000)
      return true
    }
    if (!("id" in message) || !Number.isSafeInteger(message.id)) return false
    if ("data" in message) return this.#data(message)
    return this.#call(message)
  }

  #call({ id, call, args }: Extract<ClientMessage, { call: unknown }>): boolean {
    if (!Array.isArray(args)) return false
    if (call === "writeFile") {
      this.#uploads.set(id, { path: String(args[0]), chunks: [] })
      return true
    }
    const socket = this.#socket
    const run = this.#run(socket, id, call, args)
    if (run === undefined) return false
    run.then(
      (value) => this.#sayTo(socket, { id, value }),
      (error: unknown) => this.#sayTo(socket, { id, error: toWireError(error) }),
    )
    return true
  }

  #run(
    socket: WebSocket | undefined,
    id: number,
    call: string,
    args: readonly unknown[],
  ): Promise<unknown> | undefined {
    const core = this.#core
    const text = (at: number) => String(args[at])
    const crypto = (at: number) => args[at] as { fileKey: string; fileNonce: string }
    switch (call) {
      case "sendCommand":
        return core.sendCommand(text(0))
      case "encryptFile":
        return core.encryptFile(text(0), text(1))
      case "decryptFile":
        return core.decryptFile(text(0), crypto(1), text(2))
      case "readFile":
        return core.readFile(text(0), crypto(1)).then((data) => this.#sendData(socket, id, data))
      default:
        return undefined
    }
  }

  #data({ id, data, last }: Extract<ClientMessage, { data: unknown; last: boolean }>): boolean {
    const upload = this.#uploads.get(id)
    if (upload === undefined || typeof data !== "string") return false
    upload.chunks.push(Buffer.from(data, "base64"))
    if (!last) return true
    this.#uploads.delete(id)
    const socket = this.#socket
    this.#core.writeFile(upload.path, Buffer.concat(upload.chunks)).then(
      (value) => this.#sayTo(socket, { id, value }),
      (error: unknown) => this.#sayTo(socket, { id, error: toWireError(error) }),
    )
    return true
  }

  /** Sends the bytes in pieces; resolves to how many they were. */
  #sendData(socket: WebSocket | undefined, id: number, bytes: Uint8Array): number {
    for (let at = 0; at < bytes.length; at += chunkBytes) {
      const piece = bytes.subarray(at, at + chunkBytes)
      this.#sayTo(socket, { id, data: Buffer.from(piece).toString("base64") })
    }
    return bytes.length
  }

  /** Sends what the client does not have yet, as long as it reads. */
  #flush(): void {
    while (this.#canSend()) {
      if (this.#buffer.hasLost(this.#sent)) {
        this.#say({ missed: true })
        this.#sent = this.#buffer.start
      }
      const next = this.#buffer.next(this.#sent)
      if (next === undefined) return
      this.#say(next)
      this.#sent = next.seq
    }
  }

  #canSend(): boolean {
    const socket = this.#socket
    return socket?.readyState === WebSocket.OPEN && socket.bufferedAmount < maxBufferedBytes
  }

  #say(message: ServerMessage): void {
    this.#sayTo(this.#socket, message)
  }

  /** An answer goes to the connection that asked, and nowhere when that is gone. */
  #sayTo(socket: WebSocket | undefined, message: ServerMessage): void {
    if (socket !== undefined && socket === this.#socket && socket.readyState === WebSocket.OPEN)
      socket.send(JSON.stringify(message))
  }
}
