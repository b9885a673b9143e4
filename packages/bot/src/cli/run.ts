import type { Bot } from "../bot/bot.ts"
import type { BotDatabase } from "../bot/database.ts"
import type { BotOptions } from "../bot/options.ts"
import { setBotLauncher } from "../launcher.ts"
import type { Bots, BotsOptions } from "../bots/index.ts"
import { existingFile } from "./bot-of.ts"
import { CommandLineError } from "./command-line-error.ts"
import { explainUncaught } from "./file-errors.ts"
import { MadeBots } from "./made-bots.ts"
import { readToken } from "./core-token.ts"
import { databaseAt, type KeyFlags, replaced } from "./database-key.ts"
import { runFile } from "./run-file.ts"
import { serveProbes } from "./serve-probes.ts"

export interface RunFlags extends KeyFlags {
  /** A `filePrefix`, in place of the database that the file names. */
  readonly db?: string
  /** The address of a core in another process, instead of a database. */
  readonly core?: string
  /** The file with the token of that core. */
  readonly tokenFile?: string
  /** Where to serve probes. */
  readonly http?: string
}

/** `simplex-bot run FILE`: as `bot.run()` does, which sets the exit code. */
export async function run(file: string, flags: RunFlags): Promise<number> {
  const path = existingFile(file)
  const change = await changeOf(flags)
  const made = new MadeBots()
  explainUncaught(path, made)
  setBotLauncher({
    fileFor: (path) => path,
    adoptBots: (bots, options) => {
      made.group = bots as Bots
      const { db } = options as BotsOptions
      if (db === undefined && (flags.db ?? flags.core) !== undefined) {
        const problem =
          "the bots of this file have databases of their own: run it without --db and --core"
        throw new CommandLineError(problem)
      }
      return db === undefined || "sendCommand" in db ? options : { ...options, db: change(db) }
    },
    adopt: (bot, options) => {
      made.add(bot as Bot)
      // Each of `Bots` has its own, or the one that they share.
      if (made.group !== undefined) return options
      // A core that the file has opened itself stays: it is not named, it is there.
      const isOpen = "sendCommand" in (options as unknown as BotOptions).db
      return isOpen ? options : { ...options, db: change((options as unknown as BotOptions).db) }
    },
  })
  // Before anything is created: an address that is in use ends it.
  const served =
    flags.http === undefined ? undefined : await serveProbes(flags.http, () => made.whole)
  try {
    await runFile(path, made, { db: change({ filePrefix: "data/bot" }) })
  } finally {
    await served?.close()
  }
  return 0
}

/** What becomes of the database that the bot names. */
async function changeOf(flags: RunFlags): Promise<(own: BotDatabase) => BotDatabase> {
  const { core, db, tokenFile } = flags
  if (core !== undefined) {
    const remote = { url: core, token: await readToken(tokenFile) }
    return () => remote
  }
  const { filePrefix: _, ...key } = await databaseAt("", flags)
  const given = db === undefined ? key : { filePrefix: db, ...key }
  return (own) => replaced(own, given)
}
