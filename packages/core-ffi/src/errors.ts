import { CoreError } from "@simplex-chat/core"

/**
 * What can go wrong before a core is open, one class per layer. No message contains a key.
 */

/**
 * The base of the errors of this package: finding, fetching and loading the library, opening a
 * database. An open core raises those of `@simplex-chat/core`.
 */
export class CoreFfiError extends CoreError {
  override readonly name: string = "CoreFfiError"
}

/** One place where the library was looked for, and what to do so that it is found there. */
export interface Attempt {
  readonly place: string
  readonly problem: string
  readonly remedy: string
}

/** The library is in none of the places where it may be. */
export class LibraryNotFoundError extends CoreFfiError {
  override readonly name: string = "LibraryNotFoundError"
  readonly attempts: readonly Attempt[]
  constructor(attempts: readonly Attempt[], options?: ErrorOptions) {
    const lines = attempts.map((a) => `  - ${a.place}: ${a.problem}\n      ${a.remedy}`)
    super(`libsimplex was not found. Tried, in this order:\n${lines.join("\n")}`, options)
    this.attempts = attempts
  }
}

/** There is no build of libsimplex for this machine. Nothing was downloaded. */
export class UnsupportedPlatformError extends CoreFfiError {
  override readonly name: string = "UnsupportedPlatformError"
  /** What was found, for instance `linux-x64 (musl)`. */
  readonly platform: string
  constructor(platform: string, message: string) {
    super(message)
    this.platform = platform
  }
}

/** The archive could not be fetched, after all attempts. */
export class DownloadError extends CoreFfiError {
  override readonly name: string = "DownloadError"
  /** The address that was asked for, without user name and password. */
  readonly url: string
  /** The HTTP status, where the server answered with one that is an error. */
  readonly status: number | undefined
  constructor(url: string, problem: string, options?: ErrorOptions & { status?: number }) {
    super(`Downloading ${url} failed: ${problem}`, options)
    this.url = url
    this.status = options?.status
  }
}

/** A file is not what it should be: a wrong digest, no digest to compare with, a hostile archive. */
export class IntegrityError extends CoreFfiError {
  override readonly name: string = "IntegrityError"
  readonly file: string
  readonly expected: string | undefined
  readonly actual: string | undefined
  constructor(
    file: string,
    problem: string,
    digests: { expected?: string | undefined; actual?: string | undefined } = {},
    options?: ErrorOptions,
  ) {
    super(`${file}: ${problem}`, options)
    this.file = file
    this.expected = digests.expected
    this.actual = digests.actual
  }
}

/** The library could not be written where it belongs: read-only, full, or no permission. */
export class InstallError extends CoreFfiError {
  override readonly name: string = "InstallError"
  readonly folder: string
  constructor(folder: string, problem: string, options?: ErrorOptions) {
    super(`Installing libsimplex in ${folder} failed: ${problem}`, options)
    this.folder = folder
  }
}

/** The library was found but could not be loaded into this process. */
export class LoadError extends CoreFfiError {
  override readonly name: string = "LoadError"
  readonly path: string
  constructor(path: string, problem: string, options?: ErrorOptions) {
    super(`${path} could not be loaded: ${problem}`, options)
    this.path = path
  }
}

/** Why a database did not open: what `chat_migrate_init` answered. */
export type DBMigrationResult =
  | { readonly type: "ok" }
  | { readonly type: "invalidConfirmation" }
  | { readonly type: "errorNotADatabase"; readonly dbFile: string }
  | {
      readonly type: "errorMigration"
      readonly dbFile: string
      readonly migrationError: MigrationFailure
    }
  | { readonly type: "errorSQL"; readonly dbFile: string; readonly migrationSQLError: string }

/** The schema of the database and that of the library differ. */
export type MigrationFailure =
  | { readonly type: "upgrade"; readonly upMigrations: readonly UpMigration[] }
  | { readonly type: "downgrade"; readonly downMigrations: readonly string[] }
  | { readonly type: "migrationError"; readonly mtrError: MTRError }

export interface UpMigration {
  readonly upName: string
  readonly withDown: boolean
}

export type MTRError =
  | { readonly type: "noDown"; readonly dbMigrations: readonly string[] }
  | { readonly type: "different"; readonly appMigration: string; readonly dbMigration: string }

/** The database did not open; `result` is the core's typed reason. */
export class MigrationError extends CoreFfiError {
  override readonly name: string = "MigrationError"
  readonly database: string
  readonly result: Exclude<DBMigrationResult, { type: "ok" }>
  constructor(database: string, result: Exclude<DBMigrationResult, { type: "ok" }>) {
    super(`${database} did not open: ${describe(result)}`)
    this.database = database
    this.result = result
  }
}

function describe(result: Exclude<DBMigrationResult, { type: "ok" }>): string {
  switch (result.type) {
    case "invalidConfirmation":
      return "confirmMigrations is not one of yesUp, yesUpDown, console, error"
    case "errorNotADatabase":
      return `${result.dbFile} is encrypted with another key, or is not a database`
    case "errorSQL":
      return `${result.dbFile}: ${result.migrationSQLError}`
    case "errorMigration":
      switch (result.migrationError?.type) {
        case "upgrade":
          return `${result.dbFile} needs ${result.migrationError.upMigrations.length} migrations; open it with confirmMigrations "yesUp"`
        case "downgrade":
          return `${result.dbFile} was written by a newer version; use that version, or confirmMigrations "yesUpDown"`
        case "migrationError":
          return `${result.dbFile} has migrations that this version does not know`
      }
  }
  return `the core answered ${(result as { type: string }).type}` // one of a later version
}

/** One of the two files of a SQLite database is missing. Nothing was opened. */
export class DatabaseIncompleteError extends CoreFfiError {
  override readonly name: string = "DatabaseIncompleteError"
  readonly database: string
  readonly present: string
  readonly missing: string
  constructor(database: string, present: string, missing: string) {
    super(
      `${database} was not opened: ${present} exists but ${missing} is missing, and the core would make a new one, which has none of the connections. Restore both from one backup, or move ${present} away to start afresh`,
    )
    this.database = database
    this.present = present
    this.missing = missing
  }
}

/** Who has a database open. */
export interface LockHolder {
  readonly pid: number
  readonly host: string
  /** When it was opened, ISO 8601. */
  readonly since: string
}

/** The database is open already, here or in another process, or its lock cannot be taken. */
export class DatabaseLockError extends CoreFfiError {
  override readonly name: string = "DatabaseLockError"
  readonly database: string
  /** Who has it, where that could be read. */
  readonly holder: LockHolder | undefined
  constructor(
    database: string,
    problem: string,
    options: ErrorOptions & { holder?: LockHolder | undefined } = {},
  ) {
    super(`${database}: ${problem}`, options)
    this.database = database
    this.holder = options.holder
  }
}
