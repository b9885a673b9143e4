import type { T } from "@simplex-chat/types"
import { expect, test } from "vitest"
import { arg, type Bot, ConfigurationError, Composer } from "../../src/index.ts"
import { type LivingBot, later, world } from "../fixtures/world.ts"

const reminders = (bot: Bot) => {
  bot.onCommand(
    ["remind", "r"],
    {
      description: "Reminds you later",
      menu: "Reminders",
      args: { minutes: arg.int(), what: arg.text() },
    },
    (message, { args }) => message.send(`${args.what}, in ${args.minutes} minutes`),
  )
  bot.onCommand("list", { description: "Lists your reminders" }, (message) => message.send("none"))
  bot.onCommand("secret", (message) => message.send("42"))
  bot.group({ when: ({ sender }) => sender.name === "owner" }, (owners) => {
    owners.onCommand("stop", { description: "Stops the bot" }, (message) =>
      message.send("stopping"),
    )
  })
  bot.group({ chatType: "group" }, (groups) => {
    groups.onCommand("rules", { description: "Shows the rules", menu: "Rules" }, (message) =>
      message.send("be kind"),
    )
  })
}

const menuOf = ({ bot }: LivingBot): readonly T.ChatBotCommand[] | undefined =>
  bot.user.profile.preferences?.commands

test("one declaration gives the menu of the app, /help, and usage on wrong arguments", async () => {
  const { live, connected } = world()
  const made = await live(reminders)
  expect(menuOf(made)).toEqual([
    { type: "command", keyword: "remind", label: "Reminders", params: "<minutes> <what...>" },
    { type: "command", keyword: "list", label: "Lists your reminders" },
    { type: "command", keyword: "help", label: "Help" },
  ])
  const alice = await connected("alice", made)
  await alice.say("/help")
  await alice.expectMessage(
    [
      "/remind <minutes> <what...>: Reminds you later",
      "/list: Lists your reminders",
      "/help: Shows the commands",
    ].join("\n"),
  )
  await alice.say("/remind soon tea")
  await alice.expectMessage("minutes: a whole number is needed\nUsage: /remind <minutes> <what...>")
  await alice.say("/r 5 drink tea")
  await alice.expectMessage("drink tea, in 5 minutes")
})

test("/help lists what the sender can use: owners see more, and so do members of a group", async () => {
  const { network, live, connected } = world()
  const made = await live(reminders)
  const owner = await connected("owner", made)
  await owner.say("/help")
  expect(await owner.expectMessage(/./)).toContain("\n/stop: Stops the bot\n")
  const { api, user } = made.bot
  const { groupId } = await api.apiNewGroup(user.userId, { displayName: "team", fullName: "" })
  const bob = await network.person("bob")
  await bob.joinGroup(await api.apiCreateGroupLink(groupId, "member"))
  await bob.say("/Help.")
  const help = await bob.expectMessage(/./)
  expect(help).toContain("\n/rules: Shows the rules\n")
  expect(help).not.toContain("/stop")
})

test("what is declared stays, and comes first; a command of one's own named help is the help", async () => {
  const { live, connected } = world()
  const made = await live(
    (bot) => {
      reminders(bot)
      bot.onCommand("help", (message) => message.send("my own help"))
    },
    {
      commands: [
        { keyword: "list", label: "All reminders" },
        { label: "More", commands: [{ keyword: "secret", label: "A secret" }] },
      ],
    },
  )
  expect(menuOf(made)?.map(({ label }) => label)).toEqual(["All reminders", "More", "Reminders"])
  const alice = await connected("alice", made)
  await alice.say("/help")
  expect(await alice.expectMessage(/./)).toBe("my own help")
})

test("without descriptions, or with help: false, /help is a message like others", async () => {
  const { live, connected } = world()
  const all = (bot: Bot) => bot.onMessage((message) => message.send(`said ${message.text}`))
  const first = await live((bot) => {
    bot.onCommand("secret", (message) => message.send("42"))
    all(bot)
  })
  expect(menuOf(first) ?? []).toEqual([])
  const alice = await connected("alice", first)
  await alice.say("/help")
  await alice.expectMessage("said /help")
  await first.bot.stop()
  const second = await live(
    (bot) => {
      reminders(bot)
      all(bot)
    },
    { help: false },
  )
  expect(menuOf(second)?.map(({ label }) => label)).not.toContain("Help")
  await alice.say("/help")
  expect(await alice.expectMessage(/./)).toBe("said /help")
})

test("the menu is sent only when it differs", async () => {
  const { network, live } = world()
  const first = await live(reminders)
  await first.bot.stop()
  const commands: string[] = []
  network.observe((frame) => {
    if ("command" in frame && frame.command.startsWith("/_profile")) commands.push(frame.command)
  })
  const second = await live(reminders)
  await later(async () => (await second.bot.health()).ok)
  expect(commands).toEqual([])
  await second.bot.stop()
  await live((bot) => {
    reminders(bot)
    bot.onCommand("new", { description: "Something new", menu: false }, () => {})
    bot.onCommand("newer", { description: "Something newer" }, () => {})
  })
  await later(() => commands.length === 1)
  expect(commands[0]).toContain("Something newer")
  expect(commands[0]).not.toContain('"new"')
})

test.each([
  { description: "" },
  { description: 7 },
  { description: "x", menu: "" },
  { menu: true },
])("%o is a mistake", (filter) => {
  expect(() => new Composer().onCommand("x", filter as never, () => {})).toThrow(ConfigurationError)
})

test("a filter that throws is reported, and /help lists the others", async () => {
  const { live, connected } = world()
  const made = await live((bot) => {
    const fails = { when: () => JSON.parse("{") as boolean }
    bot.onCommand("one", { description: "the first" }, () => {})
    bot.onCommand("two", { description: "the second", ...fails }, () => {})
    bot.group(fails, (group) => group.onCommand("three", { description: "the third" }, () => {}))
    bot.onCommand("four", { description: "the last" }, () => {})
  })
  const alice = await connected("alice", made)
  await alice.say("/help")
  await alice.expectMessage("/one: the first\n/four: the last\n/help: Shows the commands")
  await later(() => made.said("error").length === 1)
  expect(made.log.lines.find(({ level }) => level === "error")).toMatchObject({
    handler: "onCommand help",
    error: "SyntaxError",
  })
})
