import { expect, test } from "vitest"
import { createNetwork, type Network, type Person } from "../index.ts"

// Channels as k-channels and l-signing show them: what an owner says goes through relays.

const on = { enable: "on" }
const profile = JSON.stringify({
  displayName: "news",
  fullName: "",
  groupPreferences: { history: on, reactions: on, support: on },
})

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

async function relay(network: Network, name: string): Promise<{ person: Person; link: string }> {
  const person = await network.person(name, { userChatRelay: true })
  const { connLinkContact } = await person.command("/_address 1", "userContactLinkCreated")
  return { person, link: connLinkContact.connShortLink ?? "" }
}

/** A channel of the owner through one relay, and its link. */
async function channel() {
  const network = createNetwork()
  const one = await relay(network, "relay")
  const owner = await network.person("owner")
  await owner.command(`/relays name=relay ${one.link}`, "cmdOk")
  const created = await owner.command(`/_public group 1 4 ${profile}`, "publicGroupCreated")
  await network.idle()
  const link = created.groupLink.connLinkContact.connShortLink ?? ""
  return { network, owner, relay: one.person, link }
}

async function subscribe(network: Network, name: string, link: string): Promise<Person> {
  const person = await network.person(name)
  const { connLink, connectionPlan } = await person.command(
    `/_connect plan 1 ${link}`,
    "connectionPlan",
  )
  const data =
    connectionPlan.type === "groupLink" && connectionPlan.groupLinkPlan.type === "ok"
      ? connectionPlan.groupLinkPlan.groupSLinkData_
      : undefined
  const links = `${connLink.connFullLink} ${connLink.connShortLink ?? ""}`
  await person.command(
    `/_prepare group 1 ${links} direct=off ${JSON.stringify(data)}`,
    "newPreparedChat",
  )
  await person.command("/_connect group #1", "startedConnectionToGroup")
  await network.idle()
  return person
}

const textsOf = async (person: Person) => {
  const { chat } = await person.command("/_get chat #1 count=100", "apiChat")
  return chat.chatItems
    .filter(({ content }) => content.type === "rcvMsgContent")
    .map(({ meta, chatDir }) => `${chatDir.type} ${meta.itemText}`)
}

const postText = (text: string) =>
  `/_send #1(as_group=on) json ${JSON.stringify([{ msgContent: { type: "text", text }, mentions: {} }])}`

test("what the owner says as the channel has no author; what the owner says alone is the owner's", async () => {
  const { network, owner, link } = await channel()
  const sub = await subscribe(network, "sub", link)
  await owner.command(postText("a post"), "newChatItems")
  await owner.command("/_send #1 text from me", "newChatItems")
  await network.idle()
  expect(await textsOf(sub)).toEqual(["channelRcv a post", "groupRcv from me"])
  const { group } = await sub.command("/_members #1", "groupMembers")
  expect(group.members.map(({ memberRole }) => memberRole)).toEqual(["owner", "relay"])
})

test("subscribers may only listen, until the owner lets them write", async () => {
  const { network, owner, link } = await channel()
  const [sub, sue] = [await subscribe(network, "sub", link), await subscribe(network, "sue", link)]
  expect(await sub.core.sendCommand("/_send #1 text may I?")).toContain("groupUserRole")
  const { group } = await owner.command("/_members #1", "groupMembers")
  const id = group.members.find(({ localDisplayName }) => localDisplayName === "sub")?.groupMemberId
  await owner.command(`/_member role #1 ${id} member`, "membersRoleUser")
  await network.idle()
  await sub.command("/_send #1 text I may", "newChatItems")
  await network.idle()
  expect(await textsOf(sue)).toEqual(["groupRcv I may"])
  const { groupInfo } = await sue.command("/_info #1", "groupInfo")
  expect(groupInfo.rosterVersion).toBe(1)
})

test("what members do in a channel is signed, what they say is where they want it", async () => {
  const { network, owner, link } = await channel()
  const sub = await subscribe(network, "sub", link)
  const events = eventsOf(network, "sub")
  const { groupInfo } = await owner.command("/_info #1", "groupInfo")
  const renamed = JSON.stringify({ ...groupInfo.groupProfile, displayName: "new name" })
  await owner.command(`/_group_profile #1 ${renamed}`, "groupUpdated")
  await owner.command(postText("unsigned"), "newChatItems")
  await owner.command(postText("signed").replace(" json", " sign=on json"), "newChatItems")
  await network.idle()
  expect(events.find(({ type }) => type === "groupUpdated")?.["msgSigned"]).toBe("verified")
  const { chat } = await sub.command("/_get chat #1 count=2", "apiChat")
  expect(chat.chatItems.map(({ meta }) => meta.msgVerified)).toEqual([
    undefined,
    { type: "signed", sigStatus: "verified" },
  ])
})

test("one who joins later gets the posts of before, but for what was deleted from history", async () => {
  const { network, owner, link } = await channel()
  const sub = await subscribe(network, "sub", link)
  const { chatItems } = await owner.command(postText("dropped"), "newChatItems")
  await owner.command(postText("kept"), "newChatItems")
  await network.idle()
  const id = chatItems[0]?.chatItem.meta.itemId ?? 0
  await owner.command(`/_delete item #1 ${id} history`, "chatItemsDeleted")
  await network.idle()
  expect(await textsOf(sub)).toEqual(["channelRcv dropped", "channelRcv kept"])
  expect(await textsOf(await subscribe(network, "late", link))).toEqual(["channelRcv kept"])
})

test("a second relay carries what the first one does, and each message comes once", async () => {
  const { network, owner, link } = await channel()
  const sub = await subscribe(network, "sub", link)
  const second = await relay(network, "second")
  const { userServers } = await owner.command("/relays", "userServers")
  const relays = userServers.flatMap(({ chatRelays }) => chatRelays)
  const known = relays.find(({ preset }) => !preset)
  await owner.command(`/relays name=relay ${known?.address} name=second ${second.link}`, "cmdOk")
  await owner.command("/_add relays #1 5", "groupRelaysAdded")
  await network.idle()
  await owner.command(postText("through two"), "newChatItems")
  await network.idle()
  expect(await textsOf(sub)).toEqual(["channelRcv through two"])
  const { groupRelays } = await owner.command("/_get relays #1", "groupRelays")
  expect(groupRelays.map(({ relayStatus }) => relayStatus)).toEqual(["active", "active"])
})

test("a relay that left a channel refuses it until it allows it again", async () => {
  const { network, owner, relay: one } = await channel()
  await one.command("/_leave #1", "leftMemberUser")
  await network.idle()
  const statuses = async () => {
    const { groupRelays } = await owner.command("/_get relays #1", "groupRelays")
    return groupRelays.map(({ relayStatus }) => relayStatus)
  }
  const remove = async () => {
    const { group } = await owner.command("/_members #1", "groupMembers")
    await owner.command(`/_remove #1 ${group.members[0]?.groupMemberId}`, "userDeletedMembers")
    await network.idle()
  }
  const add = async () => {
    await owner.command("/_add relays #1 4", "groupRelaysAdded")
    await network.idle()
  }
  expect(await statuses()).toEqual(["inactive"])
  await remove()
  await add()
  expect(await statuses()).toEqual(["rejected"])
  await one.command("/_relay allow #1", "relayGroupAllowed")
  await remove()
  await add()
  expect(await statuses()).toEqual(["active"])
})

test("relays are tested, and one that cannot be reached makes no channel", async () => {
  const { network, owner } = await channel()
  const plain = await (await network.person("plain")).address()
  const result = (address: string) =>
    owner.command(`/_relay test 1 ${address}`, "chatRelayTestResult")
  expect((await result(plain)).relayTestFailure?.rtfStep).toBe("decodeLink")
  const second = await relay(network, "second")
  expect((await result(second.link)).relayProfile?.displayName).toBe("second")
  await owner.command(`/relays name=second ${second.link}`, "cmdOk")
  await second.person.command("/_delete_address 1", "userContactLinkDeleted")
  expect((await result(second.link)).relayTestFailure?.rtfStep).toBe("getLink")
  const failed = await owner.command(`/_public group 1 5 ${profile}`, "publicGroupCreationFailed")
  expect(failed.addRelayResults).toHaveLength(1)
  expect(await owner.core.sendCommand(`/_public group 1 999 ${profile}`)).toContain(
    "userChatRelayNotFound",
  )
})
