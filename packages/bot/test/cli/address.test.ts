import { createNetwork } from "@simplex-chat/testing"
import { join } from "node:path"
import { expect, test } from "vitest"
import { Bot } from "../../src/index.ts"
import { simplexBot, temporaryFolder } from "./command-line.ts"

async function startedBot(folder: string): Promise<Bot> {
  const bot = new Bot({
    profile: { displayName: "found" },
    db: createNetwork().openCore(),
    stateFile: join(folder, "found_bot.db"),
    logging: "silent",
  })
  return bot.start()
}

test("the address of a bot that runs, and of one that has run, with its QR code", async () => {
  const folder = await temporaryFolder()
  const bot = await startedBot(folder)
  const address = bot.address ?? ""
  const show = (...more: string[]) =>
    simplexBot(["address", "--db", join(folder, "found"), ...more])
  const shown = await show()
  expect(shown).toMatchObject({ code: 0, err: "" })
  expect(shown.out).toMatch(/[▀▄█]/)
  expect(shown.out.trimEnd().split("\n").at(-1)).toBe(address)
  expect(await show("--no-qr")).toEqual({ code: 0, out: `${address}\n`, err: "" })
  await bot.stop()
  expect((await show("--no-qr")).out).toBe(`${address}\n`)
})

test("the state file can be elsewhere", async () => {
  const folder = await temporaryFolder()
  const bot = await startedBot(folder)
  const { out } = await simplexBot(["address", "--no-qr", "--state", join(folder, "found_bot.db")])
  expect(out).toBe(`${bot.address}\n`)
  await bot.stop()
})

test("where there is no bot, it says which option is wrong", async () => {
  const cwd = await temporaryFolder()
  expect(await simplexBot(["address"], { cwd })).toEqual({
    code: 1,
    out: "",
    err: "data/bot: there is no database yet; the first start of the bot creates it, and --db takes its filePrefix\n",
  })
})
