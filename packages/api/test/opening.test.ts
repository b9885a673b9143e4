import { afterEach, expect, test, vi } from "vitest"
import { ChatApi } from "../src/index.ts"
import { ScriptedCore } from "@simplex-chat/core/scripted"

const openCore = vi.hoisted(() => vi.fn<(...args: unknown[]) => Promise<unknown>>())
vi.mock("@simplex-chat/core-ffi", () => ({ openCore }))
afterEach(() => void openCore.mockReset())

test.each([
  { filePrefix: "data/bot", encryptionKey: "key", confirmMigrations: "yesUpDown" as const },
  { connectionString: "postgresql://localhost/bot", schemaPrefix: "bot" },
])("a database is opened as it is described: %j", async (database) => {
  const core = new ScriptedCore()
  openCore.mockResolvedValue(core)
  const { signal } = new AbortController()
  const api = await ChatApi.init(database, { backoff: { initialMs: 1 }, signal })
  expect(openCore).toHaveBeenCalledExactlyOnceWith(database, { signal })
  await api.sendChatCmd("/version")
  expect(core.commands).toEqual(["/version"])
  await api.close()
  expect(core.closes).toBe(1)
})

test("a core that is open is taken as it is, and nothing native is asked for", async () => {
  const core = new ScriptedCore()
  const api = await ChatApi.init(core)
  await api.close()
  expect(openCore).not.toHaveBeenCalled()
  expect(core.closes).toBe(1)
})
