import type { CallOptions } from "@simplex-chat/core"
import { fromWireError, PendingCalls } from "@simplex-chat/core/remote"
import type { Connection } from "rabbitmq-client"
import { LastingChannel } from "../broker/lasting-channel.ts"
import type { Crypto, Request, Response } from "../broker/messages.ts"
import { type Parcel, Parcels, sendParcel } from "../broker/parcels.ts"

/** The broker hands what is sent here back to this channel, without a queue. */
const replyTo = "amq.rabbitmq.reply-to"

interface InFlight {
  readonly request: Request
  readonly data: Uint8Array | undefined
  /** How often it was sent: what comes back is of this time or of an earlier one. */
  attempts: number
}

/** What this worker asks of the host. What has no host to go to waits for one. */
export class Requests {
  readonly #host: string
  readonly #calls = new PendingCalls()
  readonly #inFlight = new Map<number, InFlight>()
  readonly #waiting = new Set<number>()
  readonly #parcels = new Parcels()
  readonly #channel: LastingChannel

  /**
   * @param host the queue of the host
   * @param onSign the host has sent something: an answer, or a piece of one
   */
  constructor(connection: Pick<Connection, "acquire">, host: string, onSign?: () => void) {
    this.#host = host
    this.#channel = new LastingChannel(connection, {
      onOpen: async (channel) => {
        this.#parcels.clear()
        channel.on("basic.return", ({ correlationId = "" }) => this.#returned(correlationId))
        await channel.basicConsume({ queue: replyTo, noAck: true }, (message) => {
          onSign?.()
          const { correlationId = "" } = message
          const parcel = this.#parcels.take(correlationId, message)
          if (parcel !== undefined) this.#answered(correlationId, parcel)
        })
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
  async call(request: Request, options?: CallOptions, data?: Uint8Array): Promise<unknown> {
    const { json } = await this.#call(request, options, data)
    return (json as { readonly value: unknown }).value
  }

  async readFile(path: string, crypto: Crypto, options?: CallOptions): Promise<Uint8Array> {
    const { data } = await this.#call({ call: "readFile", args: [path, crypto] }, options)
    return data ?? new Uint8Array()
  }

  /** Sends what had no host to go to. */
  retry(): void {
    for (const id of this.#waiting) {
      if (this.#channel.current === undefined) return
      this.#waiting.delete(id)
      this.#send(id)
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

  #call(request: Request, options?: CallOptions, data?: Uint8Array): Promise<Parcel> {
    const { id, answer } = this.#calls.add(request.call, options)
    // Copied, as the interface promises: it may be sent later.
    const copy = data === undefined ? undefined : Uint8Array.from(data)
    this.#inFlight.set(id, { request, data: copy, attempts: 0 })
    const forget = () => {
      this.#inFlight.delete(id)
      this.#waiting.delete(id)
    }
    void answer.then(forget, forget)
    this.#send(id)
    return answer as Promise<Parcel>
  }

  #send(id: number): void {
    const inFlight = this.#inFlight.get(id)
    const channel = this.#channel.current
    if (inFlight === undefined) return
    if (channel === undefined) {
      this.#waiting.add(id)
      return
    }
    this.#calls.sent(id)
    const { request: json, data } = inFlight
    const correlationId = `${id} ${++inFlight.attempts}`
    const envelope = { routingKey: this.#host, mandatory: true, replyTo, correlationId }
    // A channel that closes says so by itself.
    sendParcel(channel, envelope, { json, data }).catch(() => {})
  }

  /** There is no host: it has not been carried out. */
  #returned(correlationId: string): void {
    const id = this.#idOf(correlationId)
    if (id === undefined) return
    this.#calls.returned(id)
    this.#waiting.add(id)
  }

  #answered(correlationId: string, parcel: Parcel): void {
    const id = this.#idOf(correlationId)
    if (id === undefined) return
    const response = parcel.json as Response
    const operation = this.#inFlight.get(id)?.request.call ?? ""
    if ("error" in response) this.#calls.reject(id, fromWireError(operation, response.error))
    else this.#calls.resolve(id, parcel)
  }

  /** The number of a call that was sent for the last time with this text. */
  #idOf(correlationId: string): number | undefined {
    const [id = 0, attempt] = correlationId.split(" ").map(Number)
    return this.#inFlight.get(id)?.attempts === attempt ? id : undefined
  }
}
