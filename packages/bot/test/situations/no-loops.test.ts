import { expect, test } from "vitest"
import type { Bot, BotOptions } from "../../src/index.ts"
import { later, world } from "../fixtures/world.ts"

const echo = (bot: Bot) => void bot.onMessage((message) => message.send(message.text))
const unknown = (bot: Bot) => void bot.onMessage((message) => message.reply("Unknown command."))

/** Two bots that are connected to each other; one says something. */
async function twoBots(
  one: (bot: Bot) => void,
  other: (bot: Bot) => void,
  options: Partial<BotOptions> = {},
) {
  const { network, live } = world()
  const first = await live(one, options, "first")
  const second = await live(other, options, "second")
  const connected = second.bot.api.waitFor("contactConnected")
  await second.bot.api.apiConnectActiveUser(first.bot.address ?? "")
  const { contact } = await connected
  await network.idle()
  let messages = 0
  network.observe((frame) => {
    if ("event" in frame && frame.event.includes("newChatItems")) messages++
  })
  await second.bot.send(contact, "hello")
  return { network, first, second, said: () => messages }
}

test("two bots do not answer each other", async () => {
  const { network, said } = await twoBots(echo, echo)
  await network.idle()
  expect(said()).toBeLessThanOrEqual(2)
})

test.each<[string, (bot: Bot) => void, (bot: Bot) => void]>([
  ["two echo bots", echo, echo],
  ["two bots that know no command", unknown, unknown],
  ["an echo and one that knows no command", echo, unknown],
])("%s that handle bots end all the same, and say so once", async (_, one, other) => {
  const options = { ignoreBots: false, useBotProfile: false, maxRepeats: 5 }
  const { network, first, second, said } = await twoBots(one, other, options)
  await later(() => first.said("error").length + second.said("error").length > 0)
  await network.idle()
  const before = said()
  await network.idle()
  expect(said()).toBe(before)
  expect(before).toBeLessThan(60)
  const errors = [first, second].flatMap(({ log }) =>
    log.lines.filter(({ level }) => level === "error"),
  )
  expect(errors.length).toBeLessThanOrEqual(2)
  for (const error of errors) expect(error).toMatchObject({ error: "RepeatedMessageError" })
})

// As recorded, the core does not say that a member who joined through a link is a bot.
test("two bots in one group, who cannot know each other as bots, end as well", async () => {
  const { network, live } = world()
  const first = await live(echo, { maxRepeats: 5 }, "first")
  const second = await live(echo, { maxRepeats: 5 }, "second")
  const { api, user } = first.bot
  const { groupId } = await api.apiNewGroup(user.userId, { displayName: "team", fullName: "" })
  const link = await api.apiCreateGroupLink(groupId, "member")
  await second.bot.api.apiConnectActiveUser(link)
  const alice = await network.person("alice")
  await alice.joinGroup(link)
  await alice.say("hello")
  await later(() => first.said("error").length + second.said("error").length > 0)
  await network.idle()
  expect(alice.transcript().length).toBeLessThanOrEqual(11)
  await network.idle()
  expect(first.said("error").length).toBeLessThanOrEqual(1)
})

test("a person who says the same many times gets as many answers as that", async () => {
  const { live, connected } = world()
  const made = await live((bot) => {
    bot.onMessage((message) => message.send(`got ${message.text}`))
  })
  const alice = await connected("alice", made)
  for (let n = 0; n < 60; n++) {
    await alice.say(`${n % 4}`)
    await alice.expectMessage(`got ${n % 4}`)
  }
  expect(made.said("error")).toEqual([])
})
