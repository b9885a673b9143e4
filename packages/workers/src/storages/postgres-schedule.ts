import { checkOptions } from "@simplex-chat/bot/hosting"
import type { ScheduledEntry, ScheduleStore } from "@simplex-chat/bot/schedule"
import { escapeIdentifier } from "pg"
import { connectTo, postgresKinds, type PostgresOptions } from "./postgres-pool.ts"

export interface PostgresScheduleOptions extends PostgresOptions {
  /** The table, which is created when it is missing; `simplex_bot_schedule` when absent. */
  readonly table?: string | undefined
}

interface Row {
  readonly id: string
  readonly name: string
  /** As a text: the numbers of the database are larger than those of JavaScript. */
  readonly at: string
  readonly payload: string | null
  readonly pattern: string | null
  readonly time_zone: string | null
}

/**
 * Keeps scheduled work in a PostgreSQL database, for all workers of a bot: each entry is done by one of
 * them. Bots can share a table, as each keeps its entries under its own identity.
 *
 * ```ts
 * const store = await postgresScheduleStore({ url: process.env.POSTGRES_URL })
 * const schedule = new Schedule(bot, { tasks: { remind }, store })
 * ```
 *
 * @throws {ConfigurationError} when the server cannot be reached, or refuses the login or the table
 */
export async function postgresScheduleStore(
  options: PostgresScheduleOptions,
): Promise<ScheduleStore & { close(): Promise<void> }> {
  checkOptions(options, postgresKinds)
  const { table = "simplex_bot_schedule" } = options
  const { query, close } = await connectTo(options, {
    opener: "postgresScheduleStore",
    name: table,
    columns: `bot text NOT NULL, id text NOT NULL, name text NOT NULL, at bigint NOT NULL,
      payload text, pattern text, time_zone text, owner text, until bigint NOT NULL DEFAULT 0,
      PRIMARY KEY (bot, id)`,
    index: "bot, at",
  })
  const name = escapeIdentifier(table)
  const insert = `INSERT INTO ${name} AS kept (bot, id, name, at, payload, pattern, time_zone)
    VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (bot, id) DO UPDATE SET name = excluded.name,
    at = excluded.at, payload = excluded.payload, pattern = excluded.pattern,
    time_zone = excluded.time_zone, owner = NULL, until = 0`
  const owned = "WHERE bot = $1 AND id = $2 AND owner = $3"
  const isOne = async (text: string, values: readonly unknown[]) =>
    ((await query(text, values)).rowCount ?? 0) > 0
  return {
    isShared: true,
    put: async (bot, entry) => void (await query(insert, valuesOf(bot, entry))),
    declare: async (bot, entry) => {
      const changed = `WHERE kept.pattern IS DISTINCT FROM excluded.pattern
        OR kept.time_zone IS DISTINCT FROM excluded.time_zone`
      await query(`${insert} ${changed}`, valuesOf(bot, entry))
    },
    remove: (bot, id) => isOne(`DELETE FROM ${name} WHERE bot = $1 AND id = $2`, [bot, id]),
    list: async (bot) => {
      const text = `SELECT * FROM ${name} WHERE bot = $1 ORDER BY at, id`
      return (await query<Row>(text, [bot])).rows.map(entryOf)
    },
    claim: async (bot, { names, now, until, owner, limit }) => {
      // Rows that another process is claiming are skipped, not waited for.
      const text = `UPDATE ${name} SET owner = $2, until = $3 WHERE bot = $1 AND id IN (
        SELECT id FROM ${name} WHERE bot = $1 AND at <= $4 AND until <= $4 AND name = ANY($5)
        ORDER BY at, id LIMIT $6 FOR UPDATE SKIP LOCKED) RETURNING *`
      const { rows } = await query<Row>(text, [bot, owner, until, now, names, limit])
      return rows.map(entryOf).toSorted((a, b) => a.at - b.at)
    },
    extend: (bot, id, owner, until) =>
      isOne(`UPDATE ${name} SET until = $4 ${owned}`, [bot, id, owner, until]),
    finish: async (bot, id, owner, next) => {
      if (next === undefined) await query(`DELETE FROM ${name} ${owned}`, [bot, id, owner])
      else {
        const text = `UPDATE ${name} SET at = $4, owner = NULL, until = 0 ${owned}`
        await query(text, [bot, id, owner, next])
      }
    },
    release: async (bot, id, owner) =>
      void (await query(`UPDATE ${name} SET owner = NULL, until = 0 ${owned}`, [bot, id, owner])),
    next: async (bot, names) => {
      const text = `SELECT min(greatest(at, until)) AS at FROM ${name} WHERE bot = $1 AND name = ANY($2)`
      const at = (await query<{ at: string | null }>(text, [bot, names])).rows[0]?.at
      return at === null || at === undefined ? undefined : Number(at)
    },
    close,
  }
}

const valuesOf = (bot: string, { id, name, at, payload, every }: ScheduledEntry) => [
  bot,
  id,
  name,
  at,
  payload === undefined ? null : JSON.stringify(payload),
  every?.pattern ?? null,
  every?.timeZone ?? null,
]

function entryOf({ id, name, at, payload, pattern, time_zone: timeZone }: Row): ScheduledEntry {
  const every = pattern === null ? undefined : { pattern, timeZone: timeZone ?? "UTC" }
  return {
    id,
    name,
    at: Number(at),
    payload: payload === null ? undefined : (JSON.parse(payload) as unknown),
    every,
  }
}
