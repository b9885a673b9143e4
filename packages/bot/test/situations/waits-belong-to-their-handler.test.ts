import { expect, test } from "vitest"
import { type Message, WaitError } from "../../src/index.ts"
import { later, world } from "../fixtures/world.ts"

test("the loser of a race takes no later message", async () => {
  const { live, connected } = world()
  const made = await live((bot) => {
    bot.onCommand("race", async (message) => {
      const answer = await Promise.race([
        message.waitFor({ text: /^yes/ }),
        message.waitFor({ text: /^no/ }),
      ])
      await message.send(`got ${answer.text}`)
    })
    bot.onMessage((message) => message.send(`handled ${message.text}`))
  })
  const alice = await connected("alice", made)
  await alice.say("/race")
  await alice.say("yes")
  await alice.expectMessage("got yes")
  await alice.say("no")
  await alice.expectMessage("handled no")
  expect(await made.bot.health()).toMatchObject({ working: 0, queued: 0 })
})

test("and is not waiting after a restart: each message counts as handled", async () => {
  const { live, connected } = world()
  const seen: string[] = []
  const declare = (bot: Parameters<Parameters<typeof live>[0]>[0]) => {
    bot.onCommand("race", async (message) => {
      await Promise.race([message.waitFor({ text: "a" }), message.waitFor({ text: "b" })])
    })
    bot.onMessage(({ text }) => void seen.push(text))
  }
  const first = await live(declare)
  const alice = await connected("alice", first)
  for (const text of ["/race", "a", "b", "c"]) await alice.say(text)
  await later(() => seen.length === 2)
  await first.bot.stop()
  const second = await live(declare)
  await alice.say("d")
  await later(() => seen.length === 3)
  expect(seen).toEqual(["b", "c", "d"])
  expect((await second.bot.health()).working).toBe(0)
})

test("a wait that is left behind ends with its handler, by a WaitError that harms nothing", async () => {
  const { live, connected } = world()
  const ends: unknown[] = []
  const made = await live((bot) => {
    bot.onCommand("forget", (message) => {
      message.waitFor().catch((error: unknown) => ends.push(error))
      void message.ask("who?")
    })
    bot.onMessage((message) => message.send(`handled ${message.text}`))
  })
  const alice = await connected("alice", made)
  await alice.say("/forget")
  await alice.expectMessage("who?")
  await alice.say("me")
  await alice.expectMessage("handled me")
  expect(ends).toEqual([expect.objectContaining({ code: "ended" })])
  // The handler did not await `ask`, which the operator should know.
  expect(made.log.lines).toContainEqual(
    expect.objectContaining({ level: "error", handler: "onCommand forget", code: "ended" }),
  )
})

test("what a handler starts after its end can wait for nothing", async () => {
  const { live, connected } = world()
  let kept: Message | undefined
  let resume = () => {}
  const ended = new Promise<void>((resolve) => (resume = resolve))
  const ends: unknown[] = []
  const made = await live((bot) => {
    bot.onCommand("later", (message) => {
      kept = message
      ended.then(() => message.waitFor()).catch((error: unknown) => ends.push(error))
    })
    bot.onMessage((message) => message.send(`handled ${message.text}`))
  })
  const alice = await connected("alice", made)
  await alice.say("/later")
  await later(() => kept !== undefined)
  await later(async () => (await made.bot.health()).working === 0)
  resume()
  await later(() => ends.length === 1)
  expect(ends[0]).toBeInstanceOf(WaitError)
  await alice.say("hello")
  await alice.expectMessage("handled hello")
})

test("a conversation that the stop breaks off comes again whole, answers included", async () => {
  const { live, connected } = world()
  const first = await live((bot) => {
    bot.onCommand("form", async (message) => {
      const name = await message.ask("Name?")
      await name.ask("Age?")
    })
  })
  const alice = await connected("alice", first)
  await alice.say("/form")
  await alice.expectMessage("Name?")
  await alice.say("Alice")
  await alice.expectMessage("Age?")
  await first.bot.stop()
  const seen: string[] = []
  await live((bot) => bot.onMessage(({ text }) => void seen.push(text)))
  await later(() => seen.length === 2)
  expect(seen).toEqual(["/form", "Alice"])
})
