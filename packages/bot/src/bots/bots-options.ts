import { checkObject } from "../checks.ts"
import type { BotDatabase } from "../bot/database.ts"
import type { LogLevel, Logger } from "../bot/logging.ts"
import type { BotOptions } from "../bot/options.ts"
import { ConfigurationError } from "../errors.ts"

/** How several bots run in one process. */
export interface BotsOptions extends Pick<
  BotOptions,
  "confirmMigrations" | "filesFolder" | "tempFolder"
> {
  /**
   * The core that the bots share, each as a user of its own: as the `db` of a bot. Left out when each bot
   * has its own.
   */
  readonly db?: BotDatabase | undefined
  /** Where the bots log, unless they say otherwise; as the `logging` of a bot. */
  readonly logging?: LogLevel | "silent" | Logger | undefined
  /**
   * The folder in which each bot on `db` keeps its state and its files; with a SQLite database, its
   * `filePrefix` with `_bots` when absent. Without it, bots on other databases forget with their process
   * what they have handled.
   */
  readonly stateFolder?: string | undefined
}

/** What a function that makes a bot is given, to be passed on to `new Bot`. */
export interface GivenToBot {
  /** The core that the bots share, as a user of its own. */
  readonly db: BotDatabase
  readonly logging: LogLevel | "silent" | Logger
  /** The state file of this bot. */
  readonly stateFile?: string | undefined
  /** The folder for files that this bot receives. */
  readonly filesFolder?: string | undefined
}

const kinds: Readonly<Record<keyof BotsOptions, readonly string[]>> = {
  db: ["object"],
  logging: ["string", "object"],
  stateFolder: ["string"],
  confirmMigrations: ["string"],
  filesFolder: ["string"],
  tempFolder: ["string"],
}

/** @throws {ConfigurationError} for the first mistake, with what to do */
export function checkBotsOptions(options: BotsOptions): void {
  checkObject(options)
  for (const [name, value] of Object.entries(options) as [string, unknown][]) {
    const allowed = kinds[name as keyof BotsOptions] as readonly string[] | undefined
    if (allowed === undefined) {
      const problem = `there is no such option; the options are ${Object.keys(kinds).join(", ")}`
      throw new ConfigurationError(name, problem)
    }
    if (value === undefined) continue
    if (value === null || !allowed.includes(typeof value))
      throw new ConfigurationError(name, `must be ${allowed.join(" or ")}`)
    if (value === "") throw new ConfigurationError(name, "must not be empty")
  }
}

/**
 * A name is the name of files, too.
 *
 * @throws {ConfigurationError} when it is none, or taken
 */
export function checkName(name: unknown, taken: Iterable<string>): asserts name is string {
  if (typeof name !== "string" || !/^[A-Za-z0-9][\w-]{0,49}$/.test(name)) {
    const problem =
      "must have up to 50 letters, digits, - and _: files of the bot are named after it"
    throw new ConfigurationError("name", problem)
  }
  // Some file systems do not distinguish case.
  const other = [...taken].find((one) => one.toLowerCase() === name.toLowerCase())
  if (other !== undefined) throw new ConfigurationError("name", `there is a bot ${other} already`)
}
