import { InvalidArgumentError } from "@simplex-chat/core"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { openApi } from "./helpers/open-api.ts"

const monthMs = 30 * 24 * 60 * 60 * 1000

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }))
afterEach(() => void vi.useRealTimers())

test("a wait can be longer than a timer can", async () => {
  const { api } = await openApi()
  let outcome = "waiting"
  const wait = api.waitFor("contactConnected", { timeoutMs: monthMs }).catch(({ code }) => {
    outcome = code
  })
  await vi.advanceTimersByTimeAsync(monthMs - 1)
  expect(outcome).toBe("waiting")
  await vi.advanceTimersByTimeAsync(1)
  await wait
  expect(outcome).toBe("timeout")
})

test.each([-1, Number.NaN])("a time of %s is refused, and nothing is sent", async (timeoutMs) => {
  const { api, core } = await openApi()
  await expect(api.apiListUsers({ timeoutMs })).rejects.toThrow(InvalidArgumentError)
  await expect(
    api.sendFile({ chatType: "direct", chatId: 4 }, "x", "", { timeoutMs }),
  ).rejects.toThrow(InvalidArgumentError)
  await expect(api.waitFor("contactConnected", { timeoutMs })).rejects.toThrow(InvalidArgumentError)
  expect(core.commands).toEqual([])
})
