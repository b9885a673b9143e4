import type { DatabaseSync } from "node:sqlite"

// The lock is held until the database is closed or the process ends: two bots on one file would each
// count the messages of the other as handled.
const schema = `
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  BEGIN EXCLUSIVE;
  CREATE TABLE IF NOT EXISTS begun (at TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS position (
    chat TEXT PRIMARY KEY, up_to INTEGER NOT NULL, created_at TEXT
  ) STRICT;
  CREATE TABLE IF NOT EXISTS handled_range (
    chat TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (chat, first)
  ) STRICT, WITHOUT ROWID;
  COMMIT;
`

/** Makes the tables of the checkpoints, and upgrades those of earlier versions. */
export function createTables(database: DatabaseSync): void {
  database.exec(schema)
  const columns = database.prepare("PRAGMA table_info(position)").all()
  if (!columns.some(({ name }) => name === "created_at")) {
    database.exec("ALTER TABLE position ADD COLUMN created_at TEXT")
  }
  // Earlier versions stored each message that was handled out of order.
  if (database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'handled'").get() === undefined)
    return
  database.exec(`
    BEGIN EXCLUSIVE;
    INSERT OR IGNORE INTO handled_range SELECT chat, item, item FROM handled;
    DROP TABLE handled;
    COMMIT;
  `)
}
