import { memoryStorage, sqliteStorage } from "@simplex-chat/bot"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll } from "vitest"
import { storageContract } from "./contract.ts"

const folder = mkdtempSync(join(tmpdir(), "workers-storages-"))
afterAll(() => rmSync(folder, { recursive: true }))

storageContract("memoryStorage", () => memoryStorage())
storageContract("sqliteStorage", () => sqliteStorage(join(folder, "state.db")))
