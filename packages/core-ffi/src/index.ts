// Opening a core and talking to it.
export { openCore, type OpenOptions } from "./open.ts"
export type { Backend } from "./database.ts"
export type {
  CallOptions,
  ConfirmMigrations,
  Core,
  CryptoFileArgs,
  PostgresDatabase,
  SqliteDatabase,
} from "@simplex-chat/core"

// The library itself: for installers and diagnostics.
export { resolveLibrary, type LibraryOptions, type ResolvedLibrary } from "./library/resolve.ts"
export { installLibrary } from "./library/install-library.ts"
export type { Installed, InstallOptions } from "./library/install.ts"
export type { DownloadOptions, Progress } from "./library/download.ts"
export type { DigestSource, TrustedDigest } from "./library/trust.ts"
export type { ExtractLimits } from "./library/extract.ts"
export { release } from "./library/release.ts"
export { probeLibrary, type ProbeOptions } from "./probe.ts"
export { lockDatabase } from "./database-lock.ts"
export type { OsLock } from "./os-lock.ts"

// The errors of an open core.
export {
  CallError,
  ClosedError,
  CoreError,
  FileError,
  InvalidArgumentError,
  TimeoutError,
} from "@simplex-chat/core"

// The errors before it is open.
export {
  CoreFfiError,
  DatabaseIncompleteError,
  DatabaseLockError,
  DownloadError,
  InstallError,
  IntegrityError,
  LibraryNotFoundError,
  LoadError,
  MigrationError,
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
