import { existsSync } from "node:fs"
import { expect, test } from "vitest"
import { Bots, type GivenToBot } from "../bots/index.ts"
import { Bot, ConfigurationError } from "../index.ts"
import { testBot, testBots } from "./index.ts"

const squarer = (given: Partial<GivenToBot>) => {
  const bot = new Bot({
    profile: { displayName: "squarer" },
    db: { filePrefix: "data/never-opened" },
    ...given,
  })
  bot.onMessage({ text: /^\d+$/ }, (message) => message.send(`${Number(message.text) ** 2}`))
  return bot
}
const echo = (given: GivenToBot) =>
  new Bot({ profile: { displayName: "echo" }, ...given }).onMessage((message) =>
    message.send(message.text),
  ) as Bot

test("bots that share a core are on the network of the test", async () => {
  const bots = new Bots({ db: { filePrefix: "data/never-opened" } })
  bots.add("squarer", squarer).add("echo", echo)
  await testBots(
    bots,
    async ({ alice, bob, join }) => {
      await alice.say("7")
      await alice.expectMessage("49")
      await bob.say("7")
      await bob.expectMessage("7")
      const carol = await join("carol", "squarer")
      await carol.say("8")
      await carol.expectMessage("64")
    },
    { people: { alice: "squarer", bob: "echo" } },
  )
  expect(bots.state).toBe("stopped")
  expect(existsSync("data/never-opened_chat.db")).toBe(false)
})

test("so are bots with databases of their own, and bots that are made by the test", async () => {
  await testBots(
    () => new Bots().add("one", ({ logging }) => squarer({ logging })),
    async ({ alice }) => {
      await alice.say("3")
      await alice.expectMessage("9")
    },
    { people: { alice: "one" } },
  )
  expect(existsSync("data/never-opened_chat.db")).toBe(false)
})

test("a bot that cannot be started fails the test, and so does what is no bot", async () => {
  const broken = new Bots().add("broken", () => {
    throw new TypeError("no key")
  })
  await expect(testBots(broken, () => {})).rejects.toThrow("no key")
  await expect(testBots({} as Bots, () => {})).rejects.toThrow(ConfigurationError)
  await expect(testBot(new Bots() as unknown as Bot, () => {})).rejects.toThrow("there is testBots")
  const early = new Bots().add("early", squarer({ logging: "silent" }))
  await expect(testBots(early, () => {})).rejects.toThrow()
  expect(existsSync("data/never-opened_chat.db")).toBe(false)
})
