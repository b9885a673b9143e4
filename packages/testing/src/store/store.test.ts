import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"
import { createNetwork } from "../index.ts"

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "testing-store-"))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test("what was acknowledged is there after a kill, and goes on", async () => {
  const network = createNetwork()
  const bob = await network.person("bob", { folder: join(folder, "bob") })
  const alice = await network.person("alice")
  await alice.connectTo(bob)
  await alice.say("before the kill")
  bob.core.kill()
  await alice.say("while bob is away")

  const again = await network.person("bob", { folder: join(folder, "bob") })
  await again.expectMessage("while bob is away")
  const { chat } = await again.command("/_get chat @4 count=2", "apiChat")
  expect(chat.chatItems.map(({ meta }) => meta.itemText)).toEqual([
    "before the kill",
    "while bob is away",
  ])
  await again.in("@4").say("back")
  await alice.expectMessage("back")
})

test("a message that could not be delivered survives on both sides' disks", async () => {
  const first = createNetwork()
  const alice = await first.person("alice", { folder: join(folder, "alice") })
  const bob = await first.person("bob", { folder: join(folder, "bob") })
  await alice.connectTo(bob)
  bob.core.kill()
  await alice.say("to be delivered by another process")
  alice.core.kill()

  const second = createNetwork({ seed: 2 })
  await second.person("alice", { folder: join(folder, "alice") })
  const again = await second.person("bob", { folder: join(folder, "bob") })
  expect(await again.expectMessage(/another/)).toBe("to be delivered by another process")
})

test("a core without a folder forgets", async () => {
  const network = createNetwork()
  const bob = await network.person("bob")
  await bob.address()
  await bob.core.close()
  const again = await network.person("bob")
  const shown = await again.core.sendCommand("/_show_address 1")
  expect(shown).toContain("userContactLinkNotFound")
})

test("the time goes on from what was written last, in another process too", async () => {
  const first = createNetwork()
  const alice = await first.person("alice", { folder: join(folder, "alice") })
  const bob = await first.person("bob", { folder: join(folder, "bob") })
  await alice.connectTo(bob)
  first.clock.advance(3_600_000)
  await alice.say("an hour later")
  await Promise.all([alice, bob].map(({ core }) => core.close()))

  const second = createNetwork()
  await second.person("bob", { folder: join(folder, "bob") })
  const again = await second.person("alice", { folder: join(folder, "alice") })
  await again.in("@4").say("after it")
  const { chat } = await again.command("/_get chat @4 count=2", "apiChat")
  const times = chat.chatItems.map(({ meta }) => meta.itemTs)
  expect(times).toEqual(times.toSorted())
  expect(second.clock.nowMs).toBeGreaterThan(first.clock.nowMs)
})

test("what was to disappear while the core was closed is gone when it starts", async () => {
  const network = createNetwork()
  const alice = await network.person("alice", { folder: join(folder, "alice") })
  const bob = await network.person("bob")
  await alice.connectTo(bob)
  const message = [{ msgContent: { type: "text", text: "soon gone" }, mentions: {} }]
  await alice.command(`/_send @4 ttl=60 json ${JSON.stringify(message)}`, "newChatItems")
  await bob.expectMessage("soon gone")
  alice.core.kill()
  network.clock.advance(60_000)
  const again = await network.person("alice", { folder: join(folder, "alice") })
  await network.idle()
  const { chat } = await again.command("/_get chat @4 count=1 search=soon gone", "apiChat")
  expect(chat.chatItems).toEqual([])
})

test("links that were made in one process are used in another, and show who made them", async () => {
  const first = createNetwork()
  const bob = await first.person("bob", { folder: join(folder, "bob") })
  const address = await bob.address()
  await bob.command('/_group 1 {"displayName":"team","fullName":""}', "groupCreated")
  const { groupLink } = await bob.command("/_create link #1 member", "groupLinkCreated")
  const { connLinkInvitation } = await bob.command("/_connect 1", "invitation")
  await bob.core.close()

  const second = createNetwork({ seed: 2 })
  await second.person("bob", { folder: join(folder, "bob") })
  const alice = await second.person("alice")
  // What servers show is found by short links.
  const { connShortLink: group = "" } = groupLink.connLinkContact
  const links = [address, group, connLinkInvitation.connShortLink ?? ""]
  for (const link of links) {
    const plan = await alice.command(`/_connect plan 1 ${link}`, "connectionPlan")
    expect(JSON.stringify(plan.connectionPlan)).toMatch(/"displayName":"(bob|team)"/)
  }
  await alice.connectTo(address)
  await alice.joinGroup(groupLink.connLinkContact.connFullLink)
  await alice.say("hello, team")
})
