import type { Core } from "@simplex-chat/core"
import { openCore, resolveLibrary } from "@simplex-chat/core-ffi"
import { CommandLineError } from "../command-line-error.ts"
import { databaseAt, type KeyFlags } from "../database-key.ts"

/**
 * Has the core rewrite an encrypted database, since only its SQLCipher can read it. The core runs `/sql` in
 * a transaction, in which SQLite refuses VACUUM: so that one is ended first, and another one left for the
 * core to end.
 */
const statements = "COMMIT; VACUUM; BEGIN IMMEDIATE;"

/**
 * @throws {CommandLineError} when libsimplex is not installed, or refuses
 * @throws {MigrationError} when the core does not open the database, as without its key
 */
export async function encryptedVacuum(filePrefix: string, flags: KeyFlags): Promise<void> {
  const library = await resolveLibrary({ download: false }).catch((error: unknown) => {
    const problem = "the database is encrypted, and libsimplex, which can read it, is not installed"
    throw new CommandLineError(`${problem}: npx @simplex-chat/bot install`, { cause: error })
  })
  const database = await databaseAt(filePrefix, flags)
  const options = { library: { path: library.path } }
  const core = await openCore({ ...database, confirmMigrations: "error" }, options)
  try {
    await vacuumThrough(core)
  } finally {
    await core.close()
  }
}

/** @throws {CommandLineError} when the core refuses, which leaves that database as it was */
export async function vacuumThrough(core: Pick<Core, "sendCommand">): Promise<void> {
  for (const which of ["chat", "agent"]) {
    // A large database takes minutes.
    const answer = await core.sendCommand(`/sql ${which} ${statements}`, { timeoutMs: 3_600_000 })
    const { result } = JSON.parse(answer) as { readonly result?: { readonly type: string } }
    if (result?.type === "sQLResult") continue
    throw new CommandLineError(
      `the core did not rewrite the ${which} database, which is as it was; is the disk full?`,
    )
  }
}
