import { expect, test } from "vitest"
import type { Bot } from "../../src/index.ts"
import { later, world } from "../fixtures/world.ts"

/** A group of alice and bob, who have talked before the bot joins by the link. */
async function groupWithHistory(declare: (bot: Bot) => void) {
  const { network, live } = world()
  const alice = await network.person("alice")
  const { api, user } = await host(network)
  const { groupId } = await api.apiNewGroup(user.userId, {
    displayName: "team",
    fullName: "",
    groupPreferences: { history: { enable: "on" } },
  })
  const link = await api.apiCreateGroupLink(groupId, "member")
  await alice.joinGroup(link)
  for (const text of ["casino one", "casino two", "/help"]) await alice.say(text)
  network.clock.advance(60_000)
  const made = await live(declare)
  return { network, live, made, alice, link, api, groupId }
}

async function host(network: ReturnType<typeof world>["network"]) {
  const { ChatApi } = await import("@simplex-chat/api")
  const api = await ChatApi.init(network.openCore({ name: "host" }))
  const user = await api.apiCreateActiveUser({ displayName: "host", fullName: "" })
  await api.startChat()
  return { api, user }
}

test("a bot that joins a group does not answer, moderate or count what was said before", async () => {
  const seen: string[] = []
  const { network, made, alice, link } = await groupWithHistory((bot) => {
    bot.use((update, next) => {
      if (update.type === "message") seen.push(`middleware ${update.message.text}`)
      return next()
    })
    bot.onCommand("help", () => void seen.push("help"))
    bot.onMessage({ text: /casino/ }, (message) => {
      seen.push(message.text)
      return message.moderate()
    })
    bot.onMessage(({ text }) => void seen.push(text))
  })
  await made.bot.api.apiConnectActiveUser(link)
  await network.idle()
  await later(async () => (await made.bot.health()).queued === 0)
  expect(seen).toEqual([])
  network.clock.advance(60_000)
  await alice.say("news")
  await later(() => seen.length === 2)
  expect(seen).toEqual(["middleware news", "news"])
  const { chatItems } = await made.bot.api.apiGetChat(
    { chatType: "group", chatId: 1 },
    { type: "last", count: 100 },
  )
  const forwarded = chatItems.filter(({ meta }) => meta.forwardedByMember !== undefined)
  expect(forwarded.map(({ meta }) => [meta.itemText, meta.itemDeleted])).toEqual([
    ["casino one", undefined],
    ["casino two", undefined],
    ["/help", undefined],
  ])
})

test("a handler that wants history gets it, and only that", async () => {
  const seen: string[] = []
  const { network, made, alice, link } = await groupWithHistory((bot) => {
    bot.onMessage(
      { history: true },
      ({ text, isHistory }) => void seen.push(`${isHistory} ${text}`),
    )
    bot.onMessage(({ text }) => void seen.push(text))
  })
  await made.bot.api.apiConnectActiveUser(link)
  await network.idle()
  await later(() => seen.length === 3)
  network.clock.advance(60_000)
  await alice.say("news")
  await later(() => seen.length === 4)
  expect(seen).toEqual(["true casino one", "true casino two", "true /help", "news"])
})

test("history that arrives while the bot is down is not news at the next start", async () => {
  const seen: string[] = []
  const declare = (bot: Bot) => bot.onMessage(({ text }) => void seen.push(text))
  const { network, live, made, alice, link } = await groupWithHistory(declare)
  await made.bot.api.apiConnectActiveUser(link)
  await network.idle()
  await made.bot.stop()
  network.clock.advance(60_000)
  await alice.say("news")
  await live(declare)
  await later(() => seen.length === 1)
  expect(seen).toEqual(["news"])
})

test("after its removal and return, what was said in between is history", async () => {
  const seen: string[] = []
  const { network, made, alice, link, api, groupId } = await groupWithHistory((bot) => {
    bot.onMessage(({ text }) => void seen.push(text))
  })
  await made.bot.api.apiConnectActiveUser(link)
  await network.idle()
  network.clock.advance(60_000)
  await alice.say("first news")
  await later(() => seen.length === 1)
  const members = await api.apiListMembers(groupId)
  const member = members.find(({ localDisplayName }) => localDisplayName === "bot")
  await api.apiRemoveMembers(groupId, [member?.groupMemberId ?? 0])
  await network.idle()
  network.clock.advance(60_000)
  await alice.say("said in between")
  network.clock.advance(60_000)
  const { userId } = made.bot.user
  for (const group of await made.bot.api.apiListGroups(userId)) {
    const chat = { chatType: "group", chatId: group.groupId } as const
    await made.bot.api.apiDeleteChat(chat, { type: "full", notify: false })
  }
  await made.bot.api.apiConnectActiveUser(link)
  await network.idle()
  network.clock.advance(60_000)
  await alice.say("second news")
  await later(() => seen.length === 2)
  expect(seen).toEqual(["first news", "second news"])
})
