import { CC } from "@simplex-chat/types"
import { afterEach, expect, test, vi } from "vitest"
import type { WaitError } from "../../src/index.ts"
import { withBot } from "../fixtures/phone.ts"
import { later, world } from "../fixtures/world.ts"

afterEach(() => void vi.useRealTimers())

/** A bot that asks, and notes why a question ended without an answer. */
const asking = (ends: string[] = []) => {
  const { network, live, connected } = world()
  const start = () =>
    live((bot) => {
      bot.onCommand("ask", async (message) => {
        try {
          const { text } = await message.ask("Your name?")
          await message.send(`Hello, ${text}`)
        } catch (error) {
          ends.push((error as WaitError).code)
          throw error
        }
      })
      bot.onCommand("any", async (message) => {
        const { text } = await message.ask("Which command?", { takesCommands: true })
        await message.send(`You mean ${text}`)
      })
      bot.onCommand("help", (message) => message.send("This is the help."))
      bot.onMessage((message) => message.send(`said ${message.text}`))
    })
  return { network, start, connected, ends }
}

test.each([
  ["/cancel, which has no handler", "/cancel", "said /cancel"],
  ["another command", "/Help.", "This is the help."],
])("%s leaves the question", async (_, typed, answer) => {
  const { start, connected, ends } = asking()
  const made = await start()
  const alice = await connected("alice", made)
  await alice.say("/ask")
  await alice.expectMessage("Your name?")
  await alice.say(typed)
  await alice.expectMessage(answer)
  await alice.say("Alice")
  await alice.expectMessage("said Alice")
  expect(ends).toEqual(["left"])
  expect(await made.bot.health()).toMatchObject({ ok: true, working: 0 })
  expect([made.said("error"), made.said("info").at(-1)]).toEqual([
    [],
    "info a question got no answer",
  ])
})

test("a question that takes commands gets them", async () => {
  const { start, connected } = asking()
  const alice = await connected("alice", await start())
  await alice.say("/any")
  await alice.expectMessage("Which command?")
  await alice.say("/help")
  expect(await alice.expectMessage(/^You mean/)).toBe("You mean /help")
})

test("a command from another member of the group leaves it open", async () => {
  const { network, start, ends } = asking()
  const made = await start()
  const { api, user } = made.bot
  const { groupId } = await api.apiNewGroup(user.userId, { displayName: "team", fullName: "" })
  const link = await api.apiCreateGroupLink(groupId, "member")
  const [alice, bob] = [await network.person("alice"), await network.person("bob")]
  await alice.joinGroup(link)
  await bob.joinGroup(link)
  await alice.say("/ask")
  await alice.expectMessage("Your name?")
  await bob.say("/help")
  await alice.expectMessage("/help")
  await alice.expectMessage("This is the help.")
  await alice.say("Alice")
  await alice.expectMessage("Hello, Alice")
  expect(ends).toEqual([])
})

test("a contact that is deleted ends it", async () => {
  const { start, connected, ends } = asking()
  const made = await start()
  const alice = await connected("alice", made)
  await alice.say("/ask")
  await alice.expectMessage("Your name?")
  const command = { chatRef: withBot, chatDeleteMode: { type: "full", notify: true } } as const
  await alice.command(CC.APIDeleteChat.cmdString(command), "contactDeleted")
  await later(() => ends.length === 1)
  expect(ends).toEqual(["gone"])
  await later(async () => (await made.bot.health()).working === 0)
  expect(made.said("error")).toEqual([])
})

test("a member who leaves ends it, and so does the removal of the bot", async () => {
  const { network, start, ends } = asking()
  const made = await start()
  const { api, user } = made.bot
  const { groupId } = await api.apiNewGroup(user.userId, { displayName: "team", fullName: "" })
  const alice = await network.person("alice")
  await alice.joinGroup(await api.apiCreateGroupLink(groupId, "member"))
  await alice.say("/ask")
  await alice.expectMessage("Your name?")
  await alice.command(CC.APILeaveGroup.cmdString({ groupId: 1 }), "leftMemberUser")
  await later(() => ends.length === 1)
  expect(ends).toEqual(["gone"])
})

test.each<[string, string, (groupId: number, memberIds: [number, ...number[]]) => string]>([
  [
    "removes the member",
    "userDeletedMembers",
    (groupId, groupMemberIds) =>
      CC.APIRemoveMembers.cmdString({ groupId, groupMemberIds, withMessages: false }),
  ],
  ["leaves the group", "leftMemberUser", (groupId) => CC.APILeaveGroup.cmdString({ groupId })],
  [
    "deletes the group",
    "groupDeletedUser",
    (chatId) =>
      CC.APIDeleteChat.cmdString({
        chatRef: { chatType: "group", chatId },
        chatDeleteMode: { type: "full", notify: true },
      }),
  ],
])("the bot itself %s: the question ends", async (_, answer, command) => {
  const { network, start, ends } = asking()
  const made = await start()
  const { api, user } = made.bot
  const { groupId } = await api.apiNewGroup(user.userId, { displayName: "team", fullName: "" })
  const alice = await network.person("alice")
  await alice.joinGroup(await api.apiCreateGroupLink(groupId, "member"))
  await alice.say("/ask")
  await alice.expectMessage("Your name?")
  const members = await api.apiListMembers(groupId)
  const [first = 0, ...others] = members.map(({ groupMemberId }) => groupMemberId)
  expect(await api.sendChatCmd(command(groupId, [first, ...others]))).toMatchObject({
    type: answer,
  })
  await later(() => ends.length === 1)
  expect(ends).toEqual(["gone"])
  await later(async () => (await made.bot.health()).working === 0)
})

test("the bot itself deletes the contact: the question ends", async () => {
  const { start, connected, ends } = asking()
  const made = await start()
  const alice = await connected("alice", made)
  await alice.say("/ask")
  await alice.expectMessage("Your name?")
  await made.bot.api.apiDeleteChat(withBot, { type: "full", notify: false })
  await later(() => ends.length === 1)
  expect(ends).toEqual(["gone"])
})

test("a question in a support chat ends with its member, and with the group", async () => {
  const { network, start, ends } = asking()
  const made = await start()
  const { api, user } = made.bot
  const { groupId } = await api.apiNewGroup(user.userId, { displayName: "team", fullName: "" })
  const link = await api.apiCreateGroupLink(groupId, "member")
  const ask =
    '/_send #1(_support) json [{"msgContent":{"type":"text","text":"/ask"},"mentions":{}}]'
  for (const name of ["alice", "bob"]) {
    const person = await network.person(name)
    await person.joinGroup(link)
    await person.command(ask, "newChatItems")
    await later(async () => (await made.bot.health()).working === 1)
    if (name === "alice") {
      await person.command(CC.APILeaveGroup.cmdString({ groupId: 1 }), "leftMemberUser")
      await later(() => ends.length === 1)
      await later(async () => (await made.bot.health()).working === 0)
    }
  }
  await api.apiDeleteChat({ chatType: "group", chatId: groupId }, { type: "full", notify: true })
  await later(() => ends.length === 2)
  expect(ends).toEqual(["gone", "gone"])
  await later(async () => (await made.bot.health()).working === 0)
})

test("and without any of that it ends after an hour, or what the bot says", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] })
  const { start, connected, ends } = asking()
  const made = await start()
  const alice = await connected("alice", made)
  await alice.say("/ask")
  await alice.expectMessage("Your name?")
  vi.advanceTimersByTime(3_599_000)
  expect(ends).toEqual([])
  vi.advanceTimersByTime(1_001)
  vi.useRealTimers()
  await later(() => ends.length === 1)
  expect(ends).toEqual(["timeout"])
  await later(async () => (await made.bot.health()).working === 0)
  expect(made.said("error")).toEqual([])
})
