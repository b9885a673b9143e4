import { resolve } from "node:path"
import { InvalidArgumentError } from "./errors.ts"
import { checkPath, checkText } from "./validate-arguments.ts"

/** What may be done to a database whose schema is another than the library's. */
export type ConfirmMigrations = "yesUp" | "yesUpDown" | "console" | "error"

const confirmations: readonly string[] = ["yesUp", "yesUpDown", "console", "error"]

interface DatabaseOptions {
  /** `yesUp` when absent: upgrade, never downgrade. */
  readonly confirmMigrations?: ConfirmMigrations | undefined
}

export interface SqliteDatabase extends DatabaseOptions {
  /** Path and start of the name of the two database files: `data/bot` is `data/bot_chat.db`, ... */
  readonly filePrefix: string
  /** The key that the files are encrypted with; empty or absent: not encrypted. */
  readonly encryptionKey?: string | undefined
}

export interface PostgresDatabase extends DatabaseOptions {
  /** A libpq connection string or URI. */
  readonly connectionString: string
  /** Start of the names of the schemas; `simplex_v1` when absent. */
  readonly schemaPrefix?: string | undefined
}

/** A database, checked and with every default filled in. */
export type Database = { readonly confirm: ConfirmMigrations } & (
  | { readonly filePrefix: string; readonly key: string }
  | { readonly schemaPrefix: string; readonly connectionString: string }
)

export type Backend = "sqlite" | "postgres"

export const backendOf = (database: Database): Backend =>
  "filePrefix" in database ? "sqlite" : "postgres"

/** What to call it in errors. */
export const nameOf = (database: Database): string =>
  "filePrefix" in database ? database.filePrefix : `schema ${database.schemaPrefix}`

/** The two texts that `chat_migrate_init` takes: for PostgreSQL they mean something else. */
export const migrationArguments = (database: Database): { path: string; key: string } =>
  "filePrefix" in database
    ? { path: database.filePrefix, key: database.key }
    : { path: database.schemaPrefix, key: database.connectionString }

export function checkDatabase(database: SqliteDatabase | PostgresDatabase): Database {
  if (typeof database !== "object" || database === null)
    throw new InvalidArgumentError("database", "must be an object")
  const confirm = database.confirmMigrations ?? "yesUp"
  if (!confirmations.includes(confirm))
    throw new InvalidArgumentError(
      "confirmMigrations",
      `must be one of ${confirmations.join(", ")}`,
    )
  if ("filePrefix" in database) {
    const { filePrefix, encryptionKey: key = "" } = database
    checkPath("filePrefix", filePrefix)
    checkText("encryptionKey", key)
    return { filePrefix: absolute(filePrefix), key, confirm }
  }
  const { connectionString, schemaPrefix = "simplex_v1" } = database
  checkPath("connectionString", connectionString)
  checkPath("schemaPrefix", schemaPrefix)
  return { connectionString, schemaPrefix, confirm }
}

/** The lock and the core, which is asked later, must mean the same file whatever `chdir` does. */
function absolute(prefix: string): string {
  const name = "x" // not `resolve(prefix)`: "data/" has its files in the folder, "data" beside it
  return resolve(prefix + name).slice(0, -name.length)
}
