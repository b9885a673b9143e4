import type { T } from "@simplex-chat/types"

/** A chat as commands name it: `@4`, `#1`. Each person has numbers of their own. */
export type ChatRef = string

/** Everything that the page shows, but the chats. */
export interface State {
  readonly bot: BotInfo
  readonly people: readonly PersonInfo[]
  readonly time: Time
  readonly faults: Faults
  /** What was done so far, oldest first. */
  readonly steps: readonly Step[]
  /** What chance is drawn from. */
  readonly seed: number
}

export interface BotInfo {
  readonly file: string
  readonly status: "starting" | "running" | "stopped" | "failed"
  /** Its display name, once it has started. */
  readonly name?: string | undefined
  readonly address?: string | undefined
  /** Why it failed. */
  readonly problem?: string | undefined
}

export interface PersonInfo {
  /** The name of the person's core; it never changes. */
  readonly id: string
  /** The display name. */
  readonly name: string
  readonly isYou: boolean
  readonly offline: boolean
}

export interface Chat {
  readonly ref: ChatRef
  readonly info: T.ChatInfo
  /** Oldest first. */
  readonly items: readonly T.ChatItem[]
  readonly unread: number
}

export interface Time {
  /** The network's time when this was sent. */
  readonly nowMs: number
  /** Whether the network's clock goes on with that of this machine. */
  readonly running: boolean
  /** Whether deliveries wait for steps. */
  readonly paused: boolean
  /** What is under way. */
  readonly pending: readonly Pending[]
}

/** Something on its way through the network. */
export interface Pending {
  readonly id: number
  readonly from: string
  /** The core that it will happen to. */
  readonly to: string
  /** `messages`, `receipt`, `sent`, `upload`, ... */
  readonly kind: string
  /** Whether it can happen now, or waits: for a time, or for someone who is offline. */
  readonly ready: boolean
  /** Not before this time of the network. */
  readonly notBeforeMs: number
}

/** What goes wrong. Shares go from 0 (never) to 1 (always). */
export interface Faults {
  readonly delay: number
  readonly maxDelayMs: number
  readonly drop: number
  readonly duplicate: number
  readonly reorder: number
  readonly serversDown: boolean
  /** Whether the bot itself is off the network. */
  readonly botOffline: boolean
  /** Whether the bot is killed in the middle of its next message. */
  readonly killInReply: boolean
}

/** One thing that was done. The run can go back to the moment right after it. */
export interface Step {
  readonly id: number
  /** The network's time. */
  readonly atMs: number
  /** The person who did it; absent for what was done to the network or the bot. */
  readonly person?: string | undefined
  /** In words: `says "7"`. */
  readonly text: string
}
