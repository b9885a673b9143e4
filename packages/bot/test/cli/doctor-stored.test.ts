import { createNetwork } from "@simplex-chat/testing"
import { chmod, mkdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { beforeEach, expect, test } from "vitest"
import { Bot } from "../../src/index.ts"
import { simplexBot, temporaryFolder } from "./command-line.ts"

let cwd: string
beforeEach(async () => {
  cwd = await temporaryFolder()
  await mkdir(join(cwd, "data"))
  for (const suffix of ["_chat.db", "_agent.db"])
    await writeFile(join(cwd, "data", `bot${suffix}`), `SQLite format 3\0${"x".repeat(5000)}`, {
      mode: 0o600,
    })
})

interface Found {
  readonly ok: boolean
  readonly found: string
  readonly remedy?: string
}

/** What doctor says of the database, by the name of the check. */
async function diagnosed(...args: string[]): Promise<Readonly<Record<string, Found>>> {
  const { out } = await simplexBot(["doctor", "--json", ...args], { cwd })
  const { checks } = JSON.parse(out) as { checks: (Found & { name: string })[] }
  return Object.fromEntries(checks.map(({ name, ...found }) => [name, found]))
}

/** The state of a bot that has run. */
async function ran(stateFile: string): Promise<Bot> {
  const db = createNetwork().openCore({ name: "bot" })
  const bot = new Bot({ profile: { displayName: "bot" }, db, stateFile, logging: "silent" })
  await bot.start()
  await bot.stop()
  return bot
}

test("files, state, room and backup of a stopped bot", async () => {
  const { identity } = await ran(join(cwd, "data", "bot_bot.db"))
  const { database, files, key, space, state, backup } = await diagnosed()
  expect(database?.found).toContain("no process has it open")
  expect(files?.found).toMatch(/^bot_chat\.db: 5\.0 kB\nbot_agent\.db: 5\.0 kB\nbot_bot\.db: /)
  expect(key).toMatchObject({ ok: true, found: expect.stringContaining("not encrypted") as string })
  expect(space?.found).toMatch(/ free for a database of 10\.0 kB$/)
  expect(state?.found).toMatch(
    new RegExp(`^identity ${identity}, \\d chats, kept since 20\\d\\d-.*Z$`),
  )
  expect(backup?.found).toContain("none by simplex-bot backup")
})

test("what a killed process has left behind, and the age of the last backup", async () => {
  await writeFile(join(cwd, "data", "bot_agent.db-wal"), "x".repeat(70_000))
  const twoDays = new Date(Date.now() - 49 * 3_600_000).toISOString()
  const record = JSON.stringify({ createdAt: twoDays, file: "/backups/bot.tar.zst" })
  await writeFile(join(cwd, "data", "bot_backup.json"), record)
  const { files, state, backup } = await diagnosed()
  expect(files?.found).toContain("bot_agent.db: 5.0 kB, and 70.0 kB that the next start writes")
  expect(state).toMatchObject({ ok: true, found: expect.stringContaining("none") as string })
  expect(backup?.found).toMatch(/^\/backups\/bot\.tar\.zst: 2 days old/)
})

test("a state elsewhere is found by --state, and a damaged one has a remedy", async () => {
  await ran(join(cwd, "elsewhere.db"))
  expect((await diagnosed("--state", "elsewhere.db"))["state"]?.found).toMatch(/^identity/)
  await writeFile(join(cwd, "data", "bot_bot.db"), "no database at all")
  const { state } = await diagnosed()
  expect(state).toMatchObject({ ok: false, found: expect.stringContaining("bot_bot.db") as string })
  expect(state?.remedy).toContain("restore a backup")
})

test("half encrypted is from two backups", async () => {
  await writeFile(join(cwd, "data", "bot_agent.db"), "\x8f\x01".repeat(3000))
  expect((await diagnosed())["key"]).toMatchObject({
    ok: false,
    remedy: expect.stringContaining("same backup") as string,
  })
  await writeFile(join(cwd, "data", "bot_chat.db"), "\x8f\x02".repeat(3000))
  expect((await diagnosed())["key"]?.found).toBe("the database is encrypted")
})

test.skipIf(process.platform === "win32")("files that others may open", async () => {
  const chat = join(cwd, "data", "bot_chat.db")
  await chmod(chat, 0o644)
  const { files } = await diagnosed()
  expect(files?.found).toContain(`chmod go= data/bot_chat.db`)
})
