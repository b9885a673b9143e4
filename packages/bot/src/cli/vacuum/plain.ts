import { CommandLineError } from "../command-line-error.ts"

/**
 * Rewrites a database that is not encrypted.
 *
 * @throws {CommandLineError} when SQLite refuses; the file is as it was then
 */
export async function plainVacuum(file: string): Promise<void> {
  const { DatabaseSync } = await import("node:sqlite")
  try {
    const database = new DatabaseSync(file)
    try {
      // First what a killed process has left in the log.
      database.exec("PRAGMA wal_checkpoint(TRUNCATE)")
      database.exec("VACUUM")
    } finally {
      database.close()
    }
  } catch (error) {
    throw new CommandLineError(`${file} is left as it was: ${(error as Error).message}`, {
      cause: error,
    })
  }
}
