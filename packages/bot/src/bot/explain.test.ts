import { expect, test } from "vitest"
import { BotError } from "../errors.ts"
import { explain, isExplained } from "./explain.ts"

const revoked = () => {
  const { proxy, revoke } = Proxy.revocable(new Error("x"), {})
  revoke()
  return proxy
}

const circular = () => {
  const [one, two] = [new Error("one"), new Error("two")]
  one.cause = two
  two.cause = one
  return one
}

const withGetter = (name: string) =>
  Object.defineProperty(new Error("x"), name, {
    get() {
      throw new Error("not readable")
    },
  })

test.each<[string, () => unknown]>([
  ["null", () => null],
  ["undefined", () => undefined],
  ["a text", () => "disk full"],
  ["a numeric code", () => Object.assign(new Error("gave up"), { code: 20 })],
  ["an AbortError", () => AbortSignal.abort().reason as unknown],
  ["many errors", () => new AggregateError([new Error("a"), null, "b"], "all failed")],
  ["errors that cause each other", circular],
  ["a message that cannot be read", () => withGetter("message")],
  ["a stack that cannot be read", () => withGetter("stack")],
  ["a code that cannot be read", () => withGetter("code")],
  ["a name that cannot be read", () => withGetter("name")],
  ["an error without a class", () => Object.setPrototypeOf(new Error("x"), null) as unknown],
  ["a constructor that is none", () => Object.assign(new Error("x"), { constructor: undefined })],
  ["a revoked proxy", revoked],
  ["a very long message", () => new Error("x".repeat(100_000))],
  [
    "a stack of thousands of lines",
    () => Object.assign(new Error("x"), { stack: "x\n".repeat(9_999) }),
  ],
  ["a symbol", () => Symbol("x")],
])("%s is shown in a few lines", (_, make) => {
  const shown = explain(make())
  expect(shown.length).toBeGreaterThan(0)
  expect(shown.split("\n").length).toBeLessThanOrEqual(10)
  expect(shown.length).toBeLessThan(2_500)
  expect(isExplained(make())).toBe(false)
})

test("an error of ours is shown by its message alone", () => {
  expect(explain(new BotError("do this"))).toBe("do this")
})
