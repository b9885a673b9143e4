import type { Connection } from "rabbitmq-client"
import { LastingChannel } from "../broker/lasting-channel.ts"
import { aliveEveryMs, goneAfterMs, type WorkerSign } from "../broker/messages.ts"
import type { Names } from "../broker/names.ts"
import { subscribe } from "../broker/queues.ts"
import type { Partition } from "./partition.ts"

/**
 * Knows the other workers. The broker would let a worker that comes have its partitions as soon as all
 * messages there are acknowledged, which can take as long as a conversation: so they are handed over.
 */
export class Workers {
  readonly #names: Names
  readonly #own: string
  readonly #partitions: readonly Partition[]
  readonly #channel: LastingChannel
  /** When each was last heard of. */
  readonly #others = new Map<string, number>()
  readonly #timer: NodeJS.Timeout

  constructor(connection: Connection, names: Names, own: string, partitions: readonly Partition[]) {
    this.#names = names
    this.#own = own
    this.#partitions = partitions
    this.#channel = new LastingChannel(connection, {
      onOpen: async (channel) => {
        await subscribe(channel, names.workers, (sign) => this.#hear(sign as WorkerSign))
        // Others hand over what this one can take at once.
        await Promise.all(partitions.map((partition) => partition.ready()))
        setImmediate(() => this.#say())
      },
    })
    this.#timer = setInterval(() => this.#say(), aliveEveryMs).unref()
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#channel.close()
  }

  #say(): void {
    const sign: WorkerSign = { worker: this.#own }
    const envelope = { exchange: this.#names.workers, contentType: "application/json" }
    this.#channel.current?.basicPublish(envelope, Buffer.from(JSON.stringify(sign))).catch(() => {})
  }

  #hear({ worker }: WorkerSign): void {
    if (worker === this.#own) return
    const now = performance.now()
    const last = this.#others.get(worker) ?? -Infinity
    this.#others.set(worker, now)
    if (now - last < goneAfterMs) return
    const wanted = this.#partitions.filter(
      (partition) => partition.priorityOf(worker) > partition.priorityOf(this.#own),
    )
    for (const partition of wanted) void partition.handOver().catch(() => {})
  }
}
