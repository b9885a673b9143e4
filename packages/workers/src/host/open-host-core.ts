import type { BotOptions } from "@simplex-chat/bot"
import { connectRemote } from "@simplex-chat/bot/hosting"
import type { Core } from "@simplex-chat/core"
import { openCore } from "@simplex-chat/core-ffi"

/** Opens the database of a bot, unless it is an open core, or one in another process. */
export async function openHostCore({ db, confirmMigrations }: BotOptions): Promise<Core> {
  if ("sendCommand" in db) return db
  if ("url" in db) return connectRemote(db)
  return openCore(confirmMigrations === undefined ? db : { ...db, confirmMigrations })
}
