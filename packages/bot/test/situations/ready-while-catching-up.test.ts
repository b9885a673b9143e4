import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import { Bot } from "../../src/index.ts"
import { contact, directItem } from "../fixtures/items.ts"
import { SmallCore } from "../fixtures/small-core.ts"
import { until } from "../fixtures/start-bot.ts"

const alice = contact(4, "alice")

/** What a handler or a core waits at, and who has come there. */
function gate() {
  const { promise, resolve: open } = Promise.withResolvers<void>()
  const at: string[] = []
  const pass = (who: string) => {
    at.push(who)
    return promise
  }
  return { pass, open, at }
}

/** A bot with probes on a core that has heard something while the bot was down. */
async function missed(texts: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), "ready-"))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const make = (core: SmallCore) => {
    const stateFile = join(folder, "state.db")
    const bot = new Bot({ profile: { displayName: "bot" }, db: core, stateFile, logging: "silent" })
    onTestFinished(() => void bot.stop())
    return bot
  }
  const first = new SmallCore()
  await (await make(first).start()).stop()
  const core = new SmallCore(structuredClone(first.disk))
  for (const text of texts) core.hear(directItem(alice, text), { event: false })
  const bot = make(core)
  const { url } = await bot.serveHttp("127.0.0.1:0")
  const ready = async () => {
    const response = await fetch(`${url}/readyz`)
    const health = (await response.json()) as { ok: boolean; working: number; queued: number }
    return { status: response.status, ...health }
  }
  const live = async () => (await fetch(`${url}/livez`)).status
  return { bot, core, ready, live }
}

test("a bot that reads what it missed is live, and not ready", async () => {
  const { bot, core, ready, live } = await missed(["one"])
  const reading = gate()
  core.before = (name) => (name === "APIGetChats" ? reading.pass(name) : undefined)
  const started = bot.start()
  await until(() => reading.at.length > 0)
  expect([await live(), (await ready()).status]).toEqual([200, 503])
  reading.open()
  await started
  expect(await ready()).toMatchObject({ status: 200, ok: true })
})

test("a bot whose onStart has not ended is not ready, since no message is handled yet", async () => {
  const { bot, ready } = await missed(["one"])
  const preparing = gate()
  const seen: string[] = []
  bot.onStart(() => preparing.pass("onStart"))
  bot.onMessage(({ text }) => void seen.push(text))
  const started = bot.start()
  await until(() => preparing.at.length > 0)
  expect(await ready()).toMatchObject({ status: 503, ok: false, database: true })
  expect(seen).toEqual([])
  preparing.open()
  await started
  expect(await ready()).toMatchObject({ status: 200, ok: true })
})

test("a bot that handles what it missed is ready, and says what is going on", async () => {
  const { bot, ready } = await missed(["one", "two", "three"])
  const handling = gate()
  bot.onMessage(({ text }) => handling.pass(text))
  await bot.start()
  await until(() => handling.at.length > 0)
  expect(await ready()).toMatchObject({ status: 200, ok: true, working: 1 })
  handling.open()
  await until(() => handling.at.length === 3)
  expect(handling.at).toEqual(["one", "two", "three"])
})
