import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import { run } from "../run/run.ts"
import { direct } from "../scenarios/direct.ts"
import { groups } from "../scenarios/groups.ts"
import { type MemoryKind, MemoryWorld } from "../worlds/memory.ts"
import { compareFolders, compareSessions } from "./compare.ts"
import { SessionWriter } from "./session-writer.ts"

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
  const before = session(opened, event({ type: "contactConnected" }))
  expect(compareSessions("one", before, session(opened))).toEqual([
    {
      scenario: "one",
      what: "event contactConnected",
      path: "of alice",
      old: "recorded",
      now: "nothing",
      count: 1,
    },
  ])
})

test("ids, servers and the order of events do not count", () => {
  const told = (itemId: number, server: string, text: string) =>
    event({
      type: "newChatItems",
      chatItems: [{ itemId, text, server: `smp://${server}@127.0.0.1:7001` }],
    })
  const before = session(opened, told(1, "aaaa", "one"), told(2, "aaaa", "two"))
  const after = session(opened, told(7, "bbbb", "two"), told(8, "bbbb", "one"))
  expect(compareSessions("one", before, after)).toEqual([])
  const changed = session(opened, told(7, "bbbb", "two"), told(8, "bbbb", "other"))
  expect(compareSessions("one", before, changed)).toMatchObject([
    { what: "event newChatItems", old: '"one"', now: '"other"' },
  ])
})

test("answers of commands that ran at once belong to their own commands", () => {
  const at = (line: object, n: number) => ({ ...line, n })
  const [users, contacts] = [answer({ type: "usersList" }), answer({ type: "contactsList" })]
  const other = { ctrl: "alice", cmd: "/users" }
  const before = session(opened, at(list, 0), at(other, 1), at(contacts, 0), at(users, 1))
  const after = session(opened, at(list, 0), at(other, 1), at(users, 1), at(contacts, 0))
  expect(compareSessions("one", before, after)).toEqual([])
})

test("what only one of them has done is named once", () => {
  const [old, now] = [folder(), folder()]
  new SessionWriter(old, "both").end("/")
  new SessionWriter(now, "both").end("/")
  new SessionWriter(now, "new").end("/")
  expect(compareFolders(old, now)).toEqual([
    { scenario: "new", what: "scenario", path: "", old: "nothing", now: "recorded", count: 1 },
  ])
})

test("two runs of the same core have no difference, though one is slow and in another order", async () => {
  const chosen = [...direct.slice(0, 4), ...groups.slice(0, 2)]
  const record = async (kind: MemoryKind, seed: number) => {
    const into = folder()
    for (const scenario of chosen) {
      const session = new SessionWriter(into, scenario.name)
      const outcome = await run(
        scenario,
        () => new MemoryWorld({ kind, seed, session, unruly: { doubles: false } }),
      )
      expect(outcome.result).toBe("passed")
    }
    return into
  }
  const [one, other] = [await record("plain", 1), await record("unruly", 3)]
  expect(compareFolders(one, other)).toEqual([])
})

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "recordings-"))
  onTestFinished(() => rmSync(made, { recursive: true }))
  return made
}
