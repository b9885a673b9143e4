import { serveCore } from "@simplex-chat/core-remote"
import { createNetwork } from "@simplex-chat/testing"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdir, readdir, symlink, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { beforeEach, expect, onTestFinished, test } from "vitest"
import { Bot } from "../../src/index.ts"
import { bin, node, type Said, simplexBot, temporaryFolder } from "./command-line.ts"

const packages = join(import.meta.dirname, "..", "..", "..")
const token = "a token of enough letters"

/** As the README has it: it runs by itself, on a database of its own. */
const readmeBot = `
import { Bot } from "@simplex-chat/bot"
const bot = new Bot({ profile: { displayName: "squarer" }, db: { filePrefix: "data/squarer" }, logging: "silent" })
bot.onMessage((message) => message.reply(String(Number(message.text) ** 2)))
await bot.run()
`

let project: string
let cwd: string
beforeEach(async () => {
  project = await temporaryFolder()
  cwd = join(project, "work")
  await mkdir(cwd)
  for (const name of ["bot", "core-ffi"]) {
    const place = join(project, "node_modules", "@simplex-chat", name)
    await mkdir(dirname(place), { recursive: true })
    await symlink(join(packages, name), place, "junction")
  }
  await writeFile(join(project, "bot.mjs"), readmeBot)
  await writeFile(
    join(project, "exported.mjs"),
    readmeBot.replace("await bot.run()", "export default bot"),
  )
})

const patience = { timeoutMs: 60_000 }

/** Without a library, and without a network to fetch one. */
const nowhere = (): Record<string, string> => ({
  XDG_CACHE_HOME: join(project, "cache"),
  LOCALAPPDATA: join(project, "cache"),
  HOME: join(project, "home"),
  HTTPS_PROXY: "http://127.0.0.1:9",
  NO_PROXY: "",
})

const ways: readonly [string, () => Promise<Said>][] = [
  ["node bot.mjs", () => node([join(project, "bot.mjs")], { cwd, env: nowhere() })],
  ["run bot.mjs", () => simplexBot(["run", join(project, "bot.mjs")], { cwd, env: nowhere() })],
  [
    "run exported.mjs",
    () => simplexBot(["run", join(project, "exported.mjs")], { cwd, env: nowhere() }),
  ],
]

test.each(ways)(
  "%s without a library says so in ten lines, and creates nothing",
  async (_, run) => {
    const { code, out, err } = await run()
    expect([code, out]).toEqual([1, ""])
    const lines = err.trimEnd().split("\n")
    expect(lines.length).toBeLessThanOrEqual(10)
    expect(lines[0]).toBe("libsimplex was not found:")
    expect(err).toContain("a download: ")
    expect(err).not.toMatch(/^\s+at /m)
    expect(await readdir(cwd)).toEqual([])
  },
)

test.each([
  ["node bot.mjs", (env: Record<string, string>) => node([join(project, "bot.mjs")], { cwd, env })],
  [
    "run exported.mjs",
    (env: Record<string, string>) =>
      simplexBot(["run", join(project, "exported.mjs")], { cwd, env }),
  ],
])("%s with a file that is no library says so, and creates nothing", async (_, run) => {
  const libs = join(project, "libs")
  await mkdir(libs)
  for (const suffix of ["so", "dylib", "dll"])
    await writeFile(join(libs, `libsimplex.${suffix}`), "8 bytes!")
  const { code, err } = await run({ ...nowhere(), SIMPLEX_LIBS_DIR: libs })
  expect(code).toBe(1)
  expect(err).toContain("could not be loaded")
  expect(err.trimEnd().split("\n").length).toBeLessThanOrEqual(10)
  expect(await readdir(cwd)).toEqual([])
})

test("each remedy that it names is there in the command line", async () => {
  const { err } = await simplexBot(["run", join(project, "bot.mjs")], { cwd, env: nowhere() })
  const commands = [...err.matchAll(/npx @simplex-chat\/bot (\w+)/g)].map(([, name = ""]) => name)
  expect(commands.length).toBeGreaterThan(0)
  for (const name of commands) expect((await simplexBot([name, "--help"])).code).toBe(0)
  for (const [option = ""] of err.matchAll(/--[a-z-]+/g))
    expect((await simplexBot(["install", "--help"])).out).toContain(option)
})

test("runs all bots of a file that exports Bots, and refuses one database for their own", async () => {
  const file = join(import.meta.dirname, "..", "fixtures", "cli-bots.ts")
  const { code, out, err } = await simplexBot(["run", file])
  expect({ code, err }).toEqual({ code: 0, err: "" })
  expect(out.trim().split("\n").toSorted()).toEqual(["one started", "two started"])
  const own = join(project, "own.mjs")
  await writeFile(
    own,
    `import { Bots } from "@simplex-chat/bot/bots"
     export default new Bots().add("one", () => { throw new Error("not made") })`,
  )
  const refused = await simplexBot(["run", own, "--db", "data/other"], { cwd })
  expect(refused).toMatchObject({ code: 1, out: "" })
  expect(refused.err).toContain("databases of their own: run it without --db")
})

test("an error that a program catches is its own to show", async () => {
  const file = join(project, "catches.mjs")
  await writeFile(
    file,
    readmeBot.replace(
      "await bot.run()",
      "await bot.run().catch((error) => console.log(error.name))",
    ),
  )
  const env = { ...nowhere(), SIMPLEX_LIBS_DIR: cwd }
  expect(await node([file], { cwd, env })).toEqual({
    code: 1,
    out: "LibraryNotFoundError\n",
    err: "",
  })
})

async function servedNetwork() {
  const network = createNetwork()
  const core = network.openCore({ name: "bot" })
  const served = await serveCore(core, { port: 0, token })
  onTestFinished(() => served.close())
  return { network, served, core }
}

/** Starts the command line, and has it end with the test. */
function start(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [bin, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  })
  onTestFinished(() => void child.kill("SIGKILL"))
  let said = ""
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text) => (said += String(text)))
  const stop = async (): Promise<number | null> => {
    child.kill("SIGTERM")
    const [code] = (await once(child, "close")) as [number | null]
    return code
  }
  return { stop, said: () => said }
}

/** The address that the bot has made, once it has. */
async function addressOn(core: { sendCommand(text: string): Promise<string> }): Promise<string> {
  const look = async () => {
    const answer = JSON.parse(await core.sendCommand("/_show_address 1")) as {
      result?: {
        contactLink?: { connLinkContact: { connShortLink?: string; connFullLink: string } }
      }
    }
    const link = answer.result?.contactLink?.connLinkContact
    return link?.connShortLink ?? link?.connFullLink
  }
  await expect.poll(look).toBeTypeOf("string")
  return (await look()) ?? ""
}

test.each(["bot.mjs", "exported.mjs"])(
  "run %s --core URL runs it on a core in another process",
  async (name) => {
    const { network, served, core } = await servedNetwork()
    const args = ["run", join(project, name), "--core", served.url]
    const first = start(args, { SIMPLEX_CORE_TOKEN: token })
    const alice = await network.person("alice")
    await alice.connectTo(await addressOn(core), patience)
    await alice.say("7")
    await alice.expectMessage("49", patience)
    expect(await first.stop()).toBe(0)

    const second = start(args, { SIMPLEX_CORE_TOKEN: token })
    await alice.say("8")
    await alice.expectMessage("64", patience)
    expect(await second.stop()).toBe(0)
    expect([first.said(), second.said()]).toEqual(["", ""])
    expect(await readdir(cwd)).toEqual([])
  },
)

test("a core that cannot be reached, or does not take the token, is one line", async () => {
  const { served } = await servedNetwork()
  const run = (url: string) =>
    simplexBot(["run", join(project, "bot.mjs"), "--core", url], {
      cwd,
      env: { SIMPLEX_CORE_TOKEN: "another token of enough letters" },
    })
  expect(await run("ws://127.0.0.1:9")).toMatchObject({
    code: 1,
    err: "127.0.0.1:9: cannot be reached\n",
  })
  const refused = await run(served.url)
  expect(refused.err.trimEnd().split("\n")).toHaveLength(1)
  expect(refused.err).toContain("token")
  expect(await run("http://127.0.0.1:9")).toMatchObject({
    code: 2,
    err: expect.stringContaining("It must be ws://HOST:PORT") as string,
  })
})

test("a bot names a core in another process as its db", async () => {
  const { network, served } = await servedNetwork()
  const bot = new Bot({
    profile: { displayName: "echo" },
    db: { url: served.url, token },
    logging: "silent",
  })
  bot.onMessage((message) => message.send(message.text))
  await bot.start()
  const alice = await network.person("alice")
  await alice.connectTo(bot.address ?? "")
  await alice.say("hello")
  expect(await alice.expectMessage("hello", patience)).toBe("hello")
  await bot.stop()
})

test.each([
  [{ url: "http://127.0.0.1" }, /^db\.url: must be ws:/],
  [{ url: "ws://127.0.0.1:1", token: "" }, /^db\.token: must be the secret/],
  [{ url: "ws://127.0.0.1:1", filePrefix: "data/bot" }, /^db: has filePrefix and url/],
])("%j is no database", (db, problem) => {
  expect(() => new Bot({ profile: { displayName: "echo" }, db })).toThrow(problem)
})

test.each([
  [
    "an unhandled rejection",
    `Promise.reject(new Error("the reason")); await new Promise((done) => setTimeout(done, 5_000))`,
    "Error: the reason",
  ],
  [
    "what a timer throws",
    `setTimeout(() => { throw new Error("the reason") }); await new Promise((done) => setTimeout(done, 5_000))`,
    "Error: the reason",
  ],
  ["what is thrown at once", `throw new Error("the reason")`, "Error: the reason"],
  [
    "JSON that is none, without its text",
    `JSON.parse("{ secret")`,
    "SyntaxError: Expected property name or '}' in JSON at position 2 (line 1 column 3)",
  ],
])("%s is said in ten lines, the reason first, and with its place", async (_, source, reason) => {
  const file = join(project, "broken.mjs")
  await writeFile(file, source)
  const { code, out, err } = await simplexBot(["run", file], { cwd })
  expect({ code, out }).toEqual({ code: 1, out: "" })
  const lines = err.trimEnd().split("\n")
  expect(lines[0]).toBe(reason)
  expect(lines.length).toBeLessThanOrEqual(10)
  expect(err).toMatch(/broken\.mjs:1:\d+/)
  expect(err).not.toContain("secret")
})

test("a mistake of syntax is said with its place, also in a file that is imported", async () => {
  await writeFile(join(project, "part.mjs"), "const x = 1\nconst y = ;")
  await writeFile(join(project, "whole.mjs"), 'import "./part.mjs"')
  for (const [command, name] of [
    ["run", "part.mjs"],
    ["run", "whole.mjs"],
    ["dev", "whole.mjs"],
  ] as const) {
    const { code, err } = await simplexBot([command, join(project, name)], { cwd })
    expect(code).toBe(1)
    const lines = err.trimEnd().split("\n")
    expect(lines[0]).toMatch(/part\.mjs:2$/)
    expect(lines[1]).toBe("const y = ;")
    expect(err).toContain("SyntaxError: Unexpected token ';'")
    expect(lines.length).toBeLessThanOrEqual(10)
  }
})

test.each(["bot.cts", "bot.cjs"])("%s runs with require, and not with import", async (name) => {
  const file = join(project, name)
  await writeFile(
    file,
    `const { Bot } = require("@simplex-chat/bot")
     module.exports = new Bot({ profile: { displayName: "squarer" }, db: { filePrefix: "data/x" } })`,
  )
  // It got as far as the library.
  const run = await simplexBot(["run", file], { cwd, env: nowhere() })
  expect(run.err).toMatch(/^libsimplex was not found/)
  await writeFile(file, readmeBot.replace("await bot.run()", "export default bot"))
  const esm = name === "bot.cts" ? ".mts" : ".mjs"
  const { code, err } = await simplexBot(["run", file], {
    cwd,
    env: { NODE_OPTIONS: "--no-warnings" },
  })
  expect({ code, err }).toEqual({
    code: 1,
    err: `${file} is CommonJS to Node, which has no import and export: name it ${esm}, or use require\n`,
  })
})

const two = `import { Bot } from "@simplex-chat/bot"
const make = (displayName) =>
  new Bot({ profile: { displayName }, db: { filePrefix: "data/" + displayName }, logging: "silent" })
`

test.each([
  ["one of which it exports", "make('a'); export default make('b')"],
  ["none of which it exports", "make('a'); make('b')"],
  ["made by a function", "export default () => { make('a'); return make('b') }"],
])("a file with two bots, %s, is refused: one would never run", async (_, source) => {
  const file = join(project, "two.mjs")
  await writeFile(file, `${two}${source}`)
  expect(await simplexBot(["run", file], { cwd, env: nowhere() })).toEqual({
    code: 1,
    out: "",
    err: `${file} makes 2 bots, and one would run: put them into Bots of @simplex-chat/bot/bots, or end the file with: await Promise.all([one.run(), two.run()])\n`,
  })
})

test.each([
  ["itself", "await Promise.all([make('a').run(), make('b').run()])"],
  ["but for the one that it exports", "make('a').run().catch(() => {}); export default make('b')"],
])("a file that runs its two bots %s is left to it", async (_, source) => {
  const file = join(project, "two.mjs")
  await writeFile(file, `${two}${source}`)
  const { err } = await simplexBot(["run", file], { cwd, env: nowhere() })
  expect(err).toMatch(/^libsimplex was not found/)
})
