import { dialogue } from "@simplex-chat/testing"
import { existsSync } from "node:fs"
import { expect, test } from "vitest"
import { Bot, type BotOptions, ConfigurationError } from "../index.ts"
import { testBot, type TestWorld } from "./index.ts"

const squarer = (options: Partial<BotOptions> = {}) => {
  const bot = new Bot({
    profile: { displayName: "squarer" },
    db: { filePrefix: "data/never-opened" },
    ...options,
  })
  bot.onMessage({ text: /^\d+$/ }, (message) => message.send(`${Number(message.text) ** 2}`))
  bot.onCommand("boom", function explode() {
    throw new TypeError("x is undefined")
  })
  bot.onCommand("late", async (message) => {
    const { text } = await message.ask("How long?")
    await message.send(`${text} s`)
  })
  return bot
}

/** The error that a test fails with. */
const failureOf = async (run: (world: TestWorld<"alice" | "bob">) => unknown, bot = squarer()) => {
  const error: unknown = await testBot(bot, run).then(
    () => undefined,
    (error: unknown) => error,
  )
  return error as Error
}

test("runs a test with people who are connected, and stops the bot at the end", async () => {
  let tested: Bot | undefined
  await testBot(squarer(), async ({ alice, bob, bot, network, clock, join }) => {
    tested = bot
    await dialogue(alice, [
      ["alice", "7"],
      ["squarer", "49"],
    ])
    await bob.say("8")
    await bob.expectMessage("64")
    const carol = await join("carol")
    await carol.say("9")
    await carol.expectMessage("81")
    clock.advance(60_000)
    await network.idle()
  })
  expect(await tested?.health()).toMatchObject({ ok: false })
  expect(existsSync("data/never-opened_chat.db")).toBe(false)
})

test("a function gets the database, as dev and run give it; people are named by the test", async () => {
  await testBot(
    ({ db, logging }) => squarer({ db, logging }),
    async ({ dora }) => {
      await dora.say("3")
      expect(await dora.expectMessage(/\d/)).toBe("9")
    },
    { people: ["dora"] },
  )
})

test.each([
  ["that ends in bot.run()", "tested-run.ts", ["1", "2"]],
  ["whose default export is the bot", "tested-export.ts", ["25", "25"]],
])("the file of a bot %s, each time anew", async (_, name, answers) => {
  const file = new URL(`../../test/fixtures/${name}`, import.meta.url)
  for (let time = 0; time < 2; time++) {
    await testBot(file, async ({ alice }) => {
      for (const answer of answers) {
        await alice.say("5")
        await alice.expectMessage(answer)
      }
    })
  }
  expect(existsSync("data/counts.db")).toBe(false)
})

test("a handler that throws is in the error of the conversation, though nothing is logged", async () => {
  const error = await failureOf(async ({ alice }) => {
    await alice.say("/boom")
    await alice.expectMessage("done", { timeoutMs: 50 })
  })
  expect(error.name).toBe("ConversationError")
  expect(error.message).toContain("alice: /boom")
  expect(error.message).toMatch(
    /Meanwhile:\n {2}bot: a handler failed \(onCommand boom\): TypeError: x is undefined\n {4}at .*test-bot\.test\.ts/,
  )
})

test("so it is in that of a dialogue, and so is one that catch took", async () => {
  const bot = squarer()
  bot.catch(() => {})
  const error = await failureOf(async ({ alice }) => {
    await dialogue(alice, [
      ["alice", "/boom"],
      ["alice", "2"],
      ["squarer", "5"],
    ])
  }, bot)
  expect(error.message).toMatch(/expected "5", and got "4"/)
  expect(error.message).toContain("bot: onCommand boom threw, and catch took it: TypeError: x is")
})

test("so are a forgotten await, and a question without an end", async () => {
  const bot = squarer()
  bot.onMessage({ text: "forget" }, (message) => {
    void message.react("🥦" as "👍")
  })
  const error = await failureOf(async ({ alice, network }) => {
    await alice.say("forget")
    await network.idle()
    await expect.poll(() => network.problems).toHaveLength(1)
    await alice.expectMessage("never", { timeoutMs: 20 })
  }, bot)
  expect(error.message).toContain("a handler did not await what failed (onMessage): ")
})

test("a bot that cannot be started is the error itself, and what is no bot is refused", async () => {
  const broken = squarer()
  await broken.stop()
  await expect(testBot(broken, () => {})).rejects.toThrow("create another one")
  await expect(testBot({} as Bot, () => {})).rejects.toThrow(ConfigurationError)
  await expect(testBot("no-such-file.ts", () => {})).rejects.toThrow("there is no such file")
  const needy = new URL("../../test/fixtures/cli-wrong-bot.ts", import.meta.url)
  await expect(testBot(needy, () => {})).rejects.toThrow("give the bot a name")
})
