import { ChatApi, type ChatApiOptions } from "@simplex-chat/api"
import type { Core, PostgresDatabase, SqliteDatabase } from "@simplex-chat/core"
import { type BotDatabase, connectRemote, isOwnDatabase } from "./database.ts"
import type { Logger } from "./logging.ts"
import type { BotOptions } from "./options.ts"

interface Opening {
  readonly db: BotDatabase
  readonly confirmMigrations?: BotOptions["confirmMigrations"]
}

interface OpenApiParts {
  readonly logger: Logger
  readonly signal: AbortSignal
  readonly onCommand: ChatApiOptions["onCommand"]
}

/** Opens the database for one bot; throws as {@link openWith}. */
export const openApi = (
  options: Opening,
  { logger, signal, onCommand }: OpenApiParts,
): Promise<ChatApi> => openWith(options, logger, (db) => ChatApi.init(db, { signal, onCommand }))

/**
 * Opens the database. One of an older version is upgraded where `confirmMigrations` says so, and the log
 * says it before: older versions cannot open it any more.
 *
 * @throws {MigrationError} when it is of another version and must not be migrated
 */
export async function openWith<Opened>(
  { db, confirmMigrations = "yesUp" }: Opening,
  logger: Logger,
  open: (db: SqliteDatabase | PostgresDatabase | Core) => Promise<Opened>,
): Promise<Opened> {
  if ("url" in db) return open(await connectRemote(db))
  if (!isOwnDatabase(db)) return open(db)
  if (confirmMigrations === "yesUp" || confirmMigrations === "yesUpDown") {
    try {
      // Answers with what there is to migrate, and with nothing for a new database.
      return await open({ ...db, confirmMigrations: "error" })
    } catch (error) {
      const migrations = migrationsOf(error)
      const isAllowed = migrations?.direction === "upgrade" || confirmMigrations === "yesUpDown"
      if (migrations === undefined || !isAllowed) throw error
      logger.warn(migrations, messages[migrations.direction])
    }
  }
  return open({ ...db, confirmMigrations })
}

interface Migrations {
  readonly direction: "upgrade" | "downgrade"
  /** Their names, in order. */
  readonly migrations: readonly string[]
}

const messages = {
  upgrade:
    "the database is of an older version and is upgraded; older versions of SimpleX Chat cannot open it any more",
  downgrade:
    "the database is of a newer version and is downgraded; data that only the newer version knows is lost",
} as const

/** Undefined for any other error, and where migrating is not possible. */
function migrationsOf(error: unknown): Migrations | undefined {
  // Not by its class: the native core is loaded only with a database.
  if (!(error instanceof Error) || error.name !== "MigrationError") return undefined
  const { result } = error as { readonly result?: MigrationResult }
  const failure = result?.migrationError
  if (failure?.type === "upgrade") {
    const migrations = failure.upMigrations.map(({ upName }) => upName)
    return { direction: "upgrade", migrations }
  }
  if (failure?.type === "downgrade")
    return { direction: "downgrade", migrations: failure.downMigrations }
  return undefined
}

/** The part of `MigrationError.result` that is read here. */
interface MigrationResult {
  readonly migrationError?:
    | { readonly type: "upgrade"; readonly upMigrations: readonly { readonly upName: string }[] }
    | { readonly type: "downgrade"; readonly downMigrations: readonly string[] }
    | { readonly type: "migrationError" }
}
