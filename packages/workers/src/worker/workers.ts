import type { Connection } from "rabbitmq-client"
import { LastingChannel } from "../broker/lasting-channel.ts"
import { aliveEveryMs, type WorkerSign } from "../broker/messages.ts"
import type { Names } from "../broker/names.ts"
import { subscribe } from "../broker/queues.ts"
import type { Partition } from "./partition.ts"

/**
 * Knows the other workers. The broker lets a worker that comes have its partitions as soon as all
 * messages there are acknowledged, which can take as long as a conversation, and brings the others
 * nothing more until then: so they hand over. A worker says again and again what it consumes, since
 * consumers come and go with connections, channels and the broker, and any one sign can be missed.
 */
export class Workers {
  readonly #exchange: string
  readonly #own: string
  readonly #partitions: readonly Partition[]
  readonly #channel: LastingChannel
  readonly #timer: NodeJS.Timeout
  #isSoon = false

  constructor(connection: Connection, names: Names, own: string, partitions: readonly Partition[]) {
    this.#exchange = names.workers
    this.#own = own
    this.#partitions = partitions
    this.#channel = new LastingChannel(connection, {
      onOpen: async (channel) => {
        await subscribe(channel, names.workers, (sign) => this.#hear(sign as WorkerSign))
        this.sayNow()
      },
    })
    this.#timer = setInterval(() => this.#say(), aliveEveryMs).unref()
  }

  /** A partition is consumed since now: others hand it over at once. */
  sayNow(): void {
    if (this.#isSoon) return
    this.#isSoon = true
    // Many begin at once.
    setImmediate(() => {
      this.#isSoon = false
      this.#say()
    })
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#channel.close()
  }

  #say(): void {
    const consuming = this.#partitions.flatMap(({ isConsuming, number }) =>
      isConsuming ? [number] : [],
    )
    const sign: WorkerSign = { worker: this.#own, consuming }
    const envelope = { exchange: this.#exchange, contentType: "application/json" }
    this.#channel.current?.basicPublish(envelope, Buffer.from(JSON.stringify(sign))).catch(() => {})
  }

  #hear({ worker, consuming }: WorkerSign): void {
    if (worker === this.#own) return
    for (const number of consuming) this.#partitions[number]?.yieldTo(worker)
  }
}
