import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { text } from "node:stream/consumers"
import { fileURLToPath } from "node:url"
import { expect, onTestFinished, test } from "vitest"
import { broker, withBroker } from "./fixtures.ts"

withBroker()

const bin = fileURLToPath(new URL("../../bot/bin/simplex-bot.js", import.meta.url))
const bot = fileURLToPath(new URL("cli-bot.ts", import.meta.url))

const simplexBot = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  spawn(process.execPath, ["--disable-warning=ExperimentalWarning", bin, ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  })

test("host and work run the bot of one file, however it starts it", async () => {
  const env = { AMQP_URL: broker().url }
  const folder = mkdtempSync(join(tmpdir(), "probes-"))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const probes = (name: string) => ["--http", `unix:${join(folder, name)}`]
  const host = simplexBot(["host", bot, ...probes("host")], env)
  const work = simplexBot(["work", bot, ...probes("work")], env)
  await new Promise<void>((resolve, reject) => {
    host.stdout.on("data", (data: Buffer) => {
      if (data.toString().includes("answered by a worker")) resolve()
    })
    host.once("exit", () => reject(new Error("the host ended")))
  })
  for (const name of ["host", "work"]) {
    const asking = simplexBot(["status", ...probes(name)])
    const [said, [code]] = await Promise.all([text(asking.stdout), once(asking, "exit")])
    expect(said).toMatch(/^a bot: running, healthy, for/)
    expect(code).toBe(0)
  }
  work.kill("SIGTERM")
  expect((await once(work, "exit"))[0]).toBe(0)
  host.kill("SIGTERM")
  expect((await once(host, "exit"))[0]).toBe(0)
})

/** A file where it finds the packages, and neither the linter nor the formatter looks. */
function fileOf(source: string): string {
  const folder = mkdtempSync(join(import.meta.dirname, "..", "node_modules", "bots-"))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, "bots.mjs")
  writeFileSync(file, source)
  return file
}

const nowhere = { AMQP_URL: "amqp://127.0.0.1:1" }
const two = `import { Bot } from "@simplex-chat/bot"
const make = (displayName) => new Bot({ profile: { displayName }, db: { filePrefix: "x" } })
const [, second] = [make("a"), make("b")]
`

test.each(["host", "work"])("%s refuses a file with several bots in a line", async (command) => {
  const refusalOf = async (source: string) => {
    const asked = simplexBot([command, fileOf(source)], nowhere)
    const [errors, [code]] = await Promise.all([text(asked.stderr), once(asked, "exit")])
    expect(code).toBe(1)
    return errors
  }
  const several = /^\S+bots\.mjs makes 2 bots, and one would run: .*\n$/
  expect(await refusalOf(`${two}export default second`)).toMatch(several)
  expect(await refusalOf(two)).toMatch(several)
  const bots = `import { Bots } from "@simplex-chat/bot/bots"
export default new Bots().add("a", () => { throw new Error("made") })`
  expect(await refusalOf(bots)).toBe(
    "host and work run one bot, and the file makes Bots: give each bot a file of its own\n",
  )
})

test("work runs the bot that its file makes and leaves at that", async () => {
  const one = `import { Bot } from "@simplex-chat/bot"
new Bot({ profile: { displayName: "one" }, db: { filePrefix: "x" } })`
  const work = simplexBot(["work", fileOf(one)], nowhere)
  let errors = ""
  work.stderr.on("data", (data: Buffer) => (errors += data.toString()))
  await expect.poll(() => errors).toContain("broker: connect ECONNREFUSED 127.0.0.1:1\n")
  work.kill("SIGKILL")
  await once(work, "exit")
})

test("a bot that never starts keeps no process", async () => {
  const idle = `import { Bot } from "@simplex-chat/bot"
import { amqpCore } from "${new URL("../src/index.ts", import.meta.url).href}"
const db = amqpCore({ url: "amqp://127.0.0.1:1", name: "idle" })
new Bot({ profile: { displayName: "idle" }, db })`
  const child = spawn(process.execPath, [fileOf(idle)])
  expect(await once(child, "exit")).toEqual([0, null])
})

test("without a broker's address the usage is wrong", async () => {
  const work = simplexBot(["work", bot], { AMQP_URL: undefined })
  const [errors, [code]] = await Promise.all([text(work.stderr), once(work, "exit")])
  expect(errors).toContain("--amqp <url>")
  expect(code).toBe(2)
})

test("a broker that cannot be reached is named while it is tried again", async () => {
  const work = simplexBot(["work", bot], nowhere)
  let errors = ""
  work.stderr.on("data", (data: Buffer) => (errors += data.toString()))
  await expect.poll(() => errors).toContain("broker: connect ECONNREFUSED 127.0.0.1:1\n")
  work.kill("SIGKILL")
  await once(work, "exit")
})
