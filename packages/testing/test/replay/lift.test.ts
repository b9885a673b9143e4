import { expect, test } from "vitest"
import { compare, Names } from "./compare.ts"
import { lift, liftCommand, unknown } from "./lift.ts"
import type { Tagged } from "./recording.ts"

const lifted = (result: Tagged) => lift({ result })

test("what was verified is said as the declared version says it", () => {
  const meta = { itemId: 1, itemTs: "", itemStatus: {}, msgSigned: "verified" }
  expect(lifted({ type: "x", meta })).toEqual({
    result: {
      type: "x",
      meta: {
        itemId: 1,
        itemTs: "",
        itemStatus: {},
        msgVerified: { type: "signed", sigStatus: "verified" },
      },
    },
  })
})

test("what the release added and no recording shows may be anything, but must be there", () => {
  const names = new Names()
  const recorded = { result: { signMessages: unknown } }
  expect(compare(recorded, { result: { signMessages: true } }, names)).toEqual([])
  expect(compare(recorded, { result: {} }, names)).toHaveLength(1)
})

test("generated values correspond one to one everywhere", () => {
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

test("a command is sent without what the beta drops, and not at all where it refuses it", () => {
  const group = (preferences: string) => `/_group 1 {"groupPreferences":{${preferences}}}`
  expect(liftCommand(group('"signMessages":{"enable":"on"},"history":{"enable":"on"}'))).toBe(
    group('"history":{"enable":"on"}'),
  )
  expect(liftCommand("/_send #1 sign=on text hello")).toBeUndefined()
  expect(liftCommand("/_send #1(as_group=on) live=on sign=on text hello")).toBeUndefined()
  expect(liftCommand("/_send #1 text sign=on hello")).toBe("/_send #1 text sign=on hello")
})
