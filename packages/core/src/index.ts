// The port.
export type { CallOptions, Core, CryptoFileArgs } from "./core.ts"
export type { ConfirmMigrations, PostgresDatabase, SqliteDatabase } from "./database.ts"

// The errors that every core can raise.
export {
  CallError,
  ClosedError,
  ConnectionLostError,
  CoreError,
  FileError,
  InvalidArgumentError,
  TimeoutError,
  UnsupportedError,
} from "./errors.ts"

// For packages that implement a core or build on one.
export { developmentKey, refuseInDevelopment } from "./development.ts"
export { maxMessageBytes } from "./limits.ts"
export {
  callKinds,
  checkCallOptions,
  checkCloseOptions,
  checkOptions,
  checkReceiveOptions,
  type OptionKind,
  type OptionKinds,
  type WrongOption,
  wrongOption,
} from "./options.ts"
export { RecentMap } from "./recent-map.ts"
export { checkTimeout, type GaveUp, longestTimeoutMs, type WaitOptions, within } from "./within.ts"
