// For packages that run the bot of one file in several processes, such as @simplex-chat/workers.
export { chatKey, type ChatKey } from "../messages/chat-key.ts"
export type { Checkpoint, CheckpointStore } from "../checkpoints/checkpoint.ts"
export { MemoryCheckpoints } from "../checkpoints/memory-checkpoints.ts"
export type { IdRange } from "../checkpoints/id-ranges.ts"
export { forwardingBot } from "./forwarding-bot.ts"
export { checkBot, checkOptions } from "../checks.ts"
export { checkKey } from "../state/storage.ts"
export { connectRemote } from "../bot/database.ts"
export {
  installedMetrics,
  type Metrics,
  parseAddress,
  type ServedHttp,
  serveHttp,
} from "../http/index.ts"
export { runInProcess } from "../bot/run-in-process.ts"
export type { Hosted, HostedCore, Receiver } from "../bot/hosted-core.ts"
