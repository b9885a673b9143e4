import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { InvalidArgumentError } from "./errors.ts"
import { longestTimeoutMs, within } from "./within.ts"

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const failed = (why: string, options: ErrorOptions) => new Error(why, options)
const never = new Promise<string>(() => {})

test("without limits it is the promise itself", () => {
  expect(within(never, {}, failed)).toBe(never)
})

test("the value comes through, and leaves no timer", async () => {
  const { signal } = new AbortController()
  expect(await within(Promise.resolve(7), { timeoutMs: 1000, signal }, failed)).toBe(7)
  expect(vi.getTimerCount()).toBe(0)
})

test("a wait may be longer than the longest timer", async () => {
  let outcome = "waiting"
  const wait = within(never, { timeoutMs: longestTimeoutMs + 10 }, failed).catch(
    (error: Error) => (outcome = error.message),
  )
  await vi.advanceTimersByTimeAsync(longestTimeoutMs + 9)
  expect(outcome).toBe("waiting")
  await vi.advanceTimersByTimeAsync(1)
  await wait
  expect(outcome).toBe("timeout")
})

test("an aborted wait has the signal's reason as its cause", async () => {
  const controller = new AbortController()
  const wait = within(never, { signal: controller.signal }, failed)
  controller.abort("enough")
  await expect(wait).rejects.toMatchObject({ message: "aborted", cause: "enough" })
  await expect(within(never, { signal: controller.signal }, failed)).rejects.toThrow("aborted")
})

test.each([
  [-1, "-1"],
  [Number.NaN, "NaN"],
  ["5s" as unknown as number, "string"],
  [null as unknown as number, "object"],
])("a deadline of %s is refused", (timeoutMs, given) => {
  const wait = () => within(never, { timeoutMs }, failed)
  expect(wait).toThrow(InvalidArgumentError)
  expect(wait).toThrow(`timeoutMs: must be zero or more milliseconds, not ${given}`)
})
