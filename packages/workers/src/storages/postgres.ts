import { checkKey, checkOptions } from "@simplex-chat/bot/hosting"
import { escapeIdentifier } from "pg"
import { connectTo, postgresKinds, type PostgresOptions } from "./postgres-pool.ts"
import { jsonOf, parsed, type ServerStorage } from "./server-storage.ts"

export type { ServerStorage } from "./server-storage.ts"

export { postgresScheduleStore, type PostgresScheduleOptions } from "./postgres-schedule.ts"

export interface PostgresStorageOptions extends PostgresOptions {
  /** The table, which is created when it is missing; `simplex_bot` when absent. */
  readonly table?: string | undefined
}

/**
 * Keeps values in a PostgreSQL database, for all processes of a bot. Bots can share a table, as each
 * keeps its values under its own identity.
 *
 * ```ts
 * const storage = await postgresStorage({ url: process.env.POSTGRES_URL })
 * const counts = new Sessions({ initial: () => 0, storage })
 * ```
 *
 * @throws {ConfigurationError} when the server cannot be reached, or refuses the login or the table
 */
export async function postgresStorage(options: PostgresStorageOptions): Promise<ServerStorage> {
  checkOptions(options, postgresKinds)
  const { table = "simplex_bot" } = options
  const { query, close } = await connectTo(options, {
    opener: "postgresStorage",
    name: table,
    columns: 'key text COLLATE "C" PRIMARY KEY, value text NOT NULL',
  })
  const name = escapeIdentifier(table)
  const remove = async (key: string) =>
    void (await query(`DELETE FROM ${name} WHERE key = $1`, [checkKey(key)]))
  return {
    isShared: true,
    get: async (key) => {
      const text = `SELECT value FROM ${name} WHERE key = $1`
      const { rows } = await query<Row>(text, [checkKey(key)])
      return parsed(rows[0]?.value)
    },
    set: async (key, value) => {
      const json = jsonOf(value)
      if (json === undefined) return remove(key)
      const text = `INSERT INTO ${name} VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value`
      await query(text, [checkKey(key), json])
    },
    delete: remove,
    keys: async (prefix = "") => {
      const { rows } = await query<Row>(`SELECT key FROM ${name} WHERE starts_with(key, $1)`, [
        prefix,
      ])
      return rows.map(({ key }) => key)
    },
    close,
  }
}

interface Row {
  readonly key: string
  readonly value: string
}
