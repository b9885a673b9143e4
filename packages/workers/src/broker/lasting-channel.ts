import { setImmediate as turn, setTimeout as sleep } from "node:timers/promises"
import { aborted } from "node:util"
import type { Channel, Connection } from "rabbitmq-client"

const firstPauseMs = 200
const longestPauseMs = 5_000

export interface LastingChannelCallbacks {
  /** The channel is there, for the first time or again: declares and consumes. */
  onOpen(channel: Channel): Promise<void>
  /** The channel is gone. The next one is opened when this resolves. */
  onClose?(): Promise<void>
  /** It could not be opened; it is tried again. */
  onFailure?(error: unknown): void
}

/** A channel, and the promise that resolves when it is gone. */
export interface OpenChannel {
  readonly channel: Channel
  readonly closed: Promise<void>
}

/** A channel that is opened again when it is gone. */
export class LastingChannel {
  readonly #connection: Pick<Connection, "acquire">
  readonly #callbacks: LastingChannelCallbacks
  readonly #stop = new AbortController()
  readonly #running: Promise<void>
  /** Open, and perhaps still being set up. */
  #open: OpenChannel | undefined
  /** Open and set up: before that, a question has no place for its answer, and nothing is confirmed. */
  #ready: OpenChannel | undefined
  #waiting: ((open: OpenChannel) => void)[] = []

  constructor(connection: Pick<Connection, "acquire">, callbacks: LastingChannelCallbacks) {
    this.#connection = connection
    this.#callbacks = callbacks
    this.#running = this.#run()
  }

  /** The channel, if it is set up. */
  get current(): Channel | undefined {
    return this.#ready?.channel.active === true ? this.#ready.channel : undefined
  }

  /** The channel, as soon as it is set up. Waits forever once it is closed. */
  ready(): Promise<OpenChannel> {
    if (this.#ready?.channel.active === true) return Promise.resolve(this.#ready)
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  async close(): Promise<void> {
    this.#stop.abort()
    await this.#end()
    await this.#running
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop
    let failures = 0
    while (!signal.aborted) {
      try {
        const channel = await this.#acquire()
        if (channel === undefined) return
        const closed = new Promise<void>((resolve) => channel.once("close", resolve))
        const open = { channel, closed }
        this.#open = open
        // A consumer that the broker ends, as when its queue is deleted, leaves its channel open.
        channel.on("basic.cancel", () => void this.#end())
        // A request that was sent as the connection broke may never be answered. One that was refused
        // rejects with the reason, at the same time.
        await Promise.race([this.#callbacks.onOpen(channel), closed.then(() => turn()).then(fail)])
        failures = 0
        this.#ready = open
        for (const resolve of this.#waiting.splice(0)) resolve(open)
        await closed
      } catch (error) {
        await this.#end()
        if (signal.aborted) return
        this.#callbacks.onFailure?.(error)
        const ms = Math.min(firstPauseMs * 2 ** failures++, longestPauseMs)
        await sleep(ms, undefined, { signal }).catch(() => {})
      }
      this.#open = undefined
      this.#ready = undefined
      await this.#callbacks
        .onClose?.()
        .catch((error: unknown) => this.#callbacks.onFailure?.(error))
    }
  }

  /** Undefined once it is to be closed: without a broker, a channel is long in coming. */
  async #acquire(): Promise<Channel | undefined> {
    const { signal } = this.#stop
    const acquiring = this.#connection.acquire()
    const channel = await Promise.race([acquiring, aborted(signal, this)])
    if (channel !== undefined && !signal.aborted) return channel
    void acquiring.then((late) => late.close()).catch(() => {})
    return undefined
  }

  /**
   * Closes the channel. rabbitmq-client's `close` never resolves when the connection breaks just after
   * it was called: what it waits for is set up only after everything that waits was rejected.
   */
  async #end(): Promise<void> {
    if (this.#open === undefined) return
    const { channel, closed } = this.#open
    await Promise.race([channel.close().catch(() => {}), closed])
  }
}

function fail(): never {
  throw new Error("the channel is closed")
}
