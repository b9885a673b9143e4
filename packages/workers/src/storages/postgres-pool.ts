import { ConfigurationError } from "@simplex-chat/bot"
import { DatabaseError, escapeIdentifier, escapeLiteral, Pool, type QueryResult } from "pg"
import { patiently } from "./patiently.ts"

/** How to reach a table. */
export interface PostgresOptions {
  /** The database: `postgres://user:password@host:5432/name`, with `?sslmode=verify-full` for TLS. */
  readonly url: string
  /** How long calls wait for a server that is away, in milliseconds; 10,000 when absent. */
  readonly patienceMs?: number | undefined
}

/** The options of what is in a table. */
export const postgresKinds = { url: "any", patienceMs: "ms", table: "name" } as const

/** A table, and what creates it and its indexes. */
export interface Table {
  /** What is opened, as errors name it. */
  readonly opener: string
  readonly name: string
  /** The columns, as `CREATE TABLE` takes them. */
  readonly columns: string
  /** Columns to find rows by. */
  readonly index?: string | undefined
}

/** Connections to a server. */
export interface Connections {
  /** Runs a statement, which must be one that may be carried out twice. */
  readonly query: <Row extends object>(
    text: string,
    values?: readonly unknown[],
  ) => Promise<QueryResult<Row>>
  readonly close: () => Promise<void>
}

/**
 * Connects, and creates the table if it is missing.
 *
 * @throws {ConfigurationError} when the server cannot be reached, or refuses the login or the table
 */
export async function connectTo(
  { url, patienceMs = 10_000 }: PostgresOptions,
  table: Table,
): Promise<Connections> {
  const address = addressOf(url)
  const pool = new Pool({
    connectionString: url,
    application_name: "simplex-bot",
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
  })
  // A connection that breaks while it is idle: the next call makes another one.
  pool.on("error", () => {})
  try {
    await patiently(patienceMs, isAway, () => pool.query(creating(table)))
  } catch (error) {
    await pool.end()
    const reason = error instanceof Error && error.message !== "" ? error.message : "no answer"
    const problem = `PostgreSQL at ${address} cannot be used: ${reason}`
    throw new ConfigurationError(table.opener, problem, { cause: error })
  }
  return {
    query: <Row extends object>(text: string, values: readonly unknown[] = []) =>
      patiently(patienceMs, isAway, () =>
        pool.query<Row & Record<string, unknown>>(text, [...values]),
      ),
    close: () => pool.end(),
  }
}

/**
 * Creates the table if it is missing. A role that may not create tables can use one that is there, and
 * processes that start at once wait for each other: `CREATE TABLE IF NOT EXISTS` fails in both cases.
 */
const creating = ({ name, columns, index }: Table): string => `DO $do$ BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('simplex_bot'));
  IF to_regclass(${escapeLiteral(escapeIdentifier(name))}) IS NULL THEN
    CREATE TABLE ${escapeIdentifier(name)} (${columns});
    ${index === undefined ? "" : `CREATE INDEX ON ${escapeIdentifier(name)} (${index});`}
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
