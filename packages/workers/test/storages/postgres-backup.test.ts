import { execFile } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest"
import { postgresStorage } from "../../src/storages/postgres.ts"
import { noPostgres, startPostgres } from "../servers/postgresql.ts"
import { folder, requireHere, type TestServer } from "../servers/unpacked.ts"

const manual = join(import.meta.dirname, "..", "..", "..", "..", "docs", "operations.md")

/** The commands of the manual, as they are printed there. */
const commands = readFileSync(manual, "utf8").match(/^pg_(dump|restore) .*$/gm) ?? []

const unpacked = join(folder, "bin")
const missing = existsSync(join(unpacked, "pg_dump"))
  ? undefined
  : "no pg_dump: run npm test at the root, which fetches one where it can"

const isHere = requireHere(noPostgres ?? missing)

let server: TestServer
beforeAll(async () => {
  if (isHere) server = await startPostgres()
}, 60_000)
afterAll(async () => {
  if (isHere) await server.stop()
})

test("state is as it was after a dump and a restore, with the manual's commands", async () => {
  const cwd = await mkdtemp(join(tmpdir(), "dump-"))
  onTestFinished(() => rm(cwd, { recursive: true }))
  const env = { PATH: `${unpacked}:${process.env["PATH"]}`, POSTGRES_URL: server.url }
  const run = (command = "") => promisify(execFile)("/bin/sh", ["-c", command], { cwd, env })
  const storage = await postgresStorage({ url: server.url })
  onTestFinished(() => storage.close())
  await storage.set("greeting", { text: "Grüße, 👋 'and' \\ \u2028" })
  await storage.set("counter", 1)
  await Promise.all(Array.from({ length: 500 }, (_, n) => storage.set(`session/${n}`, { n })))

  // A bot writes on while it is dumped: the copy is of one moment.
  let stop = false
  const writing = (async () => {
    for (let n = 0; !stop; n++) await storage.set("counter", n)
  })()
  await run(commands[0])
  stop = true
  await writing

  await storage.set("greeting", "spoiled")
  await storage.set("new", "after the dump")
  for (const key of await storage.keys("session/")) await storage.delete(key)
  await run(commands[1])
  expect(await storage.get("greeting")).toEqual({ text: "Grüße, 👋 'and' \\ \u2028" })
  expect(await storage.get("new")).toBe(undefined)
  expect(await storage.keys("session/")).toHaveLength(500)
  // It is a table that can be written, with its keys.
  await storage.set("greeting", "again")
  expect(await storage.get("greeting")).toBe("again")
}, 60_000)
