import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import { TalkingBot } from "./talking-bot.ts"

test.runIf(process.platform === "linux").each([
  ["leads nowhere", join(tmpdir(), "none", "notify")],
  ["is an abstract name that nobody has", `@simplex-none-${process.pid}`],
  ["is longer than the system allows", `/run/${"x".repeat(200)}`],
  ["is no path", "vsock:2:1234"],
])("a NOTIFY_SOCKET that %s is one warning, and the bot works", async (_name, socket) => {
  // The watchdog is fed every 5 ms: many more notifications than one.
  const bot = new TalkingBot({ NOTIFY_SOCKET: socket, WATCHDOG_USEC: "15000" })
  let err = ""
  bot.process.stderr?.on("data", (chunk: Buffer) => (err += String(chunk)))
  for (const line of ["one", "two", "three"]) expect(await bot.hears(line)).toBe(`${line}, too`)
  bot.process.kill("SIGTERM")
  expect(await bot.ended).toEqual([0, null])
  expect(err.match(/BotWarning: .*/g)).toEqual([
    expect.stringMatching(/^BotWarning: NOTIFY_SOCKET: systemd could not be notified \(E[A-Z]+\)$/),
  ])
})
