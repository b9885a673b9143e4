import { CC } from "@simplex-chat/types"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { withBot } from "../fixtures/phone.ts"
import { answering, later, world } from "../fixtures/world.ts"

const disappearing = CC.APISendMessages.cmdString({
  sendRef: withBot,
  liveMessage: false,
  signMessages: false,
  ttl: 60,
  composedMessages: [{ msgContent: { type: "text", text: "for a minute" }, mentions: {} }],
})

test.each([
  ["disappears at the bot as well, a minute after it was handled", true, 0],
  ["stays there when handled messages are not marked as read", false, 1],
])("a disappearing message %s", async (_, markRead, left) => {
  const { network, live, connected } = world()
  let handled = 0
  const made = await live((bot) => bot.onMessage(() => void handled++), { markRead })
  const alice = await connected("alice", made)
  await alice.command(disappearing, "newChatItems")
  await later(() => handled === 1)
  const chat = { chatType: "direct", chatId: 4 } as const
  const texts = async () => {
    const { chatItems } = await made.bot.api.apiGetChat(chat, { type: "last", count: 10 })
    return chatItems.filter(({ meta }) => meta.itemText === "for a minute")
  }
  if (markRead) {
    await expect.poll(texts).toMatchObject([{ meta: { itemStatus: { type: "rcvRead" } } }])
  }
  network.clock.advance(61_000)
  await network.idle()
  expect(await texts()).toHaveLength(left)
})

test("what is handled just before the bot stops is marked as read, too", async () => {
  const { network, live, connected } = world()
  const commands: string[] = []
  network.observe((frame) => {
    if (frame.core === "bot" && "command" in frame) commands.push(frame.command)
  })
  let handled = 0
  const made = await live((bot) => bot.onMessage(() => void handled++))
  const alice = await connected("alice", made)
  await alice.say("hello")
  await later(() => handled === 1)
  await made.bot.stop()
  expect(commands.filter((command) => command.startsWith("/_read chat items @4 "))).toHaveLength(1)
})

test("retention is set in the core, and texts stay out of the state file", async () => {
  const { live, connected, folder, make } = world()
  const made = make(() => {}, { retention: { seconds: 86_400 } })
  const sent: string[] = []
  answering(made.core, (command) => {
    if (!command.startsWith("/_ttl")) return undefined
    sent.push(command)
    return { result: { type: "cmdOk" } }
  })
  await made.bot.start()
  expect(sent).toEqual(["/_ttl 1 86400"])
  await made.bot.stop()

  let handled = 0
  const again = await live((bot) => bot.onMessage(() => void handled++))
  const alice = await connected("alice", again)
  await alice.say("a very secret text")
  await later(() => handled === 1)
  await again.bot.broadcast("a very secret broadcast", { name: "x" })
  await again.bot.stop()
  expect(readFileSync(join(folder, "bot.db")).includes("secret")).toBe(false)
})

test("a script that sends and exits knows whether it was delivered", async () => {
  const { live, connected } = world()
  const first = await live(() => {})
  const alice = await connected("alice", first)
  const sent = await first.bot.sendAndWait(withBot, "The backup is done.")
  expect(sent.items).toHaveLength(1)
  await alice.expectMessage("The backup is done.")
  void first.bot.send(withBot, "And the other one.")
  expect(await first.bot.stop({ flush: true })).toEqual({
    unfinished: 0,
    failure: undefined,
    unsent: 0,
  })
  await alice.expectMessage("And the other one.")
})

test("in a group, a member who is never connected does not hold that up", async () => {
  const { live, network } = world()
  const { bot } = await live(() => {}, { stopTimeoutMs: 100 })
  const { groupId } = await bot.api.apiNewGroup(bot.user.userId, {
    displayName: "team",
    fullName: "",
  })
  const link = await bot.api.apiCreateGroupLink(groupId, "member")
  const alice = await network.person("alice")
  await alice.joinGroup(link)
  const bob = await network.person("bob")
  let hasAsked = false
  network.observe((frame) => {
    if (!("event" in frame) || !frame.event.includes("acceptingGroupJoinRequestMember")) return
    network.faults.offline("bob")
    hasAsked = true
  })
  void bob.joinGroup(link, { timeoutMs: 1 }).catch(() => {})
  await later(() => hasAsked)
  const group = { chatType: "group", chatId: groupId } as const
  await bot.send(group, "hello")
  await bot.sendAndWait(group, "and goodbye", { timeoutMs: 60_000 })
  await alice.expectMessage("hello")
  await alice.expectMessage("and goodbye")
  expect(await bot.stop({ flush: true })).toMatchObject({ unsent: 0 })
})

test("and when no server has it in time, and that it is sent at the next start", async () => {
  const { network, live, connected } = world()
  const first = await live(() => {}, { stopTimeoutMs: 100 })
  const alice = await connected("alice", first)
  network.faults.offline("bot")
  const waiting = first.bot.sendAndWait(withBot, "late", { timeoutMs: 50 })
  await expect(waiting).rejects.toMatchObject({ name: "DeliveryError" })
  expect(await first.bot.stop({ flush: true })).toMatchObject({ unsent: 1 })
  network.faults.offline("bot", false)
  await live(() => {})
  await alice.expectMessage("late")
})

test("nor to a contact that is deleted meanwhile", async () => {
  const { network, live, connected } = world()
  const made = await live(() => {})
  const { bot } = made
  await connected("alice", made)
  network.faults.offline("bot")
  const waiting = bot.sendAndWait(withBot, "late", { timeoutMs: 20_000 })
  waiting.catch(() => {})
  await bot.send(withBot, "later")
  await bot.api.apiDeleteChat(withBot, { type: "full", notify: false })
  await expect(waiting).rejects.toMatchObject({ name: "DeliveryError", code: "gone" })
  expect(await bot.stop({ flush: true })).toMatchObject({ unsent: 0 })
})
