import { mkdir, readdir, symlink, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { beforeEach, expect, onTestFinished, test, vi } from "vitest"
import { Session } from "../../../src/cli/dev/session.ts"
import type { SessionEvent } from "../../../src/cli/dev/session-events.ts"
import { temporaryFolder } from "../command-line.ts"

const packages = join(import.meta.dirname, "..", "..", "..", "..")

/** A project of a user, with this package installed. */
let project: string
beforeEach(async () => {
  project = await temporaryFolder()
  for (const name of ["bot", "core-ffi", "core-remote"]) {
    const place = join(project, "node_modules", "@simplex-chat", name)
    await mkdir(dirname(place), { recursive: true })
    await symlink(join(packages, name), place, "junction")
  }
})

const squarer = `
import { Bot } from "@simplex-chat/bot"
const bot = new Bot({ profile: { displayName: "squarer" }, db: { filePrefix: "data/squarer" } })
bot.onMessage((message) => message.send(String(Number(message.text) ** 2)))
`

async function open(source: string, options: { watch?: boolean } = {}) {
  const file = join(project, "bot.mjs")
  await writeFile(file, source)
  const session = await Session.open({ file, ...options })
  const events: SessionEvent[] = []
  session.listen((event) => events.push(event))
  onTestFinished(() => session.close())
  return { file, session, events }
}

const outputOf = (events: readonly SessionEvent[]) =>
  events.map((event) => (event.type === "output" ? event.text : "")).join("")

const patience = { timeoutMs: 60_000 }

test.each([
  ["runs its bot, as the README's does", `${squarer} await bot.run()`],
  ["runs its bot without waiting for it", `${squarer} bot.run()`],
  [
    "runs its bot where it is the main module",
    `${squarer} if (import.meta.main ?? true) bot.run()`,
  ],
  [
    "starts its bot, and then waits for other things",
    `${squarer} setTimeout(() => bot.start(), 50)`,
  ],
  ["exports its bot", `${squarer} export default bot`],
  ["exports a bot that it runs", `${squarer} bot.run(); export default bot`],
  ["makes a bot, and leaves it at that", squarer],
  [
    "exports a function",
    `${squarer.replace("const bot", "export default () => { const bot")} return bot }`,
  ],
])("it runs the bot of a file that %s", async (_, source) => {
  const { session } = await open(source)
  await session.startBot()
  expect(session.bot).toMatchObject({ type: "running", name: "squarer" })
  const you = await session.addPerson("you")
  await you.say("7")
  expect(await you.expectMessage("49", patience)).toBe("49")
  await session.stopBot()
  expect(session.bot).toEqual({ type: "stopped" })
})

test("nothing of it reaches the real identity, nor files that keep anything", async () => {
  const { session } = await open(`
    import { Bot, Owners, Sessions, sqliteStorage } from "@simplex-chat/bot"
    const storage = await sqliteStorage("data/storage.db")
    const owners = new Owners(storage, { codeFile: "data/owner-code" })
    const sessions = new Sessions({ storage, initial: () => ({ count: 0 }) })
    const bot = new Bot({
      profile: { displayName: "keeper" },
      db: { filePrefix: "data/bot" },
      stateFile: "data/state.db",
      filesFolder: "data/files",
    })
    bot.group({}, owners.pairing())
    bot.onMessage(async (message) => {
      storage.set("last", message.text)
      await message.send("kept")
    })
    await bot.run()
  `)
  await session.startBot()
  const you = await session.addPerson("you")
  await you.say("keep this")
  await you.expectMessage("kept", patience)
  await session.close()
  expect(await readdir(project)).toEqual(["bot.mjs", "node_modules"])
})

test.each([
  [
    "core-ffi",
    'import { openCore } from "@simplex-chat/core-ffi"\nawait openCore({ filePrefix: "data/bot" })',
  ],
  [
    "core-remote",
    'import { connectCore } from "@simplex-chat/core-remote"\nawait connectCore("ws://127.0.0.1:9")',
  ],
])("a file that opens a real core with %s is refused, and opens nothing", async (_, source) => {
  const { session, events } = await open(source)
  await expect(session.startBot()).rejects.toThrow("ended before it had started")
  expect(outputOf(events)).toMatch(/Core: refused under simplex-bot dev/)
  expect(session.bot).toMatchObject({ type: "failed", code: 1 })
  expect(await readdir(project)).toEqual(["bot.mjs", "node_modules"])
})

test.each([
  ["no bot", "export const five = 5", "creates no bot"],
  [
    "two bots",
    `${squarer}new Bot(bot.options)`,
    "dev runs one bot, and the file makes a second one",
  ],
  [
    "Bots",
    'import { Bots } from "@simplex-chat/bot/bots"\nexport default new Bots()',
    /^dev runs one bot, and the file makes Bots: try each from a file of its own, and all .* testBots$/,
  ],
])("a file with %s says what is wrong", async (_, source, problem) => {
  const { session } = await open(source)
  await expect(session.startBot()).rejects.toThrow(problem)
})

test("what a handler throws is an event, with its message and its stack", async () => {
  const { session, events } = await open(
    `${squarer.replace("message.send(", "message.no(")} bot.run()`,
  )
  await session.startBot()
  const you = await session.addPerson("you")
  await you.say("7")
  const thrown = () =>
    events.find((event) => event.type === "log" && event.line.error !== undefined)
  await vi.waitUntil(thrown, 60_000)
  expect(thrown()).toMatchObject({
    line: {
      error: expect.stringMatching(
        /TypeError: message\.no is not a function\n.*bot\.mjs:4/,
      ) as string,
    },
  })
})

test("a bot that is killed has what came meanwhile when it starts again", async () => {
  const { session, events } = await open(`${squarer} bot.run()`)
  await session.startBot()
  const you = await session.addPerson("you")
  await you.say("2")
  await you.expectMessage("4", patience)
  await vi.waitUntil(
    () => events.some((event) => event.type === "run" && event.run.phase === "end"),
    60_000,
  )
  await session.killBot()
  expect(session.bot).toEqual({ type: "stopped" })
  await you.say("3")
  await session.startBot()
  await you.expectMessage("9", patience)
  await you.expectSilence()
})

test("with watch, a change of its files restarts the bot, and the conversation goes on", async () => {
  await writeFile(join(project, "power.mjs"), "export const power = 2")
  const source = `import { power } from "./power.mjs"\n${squarer.replace("** 2", "** power")} bot.run()`
  const { session, events } = await open(source, { watch: true })
  await session.startBot()
  const you = await session.addPerson("you")
  await you.say("2")
  await you.expectMessage("4", patience)

  const running = () =>
    events.filter((one) => one.type === "bot" && one.state.type === "running").length
  await writeFile(join(project, "power.mjs"), "export const power = (")
  await vi.waitUntil(() => session.bot.type === "failed", 60_000)
  expect(outputOf(events)).toContain("SyntaxError")
  await writeFile(join(project, "power.mjs"), "export const power = 3")
  await vi.waitUntil(() => running() === 2, 60_000)
  await you.say("2")
  await you.expectMessage("8", patience)
  expect(you.conversation()).toBe("you: 2\nsquarer: 4\nyou: 2\nsquarer: 8")
})
