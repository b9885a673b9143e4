import { setTimeout as sleep } from "node:timers/promises"
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

/** A channel that is opened again when it is gone. */
export class LastingChannel {
  readonly #connection: Connection
  readonly #callbacks: LastingChannelCallbacks
  readonly #stop = new AbortController()
  readonly #running: Promise<void>
  #channel: Channel | undefined
  #waiting: ((channel: Channel) => void)[] = []

  constructor(connection: Connection, callbacks: LastingChannelCallbacks) {
    this.#connection = connection
    this.#callbacks = callbacks
    this.#running = this.#run()
  }

  /** The channel, if it is open. */
  get current(): Channel | undefined {
    return this.#channel?.active === true ? this.#channel : undefined
  }

  /** The channel, as soon as it is open. Waits forever once it is closed. */
  ready(): Promise<Channel> {
    const { current } = this
    if (current !== undefined) return Promise.resolve(current)
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  async close(): Promise<void> {
    this.#stop.abort()
    await this.#channel?.close().catch(() => {})
    await this.#running
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop
    let failures = 0
    while (!signal.aborted) {
      try {
        const channel = await this.#connection.acquire()
        const closed = new Promise<void>((resolve) => channel.once("close", resolve))
        if (signal.aborted) {
          await channel.close()
          return
        }
        this.#channel = channel
        // A consumer that the broker ends, as when its queue is deleted, leaves its channel open.
        channel.on("basic.cancel", () => void channel.close())
        await this.#callbacks.onOpen(channel)
        failures = 0
        for (const resolve of this.#waiting.splice(0)) resolve(channel)
        await closed
      } catch (error) {
        await this.#channel?.close().catch(() => {})
        if (signal.aborted) return
        this.#callbacks.onFailure?.(error)
        const ms = Math.min(firstPauseMs * 2 ** failures++, longestPauseMs)
        await sleep(ms, undefined, { signal }).catch(() => {})
      }
      this.#channel = undefined
      await this.#callbacks.onClose?.()
    }
  }
}
