import { expect, test } from "vitest"
import { checkCallOptions, type OptionKind, type OptionKinds, wrongOption } from "./options.ts"

interface Options {
  readonly timeoutMs?: number | undefined
  readonly signal?: AbortSignal | undefined
}

const known: OptionKinds<Options> = { timeoutMs: "ms", signal: "signal" }

test("options of their kinds are right, and absent ones", () => {
  const { signal } = new AbortController()
  expect(wrongOption({}, known)).toBeUndefined()
  expect(wrongOption({ timeoutMs: undefined, signal: undefined }, known)).toBeUndefined()
  expect(wrongOption({ timeoutMs: Infinity, signal }, known)).toBeUndefined()
})

test.each(["timeoutMS", "timeout", "toString", "__proto__ "])("%s is misspelt", (option) => {
  expect(wrongOption({ [option]: 5 }, known)).toEqual({
    option,
    problem: "there is no such option; the options are timeoutMs, signal",
  })
})

const values: readonly unknown[] = [
  null,
  "",
  "  ",
  "text",
  Number.NaN,
  -1,
  0,
  1.5,
  2,
  {},
  [],
  () => {},
  true,
  Symbol("x"),
  10n,
  new Map(),
]

test.each<[OptionKind, readonly unknown[]]>([
  ["any", values],
  ["flag", [true]],
  ["text", ["", "  ", "text"]],
  ["name", ["text"]],
  ["function", [values[11]]],
  ["object", [{}, new Map()]],
  ["list", [[]]],
  ["count", [2]],
  ["positive", [1.5, 2]],
  ["amount", [0, 1.5, 2]],
  ["ms", [0, 1.5, 2]],
  ["signal", []],
  [["text", "image"], ["text"]],
])("%s takes what it says, and nothing else", (kind, fitting) => {
  const fits = (given: unknown) => wrongOption({ given }, { given: kind }) === undefined
  expect(values.filter(fits)).toEqual(fitting)
})

test("a problem does not contain a text that is wrong", () => {
  const { problem } = wrongOption({ given: "secret" }, { given: "count" }) ?? {}
  expect(problem).toBe("must be a whole number of at least 1, not string")
})

test.each([
  [{ timeoutMS: 5 }, "timeoutMS"],
  [{ timeoutMs: -1 }, "timeoutMs"],
  [{ signal: new AbortController() }, "signal"],
  [null, "options"],
])("%o are no options of a call", (options, argument) => {
  const check = () => checkCallOptions(options as object | undefined)
  expect(check).toThrow(expect.objectContaining({ name: "InvalidArgumentError", argument }))
})

test.each([[undefined], [{}], [{ timeoutMs: 1, signal: AbortSignal.abort() }]])(
  "%o are options of a call",
  (options) => expect(() => checkCallOptions(options)).not.toThrow(),
)
