import { describe, expect, test } from "vitest"
import { schema } from "../../src/gen/schema.ts"
import { complaintsAbout, sentBy } from "./answers.ts"
import { type Difference, differences } from "./differences.ts"
import { formerSchema } from "./former-schema.ts"
import { recordedSessions } from "./sessions.ts"

const sent = sentBy(recordedSessions())

describe("each known difference", () => {
  const named = differences.map((difference) => ({
    title: `${difference.type}.${difference.field}, ${difference.change}`,
    difference,
  }))

  test("is listed once", () => {
    expect(new Set(named.map(({ title }) => title)).size).toBe(differences.length)
  })

  test.each(named)("is needed: $title", ({ difference }) => {
    expect(fitsWithout(difference)).toBe(false)
  })
})

/** Whether everything recorded fits when one difference is taken from the list. */
function fitsWithout(difference: Difference): boolean {
  const others = formerSchema(
    schema,
    differences.filter((other) => other !== difference),
  )
  return sent.every((one) => complaintsAbout(one, others).length === 0)
}
