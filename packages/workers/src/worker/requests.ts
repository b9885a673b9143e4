import { randomUUID } from "node:crypto"
import { type CallOptions, FileError } from "@simplex-chat/core"
import { fromWireError, PendingCalls } from "@simplex-chat/core/remote"
import type { Connection } from "rabbitmq-client"
import { LastingChannel } from "../broker/lasting-channel.ts"
import { type Crypto, pieceBytes, type Request, type Response } from "../broker/messages.ts"

/** The broker hands what is sent here back to this channel, without a queue. */
const replyTo = "amq.rabbitmq.reply-to"

interface InFlight {
  readonly operation: string
  readonly send: () => void
  /** Pieces of a file, base64. */
  readonly pieces: string[]
}

/** What this worker asks of the host. What has no host to go to waits for one. */
export class Requests {
  readonly #host: string
  readonly #calls = new PendingCalls()
  readonly #inFlight = new Map<number, InFlight>()
  readonly #waiting = new Set<number>()
  readonly #channel: LastingChannel

  /** @param host the queue of the host */
  constructor(connection: Connection, host: string) {
    this.#host = host
    this.#channel = new LastingChannel(connection, {
      onOpen: async (channel) => {
        channel.on("basic.return", ({ correlationId }) => this.#returned(Number(correlationId)))
        await channel.basicConsume({ queue: replyTo, noAck: true }, ({ correlationId, body }) =>
          this.#answered(Number(correlationId), body as Response),
        )
        // The first ones were sent before there was a channel.
        setImmediate(() => this.retry())
      },
      onClose: async () => this.lost(),
    })
  }

  /**
   * Asks the host for something.
   *
   * @throws {ConnectionLostError} when host or connection is lost meanwhile
   */
  call(request: Request, options?: CallOptions): Promise<unknown> {
    return this.#call(request.call, options, () => [request])
  }

  /** @throws {FileError} when the data does not arrive whole */
  async readFile(path: string, crypto: Crypto, options?: CallOptions): Promise<Uint8Array> {
    const request: Request = { call: "readFile", args: [path, crypto] }
    const { size, pieces } = (await this.call(request, options)) as {
      readonly size: number
      readonly pieces: readonly string[]
    }
    const data = Buffer.concat(pieces.map((piece) => Buffer.from(piece, "base64")))
    if (data.length !== size) {
      throw new FileError("readFile", path, "the data did not arrive whole")
    }
    return data
  }

  writeFile(path: string, data: Uint8Array, options?: CallOptions): Promise<unknown> {
    const bytes = Buffer.from(data)
    return this.#call("writeFile", options, () => piecesOf(path, bytes))
  }

  /** Sends what had no host to go to. */
  retry(): void {
    for (const id of this.#waiting) {
      if (this.#channel.current === undefined) return
      this.#waiting.delete(id)
      this.#inFlight.get(id)?.send()
    }
  }

  /** The host, or the connection, is gone: what was sent may have been carried out. */
  lost(): void {
    this.#calls.lost()
  }

  /** What is in flight has failed. */
  end(): void {
    this.#calls.closed()
  }

  close(): Promise<void> {
    return this.#channel.close()
  }

  /** Resolves when nothing is in flight. */
  idle(): Promise<void> {
    return this.#calls.idle()
  }

  #call(
    operation: string,
    options: CallOptions | undefined,
    make: () => Request[],
  ): Promise<unknown> {
    const { id, answer } = this.#calls.add(operation, options)
    const send = () => this.#send(id, make())
    this.#inFlight.set(id, { operation, send, pieces: [] })
    const forget = () => {
      this.#inFlight.delete(id)
      this.#waiting.delete(id)
    }
    void answer.then(forget, forget)
    if (this.#channel.current === undefined) this.#waiting.add(id)
    else send()
    return answer
  }

  #send(id: number, requests: readonly Request[]): void {
    const channel = this.#channel.current
    if (channel === undefined) {
      this.#waiting.add(id)
      return
    }
    this.#calls.sent(id)
    const envelope = {
      routingKey: this.#host,
      mandatory: true,
      replyTo,
      correlationId: String(id),
      contentType: "application/json",
    }
    for (const request of requests) {
      // A channel that closes says so by itself.
      channel.basicPublish(envelope, Buffer.from(JSON.stringify(request))).catch(() => {})
    }
  }

  /** There is no host: it has not been carried out. */
  #returned(id: number): void {
    if (!this.#inFlight.has(id)) return
    this.#calls.returned(id)
    this.#waiting.add(id)
  }

  #answered(id: number, response: Response): void {
    const inFlight = this.#inFlight.get(id)
    if (inFlight === undefined) return
    const { operation, pieces } = inFlight
    if ("data" in response) pieces.push(response.data)
    else if ("error" in response) {
      this.#calls.reject(id, fromWireError(operation, response.error))
    } else if (operation === "readFile") {
      this.#calls.resolve(id, { size: Number(response.value), pieces })
    } else this.#calls.resolve(id, response.value)
  }
}

function piecesOf(path: string, bytes: Buffer): Request[] {
  const upload = randomUUID()
  const count = Math.max(1, Math.ceil(bytes.length / pieceBytes))
  return Array.from({ length: count }, (_, index): Request => {
    const piece = bytes.subarray(index * pieceBytes, (index + 1) * pieceBytes)
    return {
      call: "writeFile",
      args: [path],
      upload,
      data: piece.toString("base64"),
      isLast: index === count - 1,
    }
  })
}
