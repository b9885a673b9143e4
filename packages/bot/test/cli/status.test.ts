import { spawn } from "node:child_process"
import { once } from "node:events"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { join } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import { bin, simplexBot, temporaryFolder } from "./command-line.ts"

const file = join(import.meta.dirname, "..", "fixtures", "cli-probed-bot.ts")

/** A bot that is run with probes at a free port, or at this address. */
async function run(address = "127.0.0.1:0") {
  const child = spawn(process.execPath, [bin, "run", file, "--http", address], {
    env: { ...process.env },
    stdio: ["ignore", "pipe", "inherit"],
  })
  onTestFinished(() => void child.kill("SIGKILL"))
  let out = ""
  child.stdout.on("data", (chunk: Buffer) => (out += String(chunk)))
  await expect.poll(() => out).toContain('"started"')
  return { child, out: () => out, exited: once(child, "close") }
}

test("status asks a bot that runs, and log-level has it say more", async () => {
  const socket = `unix:${join(await temporaryFolder(), "http")}`
  const { child, out, exited } = await run(socket)
  const status = await simplexBot(["status", "--http", socket])
  expect(status).toMatchObject({ code: 0, err: "" })
  expect(status.out).toMatch(/^probed: running, healthy, for \d+ s\nhandlers working: 0/)
  const { out: json } = await simplexBot(["status", "--http", socket, "--json"])
  expect(JSON.parse(json)).toMatchObject({ state: "running", logLevel: "info" })

  expect(await simplexBot(["log-level", "debug", "--http", socket])).toMatchObject({ code: 0 })
  expect((await simplexBot(["status", "--http", socket])).out).toContain("log level: debug")
  expect(await simplexBot(["log-level", "loud", "--http", socket])).toMatchObject({ code: 2 })
  child.kill("SIGTERM")
  expect(await exited).toEqual([0, null])
  expect(out()).toContain('"stopped"')
  expect(await simplexBot(["status", "--http", socket])).toMatchObject({
    code: 1,
    err: expect.stringMatching(
      /^unix:.*ENOENT; does the bot run, with --http, HTTP_ADDRESS or bot\.serveHttp\?\n$/,
    ) as string,
  })
})

test.skipIf(process.platform === "win32")("SIGUSR2 switches the log level and back", async () => {
  const socket = `unix:${join(await temporaryFolder(), "http")}`
  const { child } = await run(socket)
  const level = async () => (await simplexBot(["status", "--http", socket])).out
  child.kill("SIGUSR2")
  await expect.poll(level).toContain("log level: debug")
  child.kill("SIGUSR2")
  await expect.poll(level).toContain("log level: info")
})

test("an address that is in use, or is none, ends run before the file is loaded", async () => {
  const server = createServer().listen(0, "127.0.0.1")
  await once(server, "listening")
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  expect(await simplexBot(["run", file, "--http", `127.0.0.1:${port}`])).toEqual({
    code: 1,
    out: "",
    err: `serveHttp: http://127.0.0.1:${port}: the address is in use\n`,
  })
  expect(await simplexBot(["run", file, "--http", ":80"])).toMatchObject({
    code: 2,
    err: expect.stringContaining("It must be HOST:PORT") as string,
  })
  // What answers there is no bot.
  server.on("request", (_request, response) => response.end("<html>"))
  expect((await simplexBot(["status", "--http", String(port)])).err).toContain("not that of a bot")
})
