import type { Bot } from "../bot/bot.ts"
import type { BotDatabase } from "../bot/database.ts"
import type { BotOptions } from "../bot/options.ts"
import { setBotLauncher } from "../launcher.ts"
import { existingFile } from "./bot-of.ts"
import { MadeBots } from "./made-bots.ts"
import { readToken } from "./core-token.ts"
import { runFile } from "./run-file.ts"

export interface RunFlags {
  /** A `filePrefix`, in place of the database that the file names. */
  readonly db?: string
  /** The address of a core in another process, in place of a database. */
  readonly core?: string
  /** The file with the token of that core. */
  readonly tokenFile?: string
}

/** `simplex-bot run FILE`: as `bot.run()` does, which sets the exit code. */
export async function run(file: string, flags: RunFlags): Promise<number> {
  const path = existingFile(file)
  const db = await databaseOf(flags)
  const made = new MadeBots()
  setBotLauncher({
    fileFor: (path) => path,
    adopt: (bot, options) => {
      made.add(bot as Bot)
      // A core that the file has opened itself stays: it is not named, it is there.
      const isOpen = "sendCommand" in (options as unknown as BotOptions).db
      return db === undefined || isOpen ? options : { ...options, db }
    },
  })
  await runFile(path, made, { db: db ?? { filePrefix: "data/bot" } })
  return 0
}

/** Undefined when the bot's own database is meant. */
async function databaseOf({ db, core, tokenFile }: RunFlags): Promise<BotDatabase | undefined> {
  if (core !== undefined) return { url: core, token: await readToken(tokenFile) }
  return db === undefined ? undefined : { filePrefix: db }
}
