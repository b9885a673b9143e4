/* oxlint-disable vitest/no-disabled-tests -- of an older core, see below */
import { validate } from "@simplex-chat/types/validate"
import { describe, expect, test } from "vitest"
import { deviations } from "./deviations.ts"
import { readRecording } from "./recording.ts"
import { skipped } from "./skipped.ts"
import { type Found, replay, type Result } from "./replay.ts"

const place = ({ line, what, path }: Pick<Found, "line" | "what" | "path">) =>
  `${line} ${what} ${path}`

/** What the network sent that is not as the API declares it. */
function undeclared({ sent }: Result): string[] {
  const problems = sent.flatMap(({ kind, envelope }) => {
    const [name, value] =
      "error" in envelope
        ? (["ChatError", envelope.error] as const)
        : ([kind === "answer" ? "ChatResponse" : "ChatEvent", envelope.result] as const)
    return validate(name, value, { strict: true }).map(
      ({ path, rule }) => `${value.type} ${path} ${rule}`,
    )
  })
  return [...new Set(problems)]
}

// Recorded with the core 6.4.5, whose sessions are about to be replaced by those of 7.0.0.6.
describe.skip.each([
  ["a-first-run", 36],
  ["b-direct", 125],
  ["c-groups", 316],
  ["d-files", 78],
  ["e-errors", 118],
  ["f-abi", 111],
  ["j-extra", 225],
])("%s", (name, compared) => {
  test("answers and events are the recorded ones, but for the listed deviations", async () => {
    const result = await replay(readRecording(name))
    const listed = deviations.filter(({ recording }) => recording === name)
    expect(result.differences.map(place)).toEqual(listed.map(place))
    expect(result.compared).toBeGreaterThanOrEqual(compared)
    expect(undeclared(result)).toEqual([])
    expect(result.skipped).toEqual(skipped[name])
  })
})

test("the list of deviations does not grow", () => {
  expect(deviations).toHaveLength(2)
  for (const { path, reason } of deviations) {
    expect(path).not.toContain("*")
    expect(reason).not.toBe("")
  }
})
