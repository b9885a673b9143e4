import { ConfigurationError } from "@simplex-chat/bot"
import { DatabaseError, escapeIdentifier, escapeLiteral, Pool } from "pg"
import { jsonOf, parsed, type ServerStorage } from "./server-storage.ts"
import { patiently } from "./patiently.ts"

export type { ServerStorage } from "./server-storage.ts"

export interface PostgresStorageOptions {
  /** The database: `postgres://user:password@host:5432/name`, with `?sslmode=verify-full` for TLS. */
  readonly url: string
  /** The table, which is created when it is missing; `simplex_bot` when absent. */
  readonly table?: string | undefined
  /** How long calls wait for a server that is away, in milliseconds; 10,000 when absent. */
  readonly patienceMs?: number | undefined
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
  const { url, table = "simplex_bot", patienceMs = 10_000 } = options
  const address = addressOf(url)
  const pool = new Pool({
    connectionString: url,
    application_name: "simplex-bot",
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
  })
  // A connection that breaks while it is idle: the next call makes another one.
  pool.on("error", () => {})
  const name = escapeIdentifier(table)
  const query = (text: string, values?: readonly unknown[]) =>
    patiently(patienceMs, isAway, () =>
      pool.query<{ key: string; value: string }>(text, [...(values ?? [])]),
    )
  try {
    await patiently(patienceMs, isAway, () => pool.query(creating(table)))
  } catch (error) {
    await pool.end()
    const reason = error instanceof Error && error.message !== "" ? error.message : "no answer"
    const problem = `PostgreSQL at ${address} cannot be used: ${reason}`
    throw new ConfigurationError("postgresStorage", problem, { cause: error })
  }
  const remove = async (key: string) =>
    void (await query(`DELETE FROM ${name} WHERE key = $1`, [key]))
  return {
    isShared: true,
    get: async (key) => {
      const { rows } = await query(`SELECT value FROM ${name} WHERE key = $1`, [key])
      return parsed(rows[0]?.value)
    },
    set: async (key, value) => {
      const json = jsonOf(value)
      if (json === undefined) return remove(key)
      const text = `INSERT INTO ${name} VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value`
      await query(text, [key, json])
    },
    delete: remove,
    keys: async (prefix = "") => {
      const { rows } = await query(`SELECT key FROM ${name} WHERE starts_with(key, $1)`, [prefix])
      return rows.map(({ key }) => key)
    },
    close: () => pool.end(),
  }
}

/**
 * Creates the table if it is missing. A role that may not create tables can use one that is there, and
 * processes that start at once wait for each other: `CREATE TABLE IF NOT EXISTS` fails in both cases.
 */
const creating = (table: string): string => `DO $do$ BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('simplex_bot'));
  IF to_regclass(${escapeLiteral(escapeIdentifier(table))}) IS NULL THEN
    CREATE TABLE ${escapeIdentifier(table)} (key text COLLATE "C" PRIMARY KEY, value text NOT NULL);
  END IF;
END $do$`

/** The server is shutting down or starting, or has no free connection. */
const away = new Set(["57P01", "57P02", "57P03", "53300"])

/** Errors that are not the server's are of the connection. */
const isAway = (error: unknown): boolean =>
  error instanceof DatabaseError ? away.has(error.code ?? "") : !isEnded(error)

const isEnded = (error: unknown): boolean =>
  error instanceof Error && error.message.includes("after calling end on the pool")

/** Host and port; errors must not contain the password. */
function addressOf(url: string): string {
  const parsedUrl = typeof url === "string" ? URL.parse(url) : null
  if (parsedUrl === null || !/^postgres(ql)?:$/.test(parsedUrl.protocol)) {
    const problem = "must be an address such as postgres://user:password@host:5432/database"
    throw new ConfigurationError("url", problem)
  }
  return parsedUrl.host
}
