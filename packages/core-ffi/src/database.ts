import { resolve } from "node:path"
import {
  checkOptions,
  type ConfirmMigrations,
  InvalidArgumentError,
  type OptionKinds,
  type PostgresDatabase,
  type SqliteDatabase,
} from "@simplex-chat/core"
import { checkPath, checkText } from "./validate-arguments.ts"

const confirmations: readonly string[] = ["yesUp", "yesUpDown", "console", "error"]

const sqliteKinds: OptionKinds<SqliteDatabase> = {
  filePrefix: "any",
  encryptionKey: "any",
  confirmMigrations: "any",
}
const postgresKinds: OptionKinds<PostgresDatabase> = {
  connectionString: "any",
  schemaPrefix: "any",
  confirmMigrations: "any",
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

/** @throws {InvalidArgumentError} when it is neither a SQLite nor a PostgreSQL database */
export function checkDatabase(database: SqliteDatabase | PostgresDatabase): Database {
  checkOptions(database, kindsOf(database), "database")
  if (!("filePrefix" in database || "connectionString" in database))
    throw new InvalidArgumentError("database", "needs a filePrefix or a connectionString")
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

/** A misspelt `encryptionKey`, or one for PostgreSQL, would leave the database unencrypted. */
function kindsOf(
  database: object | null | undefined,
): OptionKinds<SqliteDatabase & PostgresDatabase> {
  const has = (name: string) => Object.hasOwn(database ?? {}, name)
  const kinds = has("filePrefix")
    ? sqliteKinds
    : has("connectionString")
      ? postgresKinds
      : { ...sqliteKinds, ...postgresKinds }
  return kinds as OptionKinds<SqliteDatabase & PostgresDatabase>
}

/** The lock and the core, which is asked later, must mean the same file whatever `chdir` does. */
function absolute(prefix: string): string {
  const name = "x" // not `resolve(prefix)`: "data/" has its files in the folder, "data" beside it
  return resolve(prefix + name).slice(0, -name.length)
}
