import type { DatabaseSync } from "node:sqlite"

/**
 * How far a broadcast is with a contact. `sending` is noted before a message is sent: after a kill it
 * may have arrived, and it is not sent again.
 */
export type BroadcastStatus = "sending" | "sent" | "failed"

/** Remembers whom broadcasts have reached, and who wants none. It holds ids, and no texts. */
export interface BroadcastStore {
  /** The statuses of a broadcast by `contactId`. */
  statuses(broadcast: string): ReadonlyMap<number, BroadcastStatus>
  set(broadcast: string, contactId: number, status: BroadcastStatus): void
  /** Forgets a broadcast. */
  forget(broadcast: string): void
  isOptedOut(contactId: number): boolean
  setOptedOut(contactId: number, isOptedOut: boolean): void
}

const schema = `
  CREATE TABLE IF NOT EXISTS broadcast (
    name TEXT NOT NULL, contact INTEGER NOT NULL, status TEXT NOT NULL, PRIMARY KEY (name, contact)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS opted_out (contact INTEGER PRIMARY KEY) STRICT;
`

/** A store in the state file. */
export function sqliteBroadcasts(database: DatabaseSync): BroadcastStore {
  database.exec(schema)
  const all = database.prepare("SELECT contact, status FROM broadcast WHERE name = ?")
  const set = database.prepare("INSERT OR REPLACE INTO broadcast VALUES (?, ?, ?)")
  const forget = database.prepare("DELETE FROM broadcast WHERE name = ?")
  const optedOut = database.prepare("SELECT 1 FROM opted_out WHERE contact = ?")
  const optOut = database.prepare("INSERT OR IGNORE INTO opted_out VALUES (?)")
  const optIn = database.prepare("DELETE FROM opted_out WHERE contact = ?")
  return {
    statuses: (name) =>
      new Map(
        all.all(name).map(({ contact, status }) => [Number(contact), status as BroadcastStatus]),
      ),
    set: (name, contactId, status) => void set.run(name, contactId, status),
    forget: (name) => void forget.run(name),
    isOptedOut: (contactId) => optedOut.get(contactId) !== undefined,
    setOptedOut: (contactId, isOptedOut) => void (isOptedOut ? optOut : optIn).run(contactId),
  }
}

/** A store that is gone with the process. */
export function memoryBroadcasts(): BroadcastStore {
  const statuses = new Map<string, Map<number, BroadcastStatus>>()
  const optedOut = new Set<number>()
  const of = (name: string) => {
    const found = statuses.get(name) ?? new Map<number, BroadcastStatus>()
    statuses.set(name, found)
    return found
  }
  return {
    statuses: (name) => new Map(of(name)),
    set: (name, contactId, status) => void of(name).set(contactId, status),
    forget: (name) => void statuses.delete(name),
    isOptedOut: (contactId) => optedOut.has(contactId),
    setOptedOut: (contactId, isOptedOut) =>
      void (isOptedOut ? optedOut.add(contactId) : optedOut.delete(contactId)),
  }
}
