import { mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createNetwork } from "@simplex-chat/testing"
import { afterEach, beforeEach, expect, test } from "vitest"
import type * as sources from "../src/index.ts"

// As it is published: a build can break what works from its sources.
const built = new URL("../dist/index.js", import.meta.url).href
const { Bot, Sessions, sqliteStorage } = (await import(built)) as typeof sources

let folder: string
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), "bot-package-"))))
afterEach(() => rm(folder, { recursive: true, force: true }))

test("keeps its state in files, as built", async () => {
  const network = createNetwork()
  const storage = await sqliteStorage(join(folder, "sessions.db"))
  const counts = new Sessions({ initial: () => 0, storage })
  const bot = new Bot({
    profile: { displayName: "counter" },
    db: network.openCore({ name: "counter" }),
    stateFile: join(folder, "state.db"),
    logging: "silent",
  })
  bot.onMessage(async (message) => {
    await message.reply(`${await counts.update(message, (count) => count + 1)}`)
  })
  await bot.start()
  const alice = await network.person("alice")
  await alice.connectTo(bot.address ?? "")
  for (const count of ["1", "2"]) {
    await alice.say("more")
    expect(await alice.expectMessage(count)).toBe(count)
  }
  await bot.stop()
})

test("importing the bot loads nothing of the subpaths, nor what only they need", async () => {
  const loaded = new Set<string>()
  const load = async (file: string): Promise<void> => {
    if (loaded.has(file)) return
    loaded.add(file)
    const code = await readFile(new URL(`../dist/${file}`, import.meta.url), "utf8")
    // What is imported statically; `import()` comes when it is used.
    for (const [, from = ""] of code.matchAll(/^(?:import|export)\b[^;]*?from "([^"]+)"/gm)) {
      if (from.startsWith("./")) await load(from.slice(2))
      else loaded.add(from)
    }
  }
  await load("index.js")
  expect(loaded.has("@simplex-chat/api")).toBe(true)
  const kits = ["bots", "channels", "forms", "i18n", "media", "moderation", "polls", "schedule"]
  const subpaths = kits.map((name) => `${name}.js`)
  for (const heavy of ["croner", "@fluent/bundle", "sharp", "node:crypto", ...subpaths])
    expect([heavy, loaded.has(heavy)]).toEqual([heavy, false])
})
