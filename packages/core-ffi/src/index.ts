export { openCore, type OpenOptions } from "./open.ts"
export type { CallOptions, Core, CryptoFileArgs } from "./core.ts"
export type { Backend, ConfirmMigrations, PostgresDatabase, SqliteDatabase } from "./database.ts"
export * from "./errors.ts"
