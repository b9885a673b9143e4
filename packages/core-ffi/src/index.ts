// Opening a core and talking to it.
export { openCore, type OpenOptions } from "./open.ts"
export type { CallOptions, Core, CryptoFileArgs } from "./core.ts"
export type { Backend, ConfirmMigrations, PostgresDatabase, SqliteDatabase } from "./database.ts"

// The library itself: for installers and diagnostics.
export { resolveLibrary, type LibraryOptions, type ResolvedLibrary } from "./library/resolve.ts"
export { installLibrary, type Installed, type InstallOptions } from "./library/install.ts"
export type { DownloadOptions, Progress } from "./library/download.ts"
export type { ExtractLimits } from "./library/extract.ts"
export { release } from "./library/release.ts"
export { DatabaseIncompleteError } from "./database-files.ts"
export { lockDatabase } from "./database-lock.ts"
export type { OsLock } from "./os-lock.ts"

// What can go wrong.
export {
  ClosedError,
  CoreFfiError,
  DatabaseLockError,
  DownloadError,
  FileError,
  InstallError,
  IntegrityError,
  InvalidArgumentError,
  LibraryNotFoundError,
  LoadError,
  MigrationError,
  NativeCallError,
  TimeoutError,
  UnsupportedPlatformError,
} from "./errors.ts"
export type {
  Attempt,
  DBMigrationResult,
  LockHolder,
  MigrationFailure,
  MTRError,
  UpMigration,
} from "./errors.ts"
