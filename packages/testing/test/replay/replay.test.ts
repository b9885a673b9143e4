import { describe, expect, test } from "vitest"
import { covers, deviations, seeds } from "./deviations.ts"
import { readRecording, recordings } from "./recording.ts"
import type { Found } from "./differences.ts"
import { replay, type Result } from "./replay.ts"
import { undeclared } from "../schema.ts"

const place = ({ line, what, path }: Pick<Found, "line" | "what" | "path">) =>
  `${line} ${what} ${path}`

/** What the network sent that is not as the API declares it. */
function invalid({ sent }: Result): string[] {
  const problems = sent.flatMap(({ kind, envelope }) => {
    const [name, value] =
      "error" in envelope
        ? (["ChatError", envelope.error] as const)
        : ([kind === "answer" ? "ChatResponse" : "ChatEvent", envelope.result] as const)
    return undeclared(name, value).map(({ path, rule }) => `${value.type} ${path} ${rule}`)
  })
  return [...new Set(problems)]
}

const sessions: readonly (readonly [name: string, compared: number])[] = [
  ["a-first-run", 54],
  ["b-direct", 154],
  ["c-groups", 379],
  ["d-files", 113],
  ["e-errors", 135],
  ["j-extra", 269],
  ["k-channels", 740],
  ["l-signing", 354],
  ["m-history", 797],
  ["n-files", 589],
  ["o-users", 565],
  ["p-links", 635],
  ["q-text", 627],
  ["r-errors", 888],
]

describe.each(sessions)("%s", (name, compared) => {
  test("answers and events are the recorded ones, but for the listed deviations", async () => {
    const result = await replay(readRecording(name), seeds[name])
    const listed = deviations.filter(({ recording }) => recording === name)
    const isListed = (found: Found) => listed.some((deviation) => covers(deviation, found))
    expect(result.differences.filter((found) => !isListed(found)).map(place)).toEqual([])
    const isThere = (deviation: (typeof listed)[number]) =>
      result.differences.some((found) => covers(deviation, found))
    expect(listed.filter((deviation) => !isThere(deviation)).map(place)).toEqual([])
    expect(result.compared).toBeGreaterThanOrEqual(compared)
    expect(invalid(result)).toEqual([])
  })
})

test("every session is held against the network", () => {
  expect(sessions.map(([name]) => name).toSorted()).toEqual(recordings())
})

test("every deviation is of one frame, and has a reason", () => {
  for (const { path, reason } of deviations) {
    expect(path).not.toContain("*")
    expect(reason).not.toBe("")
  }
})
