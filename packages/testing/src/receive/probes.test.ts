import { expect, test } from "vitest"
import { createNetwork, type Network, type Person } from "../index.ts"

// Contacts that turn out to be members, history and reviews, as m-history shows them.

interface Seen {
  readonly type: string
  readonly [field: string]: unknown
}

/** All events of one core, as they come. */
function eventsOf(network: Network, name: string): Seen[] {
  const events: Seen[] = []
  network.observe((frame) => {
    if (frame.core !== name || !("event" in frame)) return
    const { result } = JSON.parse(frame.event) as { result?: Seen }
    if (result !== undefined) events.push(result)
  })
  return events
}

/** A group of alice's, and the link to it. */
async function club(alice: Person, profile: object = {}): Promise<string> {
  const on = { enable: "on" }
  const groupProfile = {
    displayName: "club",
    fullName: "",
    groupPreferences: { history: on, fullDelete: on },
    ...profile,
  }
  await alice.command(`/_group 1 ${JSON.stringify(groupProfile)}`, "groupCreated")
  const { groupLink } = await alice.command("/_create link #1 member", "groupLinkCreated")
  return groupLink.connLinkContact.connFullLink
}

const say = (person: Person, text: string, more: object = {}) =>
  person.command(
    `/_send #1 json ${JSON.stringify([{ msgContent: { type: "text", text }, mentions: {}, ...more }])}`,
    "newChatItems",
  )

const textsOf = async (person: Person) => {
  const { chat } = await person.command("/_get chat #1 count=50", "apiChat")
  return chat.chatItems
    .filter(({ content }) => content.type.endsWith("MsgContent"))
    .map(({ meta, quotedItem }) => [meta.itemText, quotedItem?.content.text ?? ""].join("|"))
}

test("a contact who joins a group is recognized", async () => {
  const network = createNetwork()
  const [alice, bob] = [await network.person("alice"), await network.person("bob")]
  await alice.connectTo(bob)
  const seen = eventsOf(network, "alice")
  await bob.command(`/_connect 1 ${await club(alice)}`, "sentInvitation")
  await network.idle()
  expect(seen.map(({ type }) => type)).toContain("contactAndMemberAssociated")
  const { group } = await alice.command("/_members #1", "groupMembers")
  const [member] = group.members
  expect([member?.localDisplayName, member?.memberContactId]).toEqual(["bob", 4])
})

test.each(["alice", "bob"])("a contact is no member's while %s merges none", async (name) => {
  const network = createNetwork()
  const [alice, bob] = [await network.person("alice"), await network.person("bob")]
  await alice.connectTo(bob)
  await (name === "alice" ? alice : bob).command("/contact_merge off", "cmdOk")
  await bob.command(`/_connect 1 ${await club(alice)}`, "sentInvitation")
  await network.idle()
  const { group } = await alice.command("/_members #1", "groupMembers")
  const [member] = group.members
  expect([member?.localDisplayName, member?.memberContactId]).toEqual(["bob_1", undefined])
})

test("a group without history shows its description to who joins it, and to them alone", async () => {
  const network = createNetwork()
  const [alice, bob] = [await network.person("alice"), await network.person("bob")]
  const link = await club(alice, { description: "Welcome!", groupPreferences: {} })
  await bob.command(`/_connect 1 ${link}`, "sentInvitation")
  await network.idle()
  expect(await textsOf(bob)).toEqual(["Welcome!|"])
  expect(await textsOf(alice)).toEqual([])
})

test("a user may join through the group's own link, and ask at it twice", async () => {
  const network = createNetwork()
  const alice = await network.person("alice")
  const link = await club(alice)
  for (let i = 0; i < 2; i++) {
    await alice.command(`/_connect 1 ${link}`, "sentInvitation")
    await network.idle()
  }
  const { groups } = await alice.command("/_groups 1", "groupsList")
  expect(groups.map(({ localDisplayName }) => localDisplayName)).toEqual([
    "club",
    "club_1",
    "club_2",
  ])
  const { group } = await alice.command("/_members #1", "groupMembers")
  expect(group.members.map(({ memberStatus }) => memberStatus)).toEqual(["connected", "connected"])
})

test("who only looks like a contact is not taken for it", async () => {
  const network = createNetwork()
  const [alice, bob] = [await network.person("alice"), await network.person("bob")]
  await alice.connectTo(bob)
  const other = await network.person("another bob")
  await other.command(
    `/_profile 1 ${JSON.stringify({ displayName: "bob", fullName: "" })}`,
    "userProfileUpdated",
  )
  await other.command(`/_connect 1 ${await club(alice)}`, "sentInvitation")
  await network.idle()
  const { group } = await alice.command("/_members #1", "groupMembers")
  expect(group.members.map(({ localDisplayName }) => localDisplayName)).toEqual(["bob_1"])
})

test("history quotes what was quoted, as it reads by now", async () => {
  const network = createNetwork()
  const [alice, bob] = [await network.person("alice"), await network.person("bob")]
  const link = await club(alice)
  const { chatItems } = await say(alice, "one")
  const id = chatItems[0]?.chatItem.meta.itemId ?? 0
  await say(alice, "of that", { quotedItemId: id })
  const edit = JSON.stringify({ msgContent: { type: "text", text: "two" }, mentions: {} })
  await alice.command(`/_update item #1 ${id} live=off json ${edit}`, "chatItemUpdated")
  await bob.command(`/_connect 1 ${link}`, "sentInvitation")
  await network.idle()
  expect(await textsOf(bob)).toEqual(["two|", "of that|two"])
})

test("earlier events arrive once a pending member is accepted", async () => {
  const network = createNetwork()
  const [alice, bob] = [await network.person("alice"), await network.person("bob")]
  const link = await club(alice, { memberAdmission: { review: "all" } })
  await say(alice, "before")
  await bob.command(`/_connect 1 ${link}`, "sentInvitation")
  await network.idle()
  expect(await textsOf(bob)).toEqual([])
  await alice.command("/_accept member #1 2 member", "memberAccepted")
  await network.idle()
  expect(await textsOf(bob)).toEqual(["before|"])
})

test("reports are archived with what they are about, or on their own", async () => {
  const network = createNetwork()
  const [alice, bob] = [await network.person("alice"), await network.person("bob")]
  await bob.command(`/_connect 1 ${await club(alice)}`, "sentInvitation")
  await network.idle()
  for (const text of ["spam", "more spam"]) {
    await say(alice, text)
    await network.idle()
    const { chat } = await bob.command("/_get chat #1 count=1", "apiChat")
    await bob.command(`/_report #1 ${chat.chatItems[0]?.meta.itemId} reason=spam`, "newChatItems")
    await network.idle()
  }
  const reports = async () => {
    const { chat } = await alice.command("/_get chat #1 content=report count=9", "apiChat")
    return chat.chatItems.map(({ meta }) => [meta.itemId, meta.itemDeleted?.type ?? "open"])
  }
  const [[first], [second]] = (await reports()) as [[number, string], [number, string]]
  const { chat } = await alice.command("/_get chat #1 count=2", "apiChat")
  const seen = eventsOf(network, "alice")
  await alice.command(
    `/_delete member item #1 ${chat.chatItems[0]?.meta.itemId}`,
    "chatItemsDeleted",
  )
  expect(seen.at(-1)).toMatchObject({ type: "groupChatItemsDeleted", chatItemIDs: [first] })
  const archived = await alice.command("/_archive reports #1", "groupChatItemsDeleted")
  expect(archived.chatItemIDs).toEqual([second])
  await alice.command(`/_delete reports #1 ${first} internal`, "chatItemsDeleted")
  expect(await reports()).toEqual([[second, "moderated"]])
})
