import type { InboxOptions } from "../inbox/inbox.ts"
import { currentRun } from "../scheduling/handler-run.ts"
import type { RepeatLimits } from "../messages/repeat-guard.ts"
import type { BotOptions } from "./options.ts"

type Sizes = Pick<InboxOptions, "queueSize" | "memorySize" | "eventsSize">

/** What the options of the bot say, or their defaults, and how much waits in memory. */
export const limitsOf = (
  {
    concurrency = 16,
    handlerTimeoutMs = 600_000,
    askTimeoutMs = 3_600_000,
  }: Pick<BotOptions, "concurrency" | "handlerTimeoutMs" | "askTimeoutMs">,
  sizes: Sizes,
) => ({ concurrency, handlerTimeoutMs, askTimeoutMs, liveIdleMs: 600_000, ...sizes })

/** How much counts as a loop of bots that answer each other. */
export const repeatLimitsOf = ({
  maxRepeats = 20,
  maxExchanges = 50 * maxRepeats,
}: Pick<BotOptions, "maxRepeats" | "maxExchanges">): RepeatLimits => ({
  maxRepeats,
  maxExchanges,
  answering: () => currentRun.getStore()?.answering,
})
