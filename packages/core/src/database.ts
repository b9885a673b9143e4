/**
 * What to do when the schema of a database and that of the core differ: `yesUp` upgrades,
 * `yesUpDown` downgrades as well, `error` refuses, `console` asks on the terminal.
 */
export type ConfirmMigrations = "yesUp" | "yesUpDown" | "console" | "error"

interface DatabaseOptions {
  /** `yesUp` when absent: upgrade, never downgrade. */
  readonly confirmMigrations?: ConfirmMigrations | undefined
}

/** A chat database in two SQLite files. */
export interface SqliteDatabase extends DatabaseOptions {
  /** Path and first part of the file names: `data/bot` means `data/bot_chat.db`, `data/bot_agent.db`. */
  readonly filePrefix: string
  /** The key that encrypts the files; empty or absent: not encrypted. */
  readonly encryptionKey?: string | undefined
}

/** A chat database in PostgreSQL. */
export interface PostgresDatabase extends DatabaseOptions {
  /** A libpq connection string or URI. */
  readonly connectionString: string
  /** First part of the schema names; `simplex_v1` when absent. */
  readonly schemaPrefix?: string | undefined
}
