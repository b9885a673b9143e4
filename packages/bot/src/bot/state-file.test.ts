import { createNetwork } from "@simplex-chat/testing"
import { cpSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { afterEach, beforeEach, expect, test } from "vitest"
import { keptLog } from "../../test/fixtures/start-bot.ts"
import { ConfigurationError } from "../errors.ts"
import { Bot } from "./bot.ts"
import type { BotOptions } from "./options.ts"

let folder = ""
const bots: Bot[] = []
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "bot-state-"))))
afterEach(async () => {
  await Promise.all(bots.splice(0).map((bot) => bot.stop()))
  rmSync(folder, { recursive: true, force: true })
})

const stateFile = () => join(folder, "state.db")

function world() {
  const network = createNetwork()
  const openCore = (database: string) =>
    network.openCore({ name: database, folder: join(folder, database) })
  /** A bot that notes what it sees, on the database of this name. */
  const make = (database: string, options: Partial<BotOptions> = {}) => {
    const seen: string[] = []
    const log = keptLog()
    const db = openCore(database)
    const profile = { displayName: "bot" }
    const bot = new Bot({ profile, db, stateFile: stateFile(), logging: log, ...options })
    bots.push(bot)
    bot.onMessage(({ text }) => void seen.push(text))
    const warnings = () => log.lines.filter(({ level }) => level === "warn")
    return { bot, seen, log, warnings }
  }
  const live = async (database: string, options?: Partial<BotOptions>) => {
    const made = make(database, options)
    await made.bot.start()
    return made
  }
  /** A person who is connected to the bot and has sent this to it. */
  const person = async (name: string, { bot, seen }: ReturnType<typeof make>, texts: string[]) => {
    const person = await network.person(name)
    await person.connectTo(bot.address ?? "")
    for (const text of texts) await person.say(text)
    await expect.poll(() => seen).toEqual(texts)
    return person
  }
  /** The core stores what arrives, and no handler runs. */
  const takeUnhandled = async (database: string) => {
    const core = openCore(database)
    await core.sendCommand("/_start")
    await network.idle()
    await core.close()
  }
  return { network, make, live, person, takeUnhandled }
}

const ofOther = { chat: "direct:4", message: expect.stringContaining("of another database") }
const beyond = { chat: "direct:4", message: expect.stringContaining("later messages") }

test("messages that come into another database are not taken for those of the first", async () => {
  const { live, person } = world()
  const first = await live("first")
  await person("alice", first, ["a1", "a2", "a3"])
  await first.bot.stop()
  const second = await live("second")
  await person("bob", second, ["b1", "b2", "b3"])
  expect(second.warnings()).toContainEqual(expect.objectContaining(ofOther))
})

test("nor are those that wait in it at the start", async () => {
  const { live, person, takeUnhandled } = world()
  const first = await live("first")
  await person("alice", first, ["a1", "a2", "a3", "a4"])
  await first.bot.stop()
  const other = await live("second", { stateFile: join(folder, "other.db") })
  const bob = await person("bob", other, ["b1"])
  await other.bot.stop()
  await bob.say("b2")
  await takeUnhandled("second")
  const second = await live("second")
  await expect.poll(() => second.seen).toEqual(["b1", "b2"])
  expect(second.warnings()).toContainEqual(expect.objectContaining(ofOther))
  await second.bot.stop()
  const again = await live("second")
  await bob.say("b3")
  await expect.poll(() => again.seen).toEqual(["b3"])
  expect(again.warnings()).toEqual([])
})

test("an older copy of the database loses nothing that comes after it", async () => {
  const { live, person } = world()
  const first = await live("first")
  const alice = await person("alice", first, ["a1"])
  await first.bot.stop()
  cpSync(join(folder, "first"), join(folder, "copy"), { recursive: true })
  const second = await live("first")
  for (const text of ["a2", "a3"]) await alice.say(text)
  await expect.poll(() => second.seen).toEqual(["a2", "a3"])
  await second.bot.stop()
  rmSync(join(folder, "first"), { recursive: true })
  cpSync(join(folder, "copy"), join(folder, "first"), { recursive: true })
  const third = await live("first")
  expect(third.warnings()).toContainEqual(expect.objectContaining(beyond))
  for (const text of ["a4", "a5", "a6"]) await alice.say(text)
  await expect.poll(() => third.seen).toEqual(["a4", "a5", "a6"])
})

test("a state file of an earlier version is still understood", async () => {
  const { live, person, takeUnhandled } = world()
  const first = await live("first")
  const alice = await person("alice", first, ["a1"])
  await first.bot.stop()
  const database = new DatabaseSync(stateFile())
  database.exec("ALTER TABLE position DROP COLUMN created_at")
  database.close()
  await alice.say("a2")
  await takeUnhandled("first")
  const second = await live("first")
  await expect.poll(() => second.seen).toEqual(["a2"])
  expect(second.warnings()).toEqual([])
})

test("a second bot is refused while the first uses the file", async () => {
  const { live, make } = world()
  const first = await live("first")
  const second = make("second")
  const problem = `another bot uses ${stateFile()}; stop it, or give each bot a file of its own`
  await expect(second.bot.start()).rejects.toEqual(new ConfigurationError("stateFile", problem))
  await first.bot.stop()
  await live("third")
})

test("the bot ends when it cannot store what was handled, and handles it again", async () => {
  const { live, person, make } = world()
  const first = await live("first")
  const alice = await person("alice", first, ["a1"])
  await first.bot.stop()
  const change = (sql: string) => {
    const database = new DatabaseSync(stateFile())
    database.exec(sql)
    database.close()
  }
  change(`
    CREATE TRIGGER full BEFORE INSERT ON position
    BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END
  `)
  const second = make("first")
  const failure = second.bot.serveForever().catch((error: unknown) => error)
  await second.bot.start()
  await alice.say("a2")
  expect(await failure).toMatchObject({
    name: "BotError",
    message: "what was handled could not be stored in the stateFile",
  })
  expect(second.seen).toEqual(["a2"])
  expect(second.log.lines.at(-1)).toMatchObject({ message: "stopped" })
  change("DROP TRIGGER full")
  const third = await live("first")
  await expect.poll(() => third.seen).toEqual(["a2"])
})
