import { cpSync, mkdtempSync, rmSync } from "node:fs"
import { DatabaseSync } from "node:sqlite"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setImmediate } from "node:timers/promises"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { createNetwork, type Person } from "../src/index.ts"

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "testing-crash-"))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** What a person has said and heard in the chat with the other, in order. */
async function texts(person: Person): Promise<string[]> {
  const { chat } = await person.command("/_get chat @4 count=100", "apiChat")
  return chat.chatItems
    .filter(({ content }) => content.type.endsWith("MsgContent"))
    .map(({ meta }) => meta.itemText)
    .toSorted()
}

/** Calls back whenever something was written to disk: each is a moment at which a kill can come. */
function atEveryCommit(then: () => void): void {
  const { value } = Object.getOwnPropertyDescriptor(DatabaseSync.prototype, "exec") ?? {}
  const exec = value as (sql: string) => void
  vi.spyOn(DatabaseSync.prototype, "exec").mockImplementation(function (this: DatabaseSync, sql) {
    exec.call(this, sql)
    if (sql === "COMMIT") then()
  })
}

test("a process that is killed at any moment has lost nothing when it is started again", async () => {
  const network = createNetwork()
  const live = join(folder, "live")
  const alice = await network.person("alice", { folder: join(live, "alice") })
  const bob = await network.person("bob", { folder: join(live, "bob") })
  await alice.connectTo(bob)
  await bob.in("@4").say("first")
  const moments: string[] = []
  atEveryCommit(() => {
    const moment = join(folder, String(moments.length))
    cpSync(live, moment, { recursive: true })
    moments.push(moment)
  })
  await alice.say("hello")
  await bob.say("and you")
  vi.restoreAllMocks()

  expect(moments.length).toBeGreaterThan(8)
  for (const [n, moment] of moments.entries()) {
    const again = createNetwork({ seed: n })
    const [one, other] = n % 2 === 0 ? (["alice", "bob"] as const) : (["bob", "alice"] as const)
    const people = [await again.person(one, { folder: join(moment, one) })]
    // The other is opened later: what is for them waits.
    await setImmediate()
    people.push(await again.person(other, { folder: join(moment, other) }))
    await again.idle()
    const [seen, same] = await Promise.all(people.map(texts))
    expect({ n, seen }).toEqual({ n, seen: same })
    await Promise.all(people.map(({ core }) => core.close()))
  }
})
