import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { setTimeout } from "node:timers/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { ChatApi } from "@simplex-chat/api"
import { expect, onTestFinished, test } from "vitest"
import { createNetwork, dialogue, type MemoryCore, type Network } from "../src/index.ts"

// The layer above, unchanged, on cores of the network: what people write bots with.

const wait = { timeoutMs: 60_000 }
const opened = { autoAccept: { acceptIncognito: false }, businessAddress: false }

/** A chat that runs on this core, closed when the test is over. */
async function running(core: MemoryCore, displayName = core.name): Promise<ChatApi> {
  const api = await ChatApi.init(core, { backoff: { initialMs: 1 } })
  onTestFinished(() => api.close())
  if ((await api.apiListUsers()).length === 0)
    await api.apiCreateActiveUser({ displayName, fullName: "" })
  await api.startChat()
  return api
}

/** Two chats whose users know each other, and how each calls the other. */
async function connected(network: Network) {
  const alice = await running(network.openCore({ name: "alice" }))
  const bob = await running(network.openCore({ name: "bob" }))
  const both = Promise.all([alice, bob].map((api) => api.waitFor("contactConnected", wait)))
  await bob.apiConnectActiveUser(await alice.apiCreateLink(1))
  const [atAlice, atBob] = await both
  return { alice, bob, toBob: atAlice!.contact, toAlice: atBob!.contact }
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "chat-api-"))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

test("a bot accepts, takes its time, and replies", async () => {
  const network = createNetwork()
  const core = network.openCore({ name: "bot" })
  const bot = await running(core)
  bot.on("receivedContactRequest", async ({ contactRequest }) => {
    await setTimeout(5)
    await bot.apiAcceptContactRequest(contactRequest.contactRequestId)
  })
  bot.on("newChatItems", async ({ chatItems }) => {
    for (const item of chatItems) {
      if (item.chatItem.content.type !== "rcvMsgContent") continue
      await setTimeout(5)
      await bot.apiSendTextReply(item, `${item.chatItem.meta.itemText}!`)
    }
  })
  await bot.apiCreateUserAddress(1)
  const alice = await network.person("alice")
  await alice.connectTo({ core })
  await dialogue(alice, [
    ["alice", "hello"],
    ["bot", "hello!"],
  ])
  expect(alice.transcript().map(({ from }) => from)).toEqual(["alice", "bot"])
})

test("what was sent is followed to its delivery", async () => {
  const { alice, bob, toBob } = await connected(createNetwork())
  const received = bob.waitFor("newChatItems", wait)
  const [item] = await alice.apiSendTextMessage(toBob, "hello")
  expect(await alice.trackDelivery(item!).delivered(wait)).toMatchObject({ receipt: "ok" })
  expect((await received).chatItems[0]?.chatItem.meta.itemText).toBe("hello")
})

test("a file goes from disk to disk", async () => {
  const folder = temporaryFolder()
  const source = join(folder, "sent.txt")
  const { alice, bob, toBob } = await connected(createNetwork())
  writeFileSync(source, "forty-two")
  const offered = bob.waitFor("newChatItems", wait)
  await alice.sendFile(toBob, source, "a file", wait)
  const [item] = (await offered).chatItems
  const target = join(folder, "received.txt")
  const { filePath } = await bob.receiveFile(item!, { ...wait, filePath: target })
  expect(readFileSync(filePath, "utf8")).toBe("forty-two")
})

test("a group is made, joined and talked in", async () => {
  const { alice, bob } = await connected(createNetwork())
  const group = await alice.apiNewGroup(1, { displayName: "team", fullName: "" })
  const link = await alice.apiCreateGroupLink(group.groupId, "member")
  const joined = bob.waitFor("userJoinedGroup", wait)
  const member = alice.waitFor("joinedGroupMember", wait)
  await bob.apiConnectActiveUser(link)
  const { groupInfo } = await joined
  await member
  const heard = alice.waitFor("newChatItems", {
    ...wait,
    where: ({ chatItems }) => chatItems[0]?.chatItem.content.type === "rcvMsgContent",
  })
  await bob.apiSendTextMessage(groupInfo, "hello, team")
  expect((await heard).chatItems[0]?.chatItem.meta.itemText).toBe("hello, team")
  expect(await alice.apiListMembers(group.groupId)).toHaveLength(1)
})

test("what came while the bot was killed comes when it is back", async () => {
  const network = createNetwork()
  const folder = temporaryFolder()
  const core = network.openCore({ name: "bot", folder })
  const bot = await running(core)
  bot.onError(() => {}) // that it was killed
  await bot.apiCreateUserAddress(1)
  await bot.apiSetAddressSettings(1, opened)
  const alice = await network.person("alice")
  await alice.connectTo({ core })
  core.kill()
  await expect(bot.apiListUsers()).rejects.toMatchObject({ code: "closed" })
  await alice.say("are you there?")

  const again = await ChatApi.init(network.openCore({ name: "bot", folder }))
  onTestFinished(() => again.close())
  const late = again.waitFor("newChatItems", wait)
  await again.startChat()
  expect((await late).chatItems[0]?.chatItem.meta.itemText).toBe("are you there?")
})

test("receiving that fails, and a command that hangs, are survived", async () => {
  const network = createNetwork()
  const { alice, bob, toAlice } = await connected(network)
  const errors: string[] = []
  alice.onError(({ code }) => errors.push(code))
  network.faults.failReceive("alice", 2)
  network.faults.hang("alice", "/users")
  await expect(alice.apiListUsers({ timeoutMs: 5 })).rejects.toMatchObject({ code: "timeout" })
  const heard = alice.waitFor("newChatItems", wait)
  await bob.apiSendTextMessage(toAlice, "still there?")
  expect((await heard).chatItems[0]?.chatItem.meta.itemText).toBe("still there?")
  expect(errors).toEqual(["receiveFailed", "receiveFailed"])
})

test("closing ends a command that hangs", async () => {
  const network = createNetwork()
  const api = await running(network.openCore({ name: "alice" }))
  network.faults.hang("alice", "/users")
  const hanging = api.apiListUsers()
  hanging.catch(() => {}) // it ends while the api is closed, before it is awaited
  await api.close({ settleMs: 0 })
  await expect(hanging).rejects.toMatchObject({ code: "closed" })
})

test("commands of two users on one core do not mix", async () => {
  const api = await running(createNetwork().openCore({ name: "both" }))
  const { userId } = await api.apiCreateActiveUser({ displayName: "second", fullName: "" })
  const ids = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 1 : userId))
  const lists = ids.map((id) => api.forUser(id).apiListContacts(id))
  expect(await Promise.all(lists)).toHaveLength(20)
  // Without taking turns the core refuses the one that is not active.
  await expect(api.apiListContacts(1)).rejects.toMatchObject({ code: "differentActiveUser" })
})

test("a command that is not simulated says so, and what it is", async () => {
  const api = await running(createNetwork().openCore({ name: "alice" }))
  const switched = api.sendChatCmd("/_operators")
  await expect(switched).rejects.toMatchObject({
    code: "coreFailed",
    message:
      "sendChatCmd failed: APIGetServerOperators: this network does not simulate it; nothing was done",
    cause: { name: "NotSimulatedError", command: "APIGetServerOperators" },
  })
})
