import { ChatApi, SharedCore } from "@simplex-chat/api"
import { within } from "@simplex-chat/core"
import type { BotDatabase } from "../bot/database.ts"
import { isOwnDatabase } from "../bot/database.ts"
import { fileFolders, setFileFolders } from "../bot/file-folders.ts"
import { logError, type Logger } from "../bot/logging.ts"
import { openWith } from "../bot/open-api.ts"
import type { WantedUser } from "../bot/shared-user.ts"
import { ConfigurationError } from "../errors.ts"
import { KeyedMutex } from "../scheduling/keyed-mutex.ts"
import type { BotsOptions } from "./bots-options.ts"
import { BotUser } from "./bot-user.ts"
import { findUser } from "./find-user.ts"

/** How long a start of the chat waits for bots that are still being made, in milliseconds. */
const waitMs = 5000

interface Opening {
  readonly logger: Logger
  /** Gives up while the database is being opened. */
  readonly signal: AbortSignal
}

/** The core that bots share, each as a user of its own. */
export class SharedDatabase {
  readonly isOpenedHere: boolean
  readonly #shared: SharedCore
  readonly #host: ChatApi
  /** Those of bots that start or run. */
  readonly #users = new Set<BotUser>()
  readonly #claims = new KeyedMutex()
  #started: Promise<void> | undefined

  private constructor(shared: SharedCore, host: ChatApi, db: BotDatabase) {
    this.#shared = shared
    this.#host = host
    this.isOpenedHere = isOwnDatabase(db)
  }

  /**
   * Opens the core.
   *
   * @throws {ConfigurationError} when the folders for files cannot be made
   * @throws {CoreError} as `ChatApi.init` does
   */
  static async open(
    db: BotDatabase,
    options: BotsOptions,
    { logger, signal }: Opening,
  ): Promise<SharedDatabase> {
    const { confirmMigrations, filesFolder, tempFolder } = options
    const shared = await openWith({ db, confirmMigrations }, logger, (core) =>
      SharedCore.open(core, { signal }),
    )
    const host = await ChatApi.init(shared)
    host.onError((error) => logError(logger, {}, error, "the core of the bots reports an error"))
    try {
      const folders = fileFolders({ db, filesFolder, tempFolder })
      if (folders !== undefined) await setFileFolders(host, folders)
    } catch (error) {
      await host.close().catch(() => {})
      throw error
    }
    return new SharedDatabase(shared, host, db)
  }

  /** The core for one start of one bot. */
  user(): BotUser {
    const user = new BotUser(this.#shared, this)
    this.#users.add(user)
    return user
  }

  /** A bot does not run on it any more. */
  async release(user: BotUser): Promise<void> {
    this.#users.delete(user)
    await user.close({ timeoutMs: 0 })
  }

  async claim(user: BotUser, wanted: WantedUser): Promise<void> {
    await this.#claims.run("users", () => this.#choose(user, wanted))
    user.settle()
    await this.#start()
  }

  /** Stops the chat and closes the core. */
  async close(): Promise<void> {
    await this.#host.close()
  }

  async #choose(user: BotUser, wanted: WantedUser): Promise<void> {
    const users = (await this.#host.apiListUsers()).map((listed) => listed.user)
    const taken = new Set([...this.#users].map(({ userId }) => userId))
    const free = users.filter(({ userId }) => !taken.has(userId))
    const found = findUser(free, wanted)
    if (found !== undefined) return user.use(found.userId)
    const { displayName } = wanted
    if (users.some(({ profile }) => profile.displayName === displayName)) {
      const problem = "another bot on this core has this name; give each bot a name of its own"
      throw new ConfigurationError("profile.displayName", problem)
    }
    await wanted.make()
  }

  /**
   * Starts the chat once those who start together have their users, so that each gets what the core
   * has to say from the beginning. The core refuses to switch between users before (`chatNotStarted`).
   */
  #start(): Promise<void> {
    this.#started ??= this.#startChat().catch((error: unknown) => {
      this.#started = undefined
      throw error
    })
    return this.#started
  }

  async #startChat(): Promise<void> {
    const all = Promise.all([...this.#users].map(({ settled }) => settled))
    // A bot that is long in the making, or fails in it, does not hold up the others.
    await within(all, { timeoutMs: waitMs }, () => new Error("late")).catch(() => {})
    await this.#host.startChat()
  }
}
