import type { DatabaseSync } from "node:sqlite"
import type { Storage } from "../state/storage.ts"

/**
 * How far a broadcast is with a contact. `sending` is noted before a message is sent: after a kill it
 * may have arrived, and it is not sent again.
 */
export type BroadcastStatus = "sending" | "sent" | "failed"

/** Remembers whom broadcasts have reached, and who wants none. It holds ids, and no texts. */
export interface BroadcastStores {
  /** That of a bot: in another database, a `contactId` is another person. */
  of(identity: string): BroadcastStore
}

/** What is remembered of one bot's broadcasts. */
export interface BroadcastStore {
  /** Undefined for a contact that it has not come to. */
  status(broadcast: string, contactId: number): Answer<BroadcastStatus | undefined>
  set(broadcast: string, contactId: number, status: BroadcastStatus): Answer<void>
  isOptedOut(contactId: number): Answer<boolean>
  setOptedOut(contactId: number, isOptedOut: boolean): Answer<void>
}

type Answer<Value> = Value | Promise<Value>

const schema = `
  CREATE TABLE IF NOT EXISTS broadcast_status (
    bot TEXT NOT NULL, name TEXT NOT NULL, contact INTEGER NOT NULL, status TEXT NOT NULL,
    PRIMARY KEY (bot, name, contact)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS opted_out_contact (
    bot TEXT NOT NULL, contact INTEGER NOT NULL, PRIMARY KEY (bot, contact)
  ) STRICT, WITHOUT ROWID;
`

/** Stores in the state file. */
export function sqliteBroadcasts(database: DatabaseSync): BroadcastStores {
  database.exec(schema)
  const get = database.prepare(
    "SELECT status FROM broadcast_status WHERE bot = ? AND name = ? AND contact = ?",
  )
  const set = database.prepare("INSERT OR REPLACE INTO broadcast_status VALUES (?, ?, ?, ?)")
  const optedOut = database.prepare("SELECT 1 FROM opted_out_contact WHERE bot = ? AND contact = ?")
  const optOut = database.prepare("INSERT OR IGNORE INTO opted_out_contact VALUES (?, ?)")
  const optIn = database.prepare("DELETE FROM opted_out_contact WHERE bot = ? AND contact = ?")
  return {
    of: (bot) => ({
      status: (name, contactId) =>
        get.get(bot, name, contactId)?.["status"] as BroadcastStatus | undefined,
      set: (name, contactId, status) => void set.run(bot, name, contactId, status),
      isOptedOut: (contactId) => optedOut.get(bot, contactId) !== undefined,
      setOptedOut: (contactId, isOptedOut) =>
        void (isOptedOut ? optOut : optIn).run(bot, contactId),
    }),
  }
}

/** Stores in a storage, for several processes. */
export function storageBroadcasts(storage: Storage): BroadcastStores {
  const ofBot = (bot: string) => (storage.inDatabase === true ? "" : `${bot}/`)
  return {
    of: (bot) => {
      const statusKey = (name: string, contactId: number) =>
        `broadcast/${ofBot(bot)}${name}/direct:${contactId}`
      const optOutKey = (contactId: number) => `broadcast-opt-out/${ofBot(bot)}direct:${contactId}`
      return {
        status: async (name, contactId) =>
          (await storage.get(statusKey(name, contactId))) as BroadcastStatus | undefined,
        set: (name, contactId, status) => storage.set(statusKey(name, contactId), status),
        isOptedOut: async (contactId) => (await storage.get(optOutKey(contactId))) === true,
        setOptedOut: (contactId, isOptedOut) =>
          isOptedOut
            ? storage.set(optOutKey(contactId), true)
            : storage.delete(optOutKey(contactId)),
      }
    },
  }
}

/** Stores that are gone with the process. */
export function memoryBroadcasts(): BroadcastStores {
  return { of: memoryStore }
}

function memoryStore(): BroadcastStore {
  const statuses = new Map<string, Map<number, BroadcastStatus>>()
  const optedOut = new Set<number>()
  const of = (name: string) => {
    const found = statuses.get(name) ?? new Map<number, BroadcastStatus>()
    statuses.set(name, found)
    return found
  }
  return {
    status: (name, contactId) => of(name).get(contactId),
    set: (name, contactId, status) => void of(name).set(contactId, status),
    isOptedOut: (contactId) => optedOut.has(contactId),
    setOptedOut: (contactId, isOptedOut) =>
      void (isOptedOut ? optedOut.add(contactId) : optedOut.delete(contactId)),
  }
}
