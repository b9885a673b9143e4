import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import { createNetwork, type Network, type Person } from "../index.ts"

// What arrives after something else has changed, or twice, or in another order than it was sent in.

interface Seen {
  readonly type: string
  readonly [field: string]: unknown
}

function eventsOf(network: Network, name: string): Seen[] {
  const events: Seen[] = []
  network.observe((frame) => {
    if (frame.core !== name || !("event" in frame)) return
    const { result } = JSON.parse(frame.event) as { result?: Seen }
    if (result !== undefined) events.push(result)
  })
  return events
}

const lastOf = async (person: Person, chat: string) => {
  const answer = await person.command(`/_get chat ${chat} count=1`, "apiChat")
  return answer.chat.chatItems[0]
}

test("a call of one who does not know yet that calls are forbidden is missed", async () => {
  const network = createNetwork()
  const [alice, bob] = [await network.person("alice"), await network.person("bob")]
  await alice.connectTo(bob)
  await alice.offline()
  await bob.command('/_set prefs @4 {"calls":{"allow":"no"}}', "contactPrefsUpdated")
  const seen = eventsOf(network, "bob")
  const call = '{"media":"audio","capabilities":{"encryption":true}}'
  await alice.command(`/_call invite @4 ${call}`, "cmdOk")
  await alice.offline(false)
  await network.idle()

  const item = await lastOf(bob, "@4")
  expect(item?.meta.itemText).toBe("incoming call: missed")
  expect(item?.content).toMatchObject({ type: "rcvCall", status: "missed" })
  expect(seen.map(({ type }) => type)).not.toContain("callInvitation")
  expect((await bob.command("/_call get", "callInvitations")).callInvitations).toEqual([])
})

test("a request that arrives twice makes one contact, and one member", async () => {
  const network = createNetwork({ faults: { duplicate: 1 } })
  const [alice, bob] = [await network.person("alice"), await network.person("bob")]
  await bob.connectTo(alice)
  await network.idle()
  const { contacts } = await alice.command("/_contacts 1", "contactsList")
  expect(contacts.map(({ localDisplayName }) => localDisplayName)).toEqual(["bob"])

  await alice.createGroup("team")
  await bob.joinGroup(await alice.groupLink())
  await network.idle()
  expect([...(await alice.members()).keys()]).toEqual(["bob"])
})

/** A person who joins a network on which deliveries are made by hand. */
async function joined(network: Network, name: string): Promise<Person> {
  const person = network.person(name)
  await network.idle()
  return person
}

/** A group of alice's with bob as a moderator, and carol. */
async function team(groupPreferences: object) {
  const network = createNetwork({ delivery: "manual" })
  const alice = await joined(network, "alice")
  const [bob, carol] = [await joined(network, "bob"), await joined(network, "carol")]
  await alice.createGroup("team", { groupPreferences })
  const link = await alice.groupLink()
  for (const person of [bob, carol]) {
    const joining = person.joinGroup(link)
    await network.idle()
    await joining
  }
  const bobsId = (await alice.members()).get("bob")?.groupMemberId ?? 0
  await alice.command(`/_member role #1 ${bobsId} moderator`, "membersRoleUser")
  network.settle()
  return { network, alice, bob, carol }
}

/** Delivers all that is under way from one person to another, and nothing else. */
function deliver(network: Network, from: string, to: string): void {
  const next = () =>
    network.pending().find(({ core, lane }) => core === to && lane.startsWith(`${from}>`))
  for (let delivery = next(); delivery !== undefined; delivery = next()) network.deliver(delivery)
}

test.each([
  [
    "nothing of it is left, where moderators delete in full",
    { enable: "on" },
    "moderated",
    "newChatItems",
  ],
  [
    "it is marked, where only owners do",
    { enable: "on", role: "owner" },
    "bad words",
    "chatItemsDeleted",
  ],
  [
    "it is marked, where nothing is deleted in full",
    { enable: "off" },
    "bad words",
    "chatItemsDeleted",
  ],
])("a message that comes after it was moderated: %s", async (_, fullDelete, text, event) => {
  const { network, alice, bob, carol } = await team({ fullDelete })
  const message = '[{"msgContent":{"type":"text","text":"bad words"},"mentions":{}}]'
  await carol.command(`/_send #1 json ${message}`, "newChatItems")
  deliver(network, "carol", "bob")
  const heard = await lastOf(bob, "#1")
  expect(heard?.meta.itemText).toBe("bad words")
  await bob.command(`/_delete member item #1 ${heard?.meta.itemId}`, "chatItemsDeleted")

  const seen = eventsOf(network, "alice")
  deliver(network, "bob", "alice")
  expect(seen).toEqual([])
  deliver(network, "carol", "alice")
  expect(seen.map(({ type }) => type)).toEqual([event])
  const item = await lastOf(alice, "#1")
  expect(item?.meta.itemText).toBe(text)
  expect(item?.meta.itemDeleted).toMatchObject({
    type: "moderated",
    byGroupMember: { localDisplayName: "bob" },
  })
})

test("in a channel, what one says who has just become an observer goes no further", async () => {
  const network = createNetwork()
  const owner = await network.person("owner")
  await owner.createChannel("news")
  const link = await owner.groupLink()
  const [sub, other] = [await network.person("sub"), await network.person("other")]
  for (const person of [sub, other]) await person.joinGroup(link)
  const id = (await owner.members()).get("sub")?.groupMemberId ?? 0
  await owner.command(`/_member role #1 ${id} member`, "membersRoleUser")
  await network.idle()
  await sub.in("#1").say("allowed")
  await other.expectMessage("allowed")

  await sub.offline()
  await owner.command(`/_member role #1 ${id} observer`, "membersRoleUser")
  await network.idle()
  const seen = eventsOf(network, "relay")
  const message = '[{"msgContent":{"type":"text","text":"too late"},"mentions":{}}]'
  await sub.command(`/_send #1 json ${message}`, "newChatItems")
  await sub.offline(false)
  await network.idle()
  expect(seen).toMatchObject([
    { type: "messageError", errorMessage: "member is not allowed to send messages" },
  ])
  await other.expectSilence()
})

test("a file that has been received stays, though its sender cancels it afterwards", async () => {
  const network = createNetwork()
  const [alice, bob] = [await network.person("alice"), await network.person("bob")]
  await alice.connectTo(bob)
  const folder = mkdtempSync(join(tmpdir(), "races-"))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const paths = { appFilesFolder: folder, appTempFolder: folder, appAssetsFolder: folder }
  await bob.command(`/set file paths ${JSON.stringify(paths)}`, "cmdOk")
  await alice.sendFile(join(folder, "sent.bin"), Uint8Array.of(1, 2, 3))
  await bob.receiveFile(await bob.expectFile("sent.bin"))
  const seen = eventsOf(network, "bob")
  await alice.command("/fcancel 1", "sndFileCancelled")
  await network.idle()
  expect(seen.map(({ type }) => type)).not.toContain("rcvFileSndCancelled")
  expect((await lastOf(bob, "@4"))?.file?.fileStatus.type).toBe("rcvComplete")
})

test("who waits for the moderators is welcomed once they are in, and not before", async () => {
  const network = createNetwork()
  const [alice, bob] = [await network.person("alice"), await network.person("bob")]
  await alice.createGroup("club", {
    description: "Welcome!",
    memberAdmission: { review: "all" },
  })
  await bob.joinGroup(await alice.groupLink(), { timeoutMs: 0 }).catch(() => {})
  await network.idle()
  const welcomes = async () => {
    const { chat } = await bob.command("/_get chat #1 count=100", "apiChat")
    return chat.chatItems.filter(({ meta }) => meta.itemText === "Welcome!").length
  }
  expect(await welcomes()).toBe(0)
  const id = (await alice.members()).get("bob")?.groupMemberId ?? 0
  await alice.command(`/_accept member #1 ${id} member`, "memberAccepted")
  await network.idle()
  expect(await welcomes()).toBe(1)
})
