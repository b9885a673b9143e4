import { expect, test } from "vitest"
import { ExchangeGuard } from "./exchange-guard.ts"

/** A guard that takes ten messages within moments, and a sender who writes so long after each answer. */
function conversation(isInGroup = true) {
  let now = 0
  const guard = new ExchangeGuard(10, () => now)
  /** How many of `count` messages are answered. */
  return (count: number, ms: number, sender = "alice"): number => {
    let answered = 0
    for (let n = 0; n < count; n++) {
      now += ms
      if (!guard.isTooMuch({ text: "x", sender, isInGroup, arrivedAt: now })) answered++
    }
    return answered
  }
}

test("a sender who answers at once each time is cut, and one who takes a while only much later", () => {
  expect(conversation()(30, 500)).toBe(11)
  expect(conversation()(100, 10_000)).toBe(100)
  expect(conversation()(106, 10_000)).toBe(101)
})

test("after a minute without an answer the conversation begins anew", () => {
  const says = conversation()
  says(30, 500)
  expect(says(1, 40_000)).toBe(0)
  expect(says(1, 30_000)).toBe(1)
})

test("a pause now and then, as people make it, counts for the whole", () => {
  const says = conversation()
  for (let round = 0; round < 20; round++) expect(says(8, 500) + says(1, 61_000)).toBe(9)
})

test("each sender is counted alone", () => {
  const says = conversation()
  for (let n = 0; n < 100; n++) expect(says(1, 100, `${n % 20}`)).toBe(1)
})

test("several answers to one message are one, and what came before the answer is no reaction", () => {
  const guard = new ExchangeGuard(1, () => 1000)
  const one = { text: "x", sender: "alice", isInGroup: false, arrivedAt: 900 }
  for (let n = 0; n < 50; n++) expect(guard.isTooMuch(one)).toBe(false)
  for (let n = 0; n < 50; n++) expect(guard.isTooMuch({ ...one })).toBe(false)
  for (let n = 0; n < 50; n++) expect(guard.isTooMuch({ ...one, arrivedAt: undefined })).toBe(false)
})

test("in a direct chat, who writes on without an answer is answered again", () => {
  const says = conversation(false)
  expect(says(11, 500)).toBe(11)
  // What was on its way already is no sign of it.
  expect(says(6, 500)).toBe(0)
  expect(says(1, 3_000)).toBe(1)
  expect(says(30, 500)).toBe(21)
})
