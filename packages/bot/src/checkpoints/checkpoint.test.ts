import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { ChatProgress, MemoryProgress, type ProgressStore } from "./progress.ts"
import { SqliteProgress } from "./sqlite-progress.ts"

const files: { database?: DatabaseSync; path: string } = { path: "" }
beforeAll(() => void (files.path = join(mkdtempSync(join(tmpdir(), "bot-progress-")), "bot.db")))
afterAll(() => files.database?.close())

function openSqlite(): ProgressStore {
  files.database?.close()
  const fail = (error: unknown) => {
    throw error
  }
  return new SqliteProgress((files.database = new DatabaseSync(files.path)), fail)
}

describe.each<[string, () => ProgressStore]>([
  ["in memory", () => new MemoryProgress()],
  ["in SQLite", openSqlite],
])("the store %s", (_, open) => {
  it("has nothing to catch up before its first begin", () => {
    const store = open()
    expect([store.begun, store.chats()]).toEqual([false, []])
    store.begin(new Map([["direct:1", { upTo: 7, also: [], createdAt: "2026" }]]))
    expect([store.begun, store.chats()]).toEqual([true, ["direct:1"]])
    expect(store.read("direct:1")).toEqual({ upTo: 7, also: [], createdAt: "2026" })
    expect(store.read("direct:2")).toBeUndefined()
  })

  it("keeps what is handled out of order until all before it is", () => {
    const store = open()
    store.write("group:1", 2, 5)
    store.write("group:1", 2, 4)
    expect(store.read("group:1")?.also.toSorted()).toEqual([4, 5])
    store.write("group:1", 5, 3)
    expect(store.read("group:1")).toEqual({ upTo: 5, also: [] })
  })
})

it("SQLite remembers when it is opened again", () => {
  openSqlite().write("direct:9", 3, 8)
  const again = openSqlite()
  expect(again.begun).toBe(true)
  expect(again.read("direct:9")).toEqual({ upTo: 0, also: [8] })
  again.write("direct:9", 8, 4)
  expect(openSqlite().read("direct:9")).toEqual({ upTo: 8, also: [] })
})

describe("the progress of a chat", () => {
  const progress = () => {
    const store = new MemoryProgress()
    return { store, chat: new ChatProgress(store, "direct:1") }
  }

  it("moves on with each message", () => {
    const { store, chat } = progress()
    for (const id of [3, 5]) {
      chat.begin(id)
      chat.complete(id)
    }
    expect(store.read("direct:1")).toEqual({ upTo: 5, also: [] })
    expect([chat.isNew(4), chat.isNew(6)]).toEqual([false, true])
  })

  it("does not pass a message that is under way, but remembers what is done beyond it", () => {
    const { store, chat } = progress()
    for (const id of [1, 2, 3]) chat.begin(id)
    chat.complete(1)
    chat.complete(3)
    expect(store.read("direct:1")).toEqual({ upTo: 1, also: [3] })
    const afterKill = new ChatProgress(store, "direct:1")
    expect([1, 2, 3, 4].map((id) => afterKill.isNew(id))).toEqual([false, true, false, true])
    chat.complete(2)
    expect(store.read("direct:1")).toEqual({ upTo: 3, also: [] })
  })

  it("can skip", () => {
    const { store, chat } = progress()
    chat.skip(10)
    expect([chat.isNew(10), store.read("direct:1")?.upTo]).toEqual([false, 10])
  })
})
