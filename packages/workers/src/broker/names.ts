import { createHash } from "node:crypto"
import { ConfigurationError } from "@simplex-chat/bot"
import type { ChatKey } from "@simplex-chat/bot/hosting"

/** The names of a bot's queues and exchanges: bots on one broker do not see each other's. */
export interface Names {
  /** Takes the commands of workers. Exclusive: there is one host. */
  readonly host: string
  /** Events for the apis of all workers, and signs of life of the host. */
  readonly events: string
  /** Signs of life of the workers. */
  readonly workers: string
  /** Remembers how many partitions there are; see `claimPartitionCount`. */
  readonly partitions: string
  /** Takes the messages that are set aside: those that no worker could handle. */
  readonly aside: string
  /** The queue of a partition of the chats. */
  readonly partition: (partition: number) => string
}

/**
 * @param name letters, digits, `.`, `_` and `-`
 * @throws {ConfigurationError}
 */
export function namesOf(name: string): Names {
  if (typeof name !== "string" || !/^[\w.-]{1,100}$/.test(name)) {
    const problem = "must be 1 to 100 letters, digits, dots, underscores and hyphens"
    throw new ConfigurationError("name", problem)
  }
  const prefix = `simplex.${name}`
  return {
    host: `${prefix}.host`,
    events: `${prefix}.events`,
    workers: `${prefix}.workers`,
    partitions: `${prefix}.partitions`,
    aside: `${prefix}.aside`,
    partition: (partition) => `${prefix}.partition.${partition}`,
  }
}

/** The partition of a chat. All of a group, its support chats included, is in one. */
export function partitionOf(chat: ChatKey, partitions: number): number {
  return hash(chat.split(":", 2).join(":")) % partitions
}

/**
 * How much a worker wants a partition, from 0 to 999. Each partition has another order of workers, so
 * that the load spreads, and moves only in part when a worker comes or goes.
 */
export function priorityOf(partition: number, worker: string): number {
  return hash(`${partition} ${worker}`) % 1000
}

const hash = (text: string): number => createHash("sha256").update(text).digest().readUInt32BE()
