import { readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { schema } from "../src/gen/schema.ts"

/**
 * The answers that mean success, by command, as the core's source gives them. Beyond its reference
 * that is what `Connect` and `APIConnect` go on to, and a profile that was like that already.
 */
const facts = JSON.parse(
  readFileSync(new URL("fixtures/facts/answers.json", import.meta.url), "utf8"),
) as Record<string, readonly string[]>

test("every declared command is in the facts, and no other", () => {
  expect(schema.commands.map(({ name }) => name).toSorted()).toEqual(Object.keys(facts).toSorted())
})

describe("a command answers what the core's source gives", () => {
  test.each(schema.commands.map(({ name, responses }) => ({ name, responses })))(
    "$name",
    ({ name, responses }) => {
      const success = responses.filter((tag) => tag !== "chatCmdError")
      expect(success.toSorted()).toEqual(facts[name]?.toSorted())
    },
  )
})
