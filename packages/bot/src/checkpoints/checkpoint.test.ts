import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { ChatCheckpoint } from "./chat-checkpoint.ts"
import type { CheckpointStore } from "./checkpoint.ts"
import { MemoryCheckpoints } from "./memory-checkpoints.ts"
import { SqliteCheckpoints } from "./sqlite-checkpoints.ts"

const files: { database?: DatabaseSync; path: string } = { path: "" }
beforeAll(() => void (files.path = join(mkdtempSync(join(tmpdir(), "bot-checkpoint-")), "bot.db")))
afterAll(() => files.database?.close())

function openSqlite(): CheckpointStore {
  files.database?.close()
  const fail = (error: unknown) => {
    throw error
  }
  return new SqliteCheckpoints((files.database = new DatabaseSync(files.path)), fail)
}

describe.each<[string, () => CheckpointStore]>([
  ["in memory", () => new MemoryCheckpoints()],
  ["in SQLite", openSqlite],
])("the store %s", (_, open) => {
  test("has nothing to catch up before its first begin", () => {
    const store = open()
    expect([store.begun, store.chats()]).toEqual([false, []])
    store.begin(new Map([["direct:1", { upTo: 7, ranges: [], createdAt: "2026" }]]))
    expect([store.begun, store.chats()]).toEqual([true, ["direct:1"]])
    expect(store.read("direct:1")).toEqual({ upTo: 7, ranges: [], createdAt: "2026" })
    expect(store.read("direct:2")).toBeUndefined()
  })

  test("keeps what is handled out of order until all before it is", () => {
    const store = open()
    store.advance("group:1", 2)
    store.addRange("group:1", [5, 5])
    store.addRange("group:1", [7, 9])
    expect(store.read("group:1")).toMatchObject({
      upTo: 2,
      ranges: [
        [5, 5],
        [7, 9],
      ],
    })
    store.addRange("group:1", [5, 9])
    expect(store.read("group:1")).toMatchObject({ upTo: 2, ranges: [[5, 9]] })
    store.advance("group:1", 9)
    expect(store.read("group:1")).toEqual({ upTo: 9, ranges: [], createdAt: undefined })
  })
})

test("SQLite remembers when it is opened again", () => {
  openSqlite().addRange("direct:9", [8, 8])
  const again = openSqlite()
  expect(again.begun).toBe(true)
  expect(again.read("direct:9")).toMatchObject({ upTo: 0, ranges: [[8, 8]] })
  again.advance("direct:9", 8)
  expect(openSqlite().read("direct:9")).toMatchObject({ upTo: 8, ranges: [] })
})

test("a file of an earlier version, which stored each message, is read", () => {
  const database = new DatabaseSync(":memory:")
  database.exec(`
    CREATE TABLE begun (at TEXT NOT NULL) STRICT;
    CREATE TABLE position (chat TEXT PRIMARY KEY, up_to INTEGER NOT NULL) STRICT;
    CREATE TABLE handled (
      chat TEXT NOT NULL, item INTEGER NOT NULL, PRIMARY KEY (chat, item)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO position VALUES ('direct:1', 4);
    INSERT INTO handled VALUES ('direct:1', 6), ('direct:1', 7);
  `)
  const store = new SqliteCheckpoints(database, () => {})
  const chat = new ChatCheckpoint(store, "direct:1")
  expect([4, 5, 6, 7, 8].filter((id) => chat.isNew(id))).toEqual([5, 8])
  chat.begin(5)
  chat.begin(8)
  chat.complete(5)
  expect(store.read("direct:1")).toMatchObject({ upTo: 7, ranges: [] })
  database.close()
})

describe("the checkpoint of a chat", () => {
  const checkpoint = () => {
    const store = new MemoryCheckpoints()
    return { store, chat: new ChatCheckpoint(store, "direct:1") }
  }

  test("moves on with each message", () => {
    const { store, chat } = checkpoint()
    for (const id of [3, 5]) {
      chat.begin(id)
      chat.complete(id)
    }
    expect(store.read("direct:1")).toMatchObject({ upTo: 5, ranges: [] })
    expect([chat.isNew(4), chat.isNew(6)]).toEqual([false, true])
  })

  test("does not pass a message that is in flight, but remembers what is done beyond it", () => {
    const { store, chat } = checkpoint()
    for (const id of [1, 2, 3]) chat.begin(id)
    chat.complete(1)
    chat.complete(3)
    expect(store.read("direct:1")).toMatchObject({ upTo: 1, ranges: [[3, 3]] })
    const afterKill = new ChatCheckpoint(store, "direct:1")
    expect([1, 2, 3, 4].map((id) => afterKill.isNew(id))).toEqual([false, true, false, true])
    chat.complete(2)
    expect(store.read("direct:1")).toMatchObject({ upTo: 3, ranges: [] })
  })

  test("has one range between two messages in flight, however many are done", () => {
    const { store, chat } = checkpoint()
    for (let id = 1; id <= 1000; id++) chat.begin(id)
    for (let id = 1000; id >= 1; id--) if (id !== 1 && id !== 500) chat.complete(id)
    expect(store.read("direct:1")).toMatchObject({
      upTo: 0,
      ranges: [
        [2, 499],
        [501, 1000],
      ],
    })
    chat.complete(1)
    expect(store.read("direct:1")).toMatchObject({ upTo: 499, ranges: [[501, 1000]] })
  })

  test("after a kill counts nothing as handled that has not begun again", () => {
    const { store, chat } = checkpoint()
    for (let id = 1; id <= 9; id++) chat.begin(id)
    for (const id of [1, 2, 4, 6, 9]) chat.complete(id)
    const afterKill = new ChatCheckpoint(store, "direct:1")
    afterKill.begin(3)
    afterKill.complete(3)
    expect([5, 7, 8].every((id) => afterKill.isNew(id))).toBe(true)
    expect([1, 2, 3, 4, 6, 9].some((id) => afterKill.isNew(id))).toBe(false)
    for (const id of [5, 7, 8]) afterKill.begin(id)
    for (const id of [8, 7, 5]) afterKill.complete(id)
    expect(store.read("direct:1")).toMatchObject({ upTo: 9, ranges: [] })
  })

  test("can skip", () => {
    const { store, chat } = checkpoint()
    chat.skip(10)
    expect([chat.isNew(10), store.read("direct:1")?.upTo]).toEqual([false, 10])
  })
})
