/** How the bot ended. */
export interface Stopped {
  /** How many handlers did not finish in time. Their messages come again at the next start. */
  readonly unfinished: number
  /** Why it ended without being asked to, or what failed while it stopped. */
  readonly failure: Error | undefined
  /** With `flush`: how many messages no server has; they are sent at the next start. */
  readonly unsent?: number | undefined
}

/** Where a bot is in its life. `failed`: it has ended without being asked to. */
export type BotState = "new" | "starting" | "running" | "stopping" | "stopped" | "failed"

/** How to stop. */
export interface StopBotOptions {
  /** Whether to wait, within `stopTimeoutMs`, until servers have all that was sent; false when absent. */
  readonly flush?: boolean | undefined
}

/** Whether the bot works. */
export interface Health {
  /** Whether it runs, the database answers, events come, and no chat is held up by a fault. */
  readonly ok: boolean
  /** Whether the database answers. */
  readonly database: boolean
  /** Whether events come from the core: false while receiving fails and is tried again. */
  readonly receiving: boolean
  /** How many chats are held up by a fault. */
  readonly stuck: number
  /** Handlers in flight: those that work and those that wait for messages. */
  readonly working: number
  /** Messages and events that wait in memory for their turn. */
  readonly queued: number
  /**
   * What is not up to date in the core yet, for want of network: `profile`, `address`,
   * `address settings`. The bot works without, and goes on trying. Undefined when nothing is missing.
   */
  readonly pending?: readonly string[] | undefined
}
