import { expect, test } from "vitest"
import { compare, Names } from "./compare.ts"
import { lift, unknown } from "./lift.ts"
import type { Tagged } from "./recording.ts"

const lifted = (result: Tagged) => lift({ result })

test("a status of a connection becomes an object", () => {
  expect(lifted({ type: "x", connStatus: "snd-ready" })).toEqual({
    result: { type: "x", connStatus: { type: "sndReady" } },
  })
})

test("the summary of a group moves into it", () => {
  const groupInfo = { groupId: 1, groupProfile: {}, membership: {} }
  const groups = [{ groupInfo, groupSummary: { currentMembers: 4 } }]
  expect(lifted({ type: "groupsList", groups })).toEqual({
    result: {
      type: "groupsList",
      groups: [{ ...groupInfo, useRelays: false, groupSummary: { currentMembers: 4 } }],
    },
  })
})

test("what 6.5 added and nobody recorded may be anything, but must be there", () => {
  const names = new Names()
  const recorded = { result: { hasLink: unknown } }
  expect(compare(recorded, { result: { hasLink: true } }, names)).toEqual([])
  expect(compare(recorded, { result: {} }, names)).toHaveLength(1)
})

test("a file's place replaces its info", () => {
  expect(lifted({ type: "accepted", fileInfo: { filePath: "a.bin" } })).toEqual({
    result: { type: "accepted", filePath: "a.bin" },
  })
})

test("drawn values stand for each other everywhere, and for nothing else", () => {
  const names = new Names()
  const agentConnId = (one: string, two: string) => [{ agentConnId: one }, { agentConnId: two }]
  expect(compare(agentConnId("a", "b"), agentConnId("x", "y"), names)).toEqual([])
  expect(compare({ agentConnId: "a" }, { agentConnId: "y" }, names)).toHaveLength(1)
  expect(compare({ agentConnId: "c" }, { agentConnId: "x" }, names)).toHaveLength(1)
})

test("times are compared as times, texts and numbers as they are", () => {
  const names = new Names()
  const [was, is] = ["2026-11-22T21:02:07.36Z", "2026-01-01T00:00:00.000000001Z"]
  expect(compare({ at: was }, { at: is }, names)).toEqual([])
  expect(compare({ at: "1970-01-01T00:00:00Z" }, { at: is }, names)).toHaveLength(1)
  expect(compare({ itemId: 8 }, { itemId: 9 }, names)).toEqual([
    { path: "$.itemId", recorded: "8", sent: "9" },
  ])
})
