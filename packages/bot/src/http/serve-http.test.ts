import { spawnSync } from "node:child_process"
import { once } from "node:events"
import { lstat, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { request } from "node:http"
import { connect } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { text } from "node:stream/consumers"
import { Counter, Registry } from "prom-client"
import { expect, onTestFinished, test } from "vitest"
import { startBot } from "../../test/fixtures/start-bot.ts"
import { Bot, BotError, ConfigurationError } from "../index.ts"
import { parseAddress } from "./address.ts"

async function served(options: Parameters<Bot["serveHttp"]>[1] = {}) {
  const started = await startBot((bot) => {
    bot.onMessage({ text: "hang" }, () => new Promise(() => {}))
  })
  const http = await started.bot.serveHttp("127.0.0.1:0", options)
  const get = async (path: string, init?: RequestInit) => {
    const response = await fetch(`${http.url}${path}`, init)
    return { status: response.status, body: await response.text() }
  }
  const json = async (path: string) => {
    const { status, body } = await get(path)
    return { status, ...(JSON.parse(body) as object) }
  }
  return { ...started, http, get, json }
}

test("a bot that runs is live and ready; one whose database does not answer is not ready", async () => {
  const { core, json } = await served()
  expect(await json("/livez")).toEqual({ status: 200, ok: true, state: "running" })
  expect(await json("/readyz")).toMatchObject({ status: 200, ok: true, database: true, stuck: 0 })
  core.before = () => {
    throw new Error("gone")
  }
  expect(await json("/readyz")).toMatchObject({ status: 503, ok: false, database: false })
  // Restarting it would not help.
  expect(await json("/livez")).toMatchObject({ status: 200 })
})

test("before it starts it is live and not ready, and the server ends with the bot", async () => {
  const { bot, http, json } = await served()
  await bot.stop()
  await expect(json("/livez")).rejects.toThrow("fetch failed")
  await http.close() // again
  const other = new Bot({ profile: { displayName: "new" }, db: { filePrefix: "none" } })
  const early = await other.serveHttp("0")
  const asked = async (path: string) => (await fetch(`${early.url}${path}`)).status
  expect([await asked("/livez"), await asked("/readyz")]).toEqual([200, 503])
  await other.stop()
  await expect(fetch(early.url)).rejects.toThrow("fetch failed")
})

test("the status says how it is, and nothing of its chats", async () => {
  const { json, bot } = await served()
  const status = await json("/status")
  expect(status).toMatchObject({
    name: bot.options.profile.displayName,
    state: "running",
    health: { ok: true },
    versions: { node: process.versions.node },
  })
  expect(JSON.stringify(status)).not.toContain("simplex:/")
})

test("what cannot be served is an error that says what to do", async () => {
  const { get, http, bot } = await served({ metrics: undefined })
  expect(await get("/")).toMatchObject({ status: 404 })
  expect(await get("/livez", { method: "POST" })).toMatchObject({ status: 405 })
  expect(await get("/livez", { method: "HEAD" })).toEqual({ status: 200, body: "" })
  const inUse = bot.serveHttp(http.url.slice("http://".length))
  await expect(inUse).rejects.toThrow(BotError)
  await expect(inUse).rejects.toThrow("the address is in use")
  await expect(bot.serveHttp(":8080")).rejects.toThrow(ConfigurationError)
})

test("a page of another site is refused, whatever name leads it here", async () => {
  const { http } = await served()
  const { port } = new URL(http.url)
  const statusFor = (host: string) =>
    new Promise((resolve) => {
      request({ host: "127.0.0.1", port, path: "/status", headers: { host } })
        .on("response", ({ statusCode }) => resolve(statusCode))
        .end()
    })
  // A name can begin as an address does.
  const others = ["evil.example", "127.0.0.1.evil.example", "127.evil.example:80", "localhost.evil"]
  for (const host of others) expect([host, await statusFor(host)]).toEqual([host, 403])
  for (const host of ["localhost", "LOCALHOST:80", "127.0.0.1", "127.1.2.3:8080", "[::1]:80"])
    expect([host, await statusFor(host)]).toEqual([host, 200])
})

test("a Unix socket serves, too, also after one that was left behind", async () => {
  const folder = await mkdtemp(join(tmpdir(), "bot-http-"))
  onTestFinished(() => rm(folder, { recursive: true }))
  const { bot } = await served()
  const socketPath = join(folder, "http")
  // Node removes the socket when it closes; a process that is killed does not.
  const program = `require("node:net").createServer().listen(${JSON.stringify(socketPath)}, () => process.kill(process.pid, "SIGKILL"))`
  spawnSync(process.execPath, ["-e", program])
  expect((await lstat(socketPath)).isSocket()).toBe(true)
  await bot.serveHttp(`unix:${socketPath}`)
  const answer = await new Promise<string>((resolve, reject) => {
    request({ socketPath, path: "/livez" })
      .on("response", (response) => void text(response).then(resolve, reject))
      .on("error", reject)
      .end()
  })
  expect(JSON.parse(answer)).toMatchObject({ ok: true })
})

test("a socket on which another bot listens stays its own, and so does a file", async () => {
  const folder = await mkdtemp(join(tmpdir(), "bot-http-"))
  onTestFinished(() => rm(folder, { recursive: true }))
  const [first, second] = [await served(), await served()]
  const address = `unix:${join(folder, "http")}`
  await first.bot.serveHttp(address)
  await expect(second.bot.serveHttp(address)).rejects.toThrow("the address is in use")
  const file = join(folder, "bot_chat.db")
  await writeFile(file, "a database")
  await expect(second.bot.serveHttp(`unix:${file}`)).rejects.toThrow("the address is in use")
  expect(await readFile(file, "utf8")).toBe("a database")
  await expect(second.bot.serveHttp(`unix:${folder}/none/http`)).rejects.toThrow("cannot listen")
  await expect(second.bot.serveHttp(`unix:${folder}/${"x".repeat(200)}`)).rejects.toThrow(
    "cannot listen",
  )
  expect(await readdir(folder)).toEqual(["bot_chat.db", "http"])
})

test("a request that never ends does not hold up the end of the bot", async () => {
  const { bot, http } = await served()
  const { port } = new URL(http.url)
  const slow = connect(Number(port), "127.0.0.1")
  slow.on("error", () => {})
  await once(slow, "connect")
  slow.write("GET /livez HTTP/1.1\r\nHost: local")
  const closed = new Promise((resolve) => slow.on("close", resolve))
  expect(await bot.stop()).toMatchObject({ unfinished: 0 })
  await closed
})

test("metrics are those of the registry or the handler that is given", async () => {
  const registry = new Registry()
  new Counter({ name: "answers", help: "answers", registers: [registry] }).inc(7)
  const { get } = await served({ metrics: registry })
  expect(await get("/metrics")).toMatchObject({
    status: 200,
    body: expect.stringContaining("answers 7") as string,
  })
  const handled = await served({ metrics: (_request, response) => response.end("own") })
  expect((await handled.get("/metrics")).body).toBe("own")
})

test("the log level is changed by JSON alone, to one that there is", async () => {
  const { get, bot } = await served()
  const put = (body: string, type = "application/json") =>
    get("/log-level", { method: "PUT", body, headers: { "content-type": type } })
  expect(await put('{"level":"debug"}', "text/plain")).toMatchObject({ status: 415 })
  expect(await put('{"level":"loud"}')).toMatchObject({
    status: 400,
    body: expect.stringContaining("debug, info, warn, error") as string,
  })
  expect(await put("level")).toMatchObject({ status: 400 })
  expect(await put(`"${"x".repeat(2000)}"`)).toMatchObject({ status: 400 })
  expect(await put('{"level":"debug"}')).toMatchObject({ status: 200 })
  expect(bot.state).toBe("running")
})

test.each([
  ["127.0.0.1:8080", { host: "127.0.0.1", port: 8080 }],
  ["8080", { host: "127.0.0.1", port: 8080 }],
  ["[::1]:80", { host: "::1", port: 80 }],
  ["0.0.0.0:80", { host: "0.0.0.0", port: 80 }],
  ["localhost:80", { host: "localhost", port: 80 }],
  ["unix:/run/bot/http", { socket: "/run/bot/http" }],
])("%s is an address", (given, address) => {
  expect(parseAddress(given)).toEqual(address)
})

test.each(["", ":80", "host", "host:", "host:99999", "a b:80", "http://127.0.0.1:80", "unix:"])(
  "%j is no address",
  (given) => {
    expect(() => parseAddress(given)).toThrow("must be HOST:PORT")
  },
)
