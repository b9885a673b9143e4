import type { Core } from "@simplex-chat/api"
import { ConfigurationError } from "../errors.ts"
import type { BotOptions } from "./options.ts"

/** Cores on which a bot runs, or has run: stopping a bot closes its core. */
const claimed = new WeakSet<Core>()

/**
 * Marks an open core as this bot's: of two bots on one core, only one would receive anything.
 *
 * @throws {ConfigurationError} when another bot has it
 */
export function claimCore(db: BotOptions["db"]): void {
  if (!("sendCommand" in db)) return
  if (claimed.has(db)) {
    throw new ConfigurationError("db", "another bot uses this core; open a core for each bot")
  }
  claimed.add(db)
}
