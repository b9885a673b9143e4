import { type Bot, PermissionError } from "@simplex-chat/bot"
import { expect } from "../../people/expect.ts"
import type { Stage } from "../../stage/stage.ts"
import { KeptLog } from "../../stage/kept-log.ts"
import { botScenario } from "../scenario.ts"

const echo = (bot: Bot) => {
  bot.onMessage({ chatType: "group" }, (message) => message.send(`echo ${message.text}`))
}

/** Groups, their history, and other bots. */
export const inGroups = [
  botScenario("history from before the bot joined is not news", {}, async (stage) => {
    const { world } = stage
    const ann = await stage.person("ann")
    const atAnn = await ann.createGroup("team", { history: true })
    const link = await atAnn.link()
    for (const text of ["old one", "/help"]) await atAnn.say(text)
    await world.pass()
    const handled: string[] = []
    const robot = await stage.bot((bot) => {
      bot.onCommand("help", (message) => message.send("the help"))
      bot.onMessage({ history: true }, (message) => void handled.push(message.text))
      echo(bot)
    })
    await robot.bot.api.apiConnectActiveUser(link)
    await atAnn.seesMember("robot")
    await stage.until("the history is handed over", () => handled.length === 2)
    await world.pass()
    await atAnn.say("news")
    await atAnn.sees("echo news")
    await world.quiet()
    expect(atAnn.texts().join() === "echo news", `only the news: ${atAnn.texts().join()}`)
  }),

  botScenario("history that comes while the bot is down is not news either", {}, async (stage) => {
    const { world } = stage
    const ann = await stage.person("ann")
    const atAnn = await ann.createGroup("team", { history: true })
    const link = await atAnn.link()
    await atAnn.say("old one")
    await world.pass()
    const robot = await stage.bot(echo)
    await robot.bot.api.apiConnectActiveUser(link)
    await atAnn.seesMember("robot")
    await robot.stop()
    await world.pass()
    await atAnn.say("news")
    await robot.start()
    await atAnn.sees("echo news")
    await world.quiet()
    expect(atAnn.texts().join() === "echo news", `only the news: ${atAnn.texts().join()}`)
  }),

  botScenario(
    "a bot joins by invitation when it may, and decides about each",
    {},
    async (stage) => {
      const asked: string[] = []
      const robot = await stage.bot(echo, {
        joinGroups: ({ group, role }) => {
          asked.push(group.groupProfile.displayName)
          return role === "admin"
        },
      })
      const { person: ann } = await stage.meet("ann", robot)
      const refused = await ann.createGroup("refused")
      await refused.invite("robot", "member")
      await stage.until("it is asked", () => asked.length === 1)
      const joined = await ann.createGroup("joined")
      await joined.invite("robot", "admin")
      await joined.seesMember("robot")
      await joined.say("hello")
      await joined.sees("echo hello")
      // What was refused stays in the core, and is asked about again.
      expect([...new Set(asked)].join() === "refused,joined", `about each: ${asked.join()}`)
    },
  ),

  botScenario("an invitation that came while the bot was down is not lost", {}, async (stage) => {
    const robot = await stage.bot(echo, { joinGroups: true })
    const { person: ann } = await stage.meet("ann", robot)
    await robot.stop()
    const atAnn = await ann.createGroup("team")
    await atAnn.invite("robot")
    await stage.world.quiet()
    await robot.start()
    await atAnn.seesMember("robot")
    await atAnn.say("hello")
    await atAnn.sees("echo hello")
  }),

  botScenario("new members are welcomed once, those of before are not", {}, async (stage) => {
    const robot = await stage.bot(
      (bot) => {
        bot.onMemberJoined(({ group, member }) =>
          bot.send({ chatType: "group", chatId: group.groupId }, `Welcome, ${member.name}!`),
        )
      },
      { joinGroups: true },
    )
    const { person: ann } = await stage.meet("ann", robot)
    const atAnn = await ann.createGroup("team")
    const early = await stage.person("early")
    const atEarly = await early.joinGroup(await atAnn.link(), "team")
    await atAnn.seesMember("early")
    await atAnn.invite("robot")
    await atAnn.seesMember("robot")
    await atEarly.seesMember("robot")
    const late = await stage.person("late")
    await late.joinGroup(await atAnn.link(), "team")
    await atAnn.sees("Welcome, late!")
    await atEarly.sees("Welcome, late!")
    await stage.world.quiet()
    expect(atAnn.texts().join() === "Welcome, late!", `once: ${atAnn.texts().join()}`)
  }),

  botScenario("a bot that is an admin gives roles, blocks and removes", {}, async (stage) => {
    const done: string[] = []
    const robot = await stage.bot(
      (bot) => {
        bot.onMessage({ text: "promote me" }, async ({ member }) => {
          await member.setRole("moderator")
          done.push("promoted")
        })
        bot.onMessage({ text: "remove me" }, async ({ member }) => {
          await member.remove()
          done.push("removed")
        })
      },
      { joinGroups: true },
    )
    const { person: ann } = await stage.meet("ann", robot)
    const atAnn = await ann.createGroup("team")
    await atAnn.invite("robot", "admin")
    await atAnn.seesMember("robot")
    const bob = await stage.person("bob")
    const atBob = await bob.joinGroup(await atAnn.link(), "team")
    await atBob.seesMember("robot")
    await atBob.say("promote me")
    await stage.until("bob is promoted", () => done.includes("promoted"))
    await atBob.say("remove me")
    await stage.until("bob is removed", () => done.includes("removed"))
    await stage.world.quiet()
    const refused = await atBob.say("hello?").then(
      () => false,
      () => true,
    )
    expect(refused, "bob is out")
  }),

  botScenario("where the role does not allow that, an error says so", {}, async (stage) => {
    const errors: unknown[] = []
    const robot = await stage.bot(
      (bot) => {
        bot.onMessage({ text: "remove me" }, async ({ member }) => {
          for (const attempt of [member.block(), member.remove(), member.setRole("admin")]) {
            await attempt.catch((error: unknown) => errors.push(error))
          }
        })
      },
      { joinGroups: true },
    )
    const { person: ann } = await stage.meet("ann", robot)
    const atAnn = await ann.createGroup("team")
    await atAnn.invite("robot", "member")
    await atAnn.seesMember("robot")
    await atAnn.say("remove me")
    await stage.until("all three are refused", () => errors.length === 3)
    expect(
      errors.every((error) => error instanceof PermissionError),
      "with a typed error",
    )
  }),

  botScenario("two bots do not answer each other", {}, async (stage) => {
    const said = await twoBots(stage, (bot) =>
      bot.onMessage((message) => message.send(message.text)),
    )
    expect(said.one + said.two === 0, "neither handles what a bot says")
  }),

  botScenario("two bots that handle bots end all the same, and say so once", {}, async (stage) => {
    const said = await twoBots(
      stage,
      (bot) => bot.onMessage((message) => message.send(`You said ${message.text}`)),
      { ignoreBots: false, useBotProfile: false, maxRepeats: 5 },
    )
    expect(said.one + said.two > 2, "they talk for a while")
    expect(said.one + said.two < 40, `and end: ${said.one + said.two} messages`)
    expect(said.errors >= 1 && said.errors <= 2, `each says so once at most: ${said.errors}`)
  }),

  botScenario(
    "a bot in a group does not answer another bot that is its contact",
    {},
    async (stage) => {
      const host = await stage.bot(echo, { joinGroups: true }, "host")
      const guest = await stage.bot(echo, { joinGroups: true }, "guest")
      const { timeoutMs } = stage.world
      await guest.bot.api.connectTo(host.address, { timeoutMs })
      const { person: ann } = await stage.meet("ann", host)
      await ann.connect(guest.address)
      const atAnn = await ann.createGroup("team")
      for (const name of ["host", "guest"]) {
        await atAnn.invite(name)
        await atAnn.seesMember(name)
      }
      await stage.world.quiet()
      await atAnn.say("hello")
      await atAnn.sees("echo hello", "host")
      await atAnn.sees("echo hello", "guest")
      await stage.world.quiet()
      expect(atAnn.texts().length === 2, `once each: ${atAnn.texts().join()}`)
    },
  ),
]

/** Connects two bots with the same handlers, and lets one say something; counts what they handle. */
async function twoBots(
  stage: Stage,
  declare: (bot: Bot) => void,
  options: { ignoreBots?: boolean; useBotProfile?: boolean; maxRepeats?: number } = {},
) {
  const said = { one: 0, two: 0 }
  const log = new KeptLog()
  const counting = (name: "one" | "two") => (bot: Bot) => {
    bot.use((update, next) => {
      if (update.type === "message") said[name]++
      return next()
    })
    declare(bot)
  }
  const one = await stage.bot(counting("one"), { ...options, logging: log }, "one")
  const two = await stage.bot(counting("two"), { ...options, logging: log }, "two")
  const { timeoutMs } = stage.world
  const contact = await two.bot.api.connectTo(one.address, { timeoutMs })
  await two.bot.sendAndWait(contact, "hello")
  // They end once neither has handled anything for a while.
  for (let before = -1; before !== said.one + said.two;) {
    before = said.one + said.two
    await stage.world.quiet()
    await stage.world.quiet()
  }
  return { ...said, errors: log.count("error") }
}
