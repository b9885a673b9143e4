import { ChatApi, type ChatApiOptions } from "@simplex-chat/api"
import { connectRemote, isOwnDatabase } from "./database.ts"
import type { Logger } from "./logging.ts"
import type { BotOptions } from "./options.ts"

interface OpenApiParts {
  readonly logger: Logger
  readonly signal: AbortSignal
  readonly onCommand: ChatApiOptions["onCommand"]
}

/**
 * Opens the database. One of an older version is upgraded where `confirmMigrations` says so, and the log
 * says it before: older versions cannot open it any more.
 *
 * @throws {MigrationError} when it is of another version and must not be migrated
 */
export async function openApi(
  { db, confirmMigrations = "yesUp" }: BotOptions,
  { logger, signal, onCommand }: OpenApiParts,
): Promise<ChatApi> {
  const given = { signal, onCommand }
  if ("url" in db) return ChatApi.init(await connectRemote(db), given)
  if (!isOwnDatabase(db)) return ChatApi.init(db, given)
  if (confirmMigrations === "yesUp" || confirmMigrations === "yesUpDown") {
    try {
      // Answers with what there is to migrate, and with nothing for a new database.
      return await ChatApi.init({ ...db, confirmMigrations: "error" }, given)
    } catch (error) {
      const migrations = migrationsOf(error)
      const isAllowed = migrations?.direction === "upgrade" || confirmMigrations === "yesUpDown"
      if (migrations === undefined || !isAllowed) throw error
      logger.warn(migrations, messages[migrations.direction])
    }
  }
  return ChatApi.init({ ...db, confirmMigrations }, given)
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
    "the database is of a newer version and is downgraded; what only that one knows is lost",
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
