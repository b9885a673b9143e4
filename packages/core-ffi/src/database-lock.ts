import { realpathSync } from "node:fs"
import { hostname } from "node:os"
import { dirname, join } from "node:path"
import { InvalidArgumentError } from "@simplex-chat/core"
import { DatabaseLockError } from "./errors.ts"
import { makeFolder } from "./files.ts"
import { cacheRoot } from "./library/places.ts"
import { tryLock, type OsLock } from "./os-lock.ts"
import { checkPath } from "./validate-arguments.ts"
import { postgresTarget } from "./postgres-target.ts"
import { systemProblem } from "./system-problem.ts"

/** What names a database. */
type DatabaseName =
  | { readonly filePrefix: string }
  | { readonly connectionString: string; readonly schemaPrefix: string }

/**
 * Takes a database for this process. The core has no lock of its own: it opens a database twice
 * without complaint, and the two corrupt each other's state.
 *
 * The lock of a SQLite database lies beside it, so that it holds for every process that can reach the
 * database, through links and container mounts too. A PostgreSQL database is guarded on this
 * machine and for this user only.
 *
 * `openCore` does this by itself; on its own it lets a diagnostic check whether the database is free.
 *
 * ```ts
 * lockDatabase({ filePrefix: "data/bot" }).release()
 * ```
 *
 * @throws {InvalidArgumentError} when it names no database
 * @throws {DatabaseLockError} with the holder, where it is known
 */
export function lockDatabase(database: DatabaseName): OsLock {
  const { name, file } = lockFile(database)
  let result
  try {
    makeFolder(dirname(file))
    result = tryLock(file)
  } catch (error) {
    const why = systemProblem(error) ?? (error as Error).message
    throw new DatabaseLockError(name, `its lock ${file} cannot be taken: ${why}`, { cause: error })
  }
  if ("release" in result) return result
  const { holder } = result
  const who =
    holder !== undefined
      ? holder.pid === process.pid && holder.host === hostname()
        ? `by this process, since ${holder.since}`
        : `by process ${holder.pid} on ${holder.host}, since ${holder.since}`
      : "by another process"
  throw new DatabaseLockError(name, `it is open already, ${who} (${file})`, { holder })
}

function lockFile(database: DatabaseName): { name: string; file: string } {
  if (typeof database !== "object" || (database as unknown) === null)
    throw new InvalidArgumentError("database", "must be an object")
  if ("filePrefix" in database) {
    checkPath("filePrefix", database.filePrefix)
    return { name: database.filePrefix, file: `${realPrefix(database.filePrefix)}.lock` }
  }
  checkPath("connectionString", database.connectionString)
  checkPath("schemaPrefix", database.schemaPrefix)
  const target = postgresTarget(database.connectionString)
  const identity = JSON.stringify([...target, database.schemaPrefix])
  // Not imported: it takes 5 ms to load, and SQLite needs none of it.
  const { createHash } = process.getBuiltinModule("node:crypto")
  const digest = createHash("sha256").update(identity).digest("hex").slice(0, 32)
  return {
    name: `PostgreSQL schema ${database.schemaPrefix}`,
    file: join(cacheRoot(), "locks", `${digest}.lock`),
  }
}

/** The prefix of the files themselves, where the one that is named is a link to another. */
function realPrefix(prefix: string): string {
  const suffix = "_chat.db"
  try {
    const file = realpathSync(prefix + suffix)
    return file.endsWith(suffix) ? file.slice(0, -suffix.length) : file
  } catch {
    return prefix // still to be made
  }
}
