import { spawn } from "node:child_process"
import { once } from "node:events"
import { closeSync, existsSync, openSync } from "node:fs"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { join } from "node:path"
import { text } from "node:stream/consumers"
import { expect, onTestFinished, test } from "vitest"
import { bin } from "../fixtures/bin.ts"
import { TalkingBot } from "./talking-bot.ts"

/** A bot that is asked: once it has got the request, it waits for `answer`. */
async function askedBot(ok: boolean) {
  const { promise: asked, resolve: onAsked } = Promise.withResolvers<void>()
  const { promise: answering, resolve: answer } = Promise.withResolvers<void>()
  const versions = { sdk: "1", node: "24" }
  const status = { name: "bot", state: "running", health: { ok, stuck: 0 }, versions }
  const server = createServer((_request, response) => {
    onAsked()
    void answering.then(() => response.end(JSON.stringify(status)))
  })
  await once(server.listen(0, "127.0.0.1"), "listening")
  onTestFinished(() => void server.close())
  return { address: `127.0.0.1:${(server.address() as AddressInfo).port}`, asked, answer }
}

test.each([
  [true, 0],
  [false, 1],
])("status of a bot whose health is %j exits with %j, whoever reads it", async (ok, code) => {
  const { address, asked, answer } = await askedBot(ok)
  const child = spawn(process.execPath, [bin, "status", "--http", address])
  const err = text(child.stderr)
  const ended = once(child, "close")
  await asked
  // As `simplex-bot status | true` does.
  child.stdout.destroy()
  answer()
  expect(await ended).toEqual([code, null])
  expect(await err).toBe("")
})

test.runIf(existsSync("/dev/full"))("an output that cannot be written is an error", async () => {
  const full = openSync("/dev/full", "w")
  onTestFinished(() => closeSync(full))
  const child = spawn(process.execPath, [bin, "--help"], { stdio: ["ignore", full, "pipe"] })
  const err = child.stderr === null ? "" : await text(child.stderr)
  expect(err).toBe("the output cannot be written (ENOSPC)\n")
  expect(child.exitCode ?? (await once(child, "exit"))[0]).toBe(1)
})

test("a program that runs a bot by itself goes on without the reader of its log, too", async () => {
  const program = join(import.meta.dirname, "..", "faults", "full-log-bot.ts")
  const args = ["--disable-warning=ExperimentalWarning", program]
  const bot = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "ignore", "ipc"] })
  bot.stdout?.destroy()
  const told = once(bot, "message")
  const ended = once(bot, "exit")
  expect(await Promise.race([told, ended])).toEqual(["answered", undefined])
  expect(await ended).toEqual([0, null])
})

test("a bot goes on when what reads its log and its errors goes away", async () => {
  const bot = new TalkingBot()
  expect(await bot.hears("hello")).toBe("hello, too")
  bot.process.stdout?.destroy()
  expect(await bot.hears("one")).toBe("one, too")
  bot.process.stderr?.destroy()
  expect(await bot.hears("two")).toBe("two, too")
  expect(await bot.hears("three")).toBe("three, too")
  bot.process.kill("SIGTERM")
  expect(await bot.ended).toEqual([0, null])
})
