import { beforeEach, expect, onTestFinished, test, vi } from "vitest"
import type { Health } from "./lifecycle.ts"
import { notRunning } from "./health.ts"
import { superviseUnderSystemd } from "./systemd.ts"

const said: string[] = []
let refusal: Error | undefined
vi.mock("@simplex-chat/core-ffi/systemd", () => ({
  notifySystemd: (socket: string, state: string) => {
    if (refusal !== undefined) throw refusal
    said.push(`${socket}: ${state}`)
  },
}))

beforeEach(() => {
  said.length = 0
  refusal = undefined
  vi.stubEnv("NOTIFY_SOCKET", "/run/systemd/notify")
  vi.stubEnv("WATCHDOG_USEC", "3000000")
  vi.stubEnv("WATCHDOG_PID", String(process.pid))
  vi.useFakeTimers()
  onTestFinished(() => {
    vi.unstubAllEnvs()
    vi.useRealTimers()
  })
})

const healthy: Health = { ...notRunning, ok: true }

test("systemd learns when the bot has started, that it is healthy, and that it stops", async () => {
  let health = healthy
  const started = Promise.withResolvers<void>()
  const stop = await superviseUnderSystemd({
    start: () => started.promise,
    health: () => Promise.resolve(health),
  })
  expect(said).toEqual([])
  started.resolve()
  await vi.advanceTimersByTimeAsync(1000)
  expect(said).toEqual([
    "/run/systemd/notify: READY=1\nSTATUS=running",
    "/run/systemd/notify: WATCHDOG=1\nSTATUS=healthy, 0 working, 0 queued",
  ])
  health = notRunning
  await vi.advanceTimersByTimeAsync(1000)
  expect(said.at(-1)).toBe("/run/systemd/notify: STATUS=not healthy, 0 working, 0 queued")
  stop()
  await vi.advanceTimersByTimeAsync(5000)
  expect(said.at(-1)).toBe("/run/systemd/notify: STOPPING=1")
})

test.each(["", "0", "-1", "soon"])("a watchdog of %j us is none", async (time) => {
  vi.stubEnv("WATCHDOG_USEC", time)
  const health = vi.fn(() => Promise.resolve(healthy))
  await superviseUnderSystemd({ start: () => Promise.resolve(), health })
  await vi.advanceTimersByTimeAsync(5000)
  expect(health).not.toHaveBeenCalled()
  expect(said).toEqual(["/run/systemd/notify: READY=1\nSTATUS=running"])
})

test("the watchdog of another process is not fed, and elsewhere nothing is said", async () => {
  const bot = { start: () => Promise.resolve(), health: () => Promise.resolve(healthy) }
  vi.stubEnv("WATCHDOG_PID", "1")
  await superviseUnderSystemd(bot)
  await vi.advanceTimersByTimeAsync(5000)
  expect(said).toEqual(["/run/systemd/notify: READY=1\nSTATUS=running"])
  said.length = 0
  refusal = undefined
  vi.stubEnv("NOTIFY_SOCKET", undefined)
  const stop = await superviseUnderSystemd(bot)
  stop()
  expect(said).toEqual([])
})

test("a socket that takes nothing is one warning, and READY is said once it does", async () => {
  const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {})
  onTestFinished(() => warned.mockRestore())
  refusal = new Error("NOTIFY_SOCKET: systemd could not be notified (EAGAIN)")
  const bot = { start: () => Promise.resolve(), health: () => Promise.resolve(healthy) }
  const stop = await superviseUnderSystemd(bot)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(warned.mock.calls).toEqual([[refusal.message, "BotWarning"]])
  refusal = undefined
  await vi.advanceTimersByTimeAsync(1000)
  expect(said).toContain("/run/systemd/notify: READY=1\nSTATUS=running")
  refusal = new Error("again")
  expect(stop).not.toThrow()
  expect(warned).toHaveBeenCalledTimes(2)
})
