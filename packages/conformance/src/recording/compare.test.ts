import { expect, test } from "vitest"
import { compareSessions } from "./compare.ts"

const session = (...lines: object[]) => lines.map((line) => JSON.stringify(line)).join("\n")

const opened = { ctrl: "alice", call: "chat_migrate_init", args: ["/data/alice", "", "yesUp"] }
const list = { ctrl: "alice", cmd: "/_contacts 1" }
const answer = (result: object) => ({ ctrl: "alice", resp: { result } })
const event = (result: object) => ({ ctrl: "alice", event: { result } })

test("ids that are drawn do not count as a difference", () => {
  const recorded = (link: string) =>
    session(opened, list, answer({ type: "invitation", connFullLink: link }))
  expect(compareSessions("one", recorded("simplex:/a"), recorded("simplex:/b"))).toEqual([])
})

test("a field that came is named by command and path", () => {
  const before = session(opened, list, answer({ type: "contactsList", contacts: [{ id: 1 }] }))
  const after = session(
    opened,
    list,
    answer({ type: "contactsList", contacts: [{ id: 1, badge: true }] }),
  )
  expect(compareSessions("one", before, after)).toEqual([
    {
      scenario: "one",
      what: "answer to /_contacts",
      path: "$.result.contacts[].badge",
      old: "nothing",
      now: "true",
      count: 1,
    },
  ])
})

test("an event that no longer comes is named", () => {
  const before = session(opened, event({ type: "hostConnected" }))
  expect(compareSessions("one", before, session(opened))).toEqual([
    {
      scenario: "one",
      what: "event hostConnected",
      path: "",
      old: "recorded",
      now: "nothing",
      count: 1,
    },
  ])
})
