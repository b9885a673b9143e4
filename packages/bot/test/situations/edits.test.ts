import { expect, test } from "vitest"
import type { Bot } from "../../src/index.ts"
import { edit, lastSaid, withBot } from "../fixtures/phone.ts"
import { later, standStill, world } from "../fixtures/world.ts"

test("a typo that is corrected into a command runs it, once", async () => {
  const { network, live, connected } = world()
  const seen: string[] = []
  const made = await live((bot) => {
    bot.onCommand("help", (_, { text }) => void seen.push(`help ${text}`))
    bot.onMessage(({ text }) => void seen.push(text))
  })
  const alice = await connected("alice", made)
  await alice.say("/hlep")
  await edit(alice, withBot, "/help")
  await network.idle()
  await edit(alice, withBot, "/help me")
  await alice.say("/help")
  await edit(alice, withBot, "/help again")
  await alice.say("done")
  await later(() => seen.includes("done"))
  expect(seen).toEqual(["/hlep", "help ", "help ", "done"])
})

test("onEdit gets the same kind of message, and onMessage gets none", async () => {
  const { live, connected } = world()
  const made = await live((bot) => {
    bot.onMessage({ text: /./ }, () => {})
    bot.onEdit({ text: /casino/ }, async (message) => {
      await message.reply(`${message.isEdit} ${message.id}`)
    })
    bot.onMessage({ edited: true }, (message) => message.send(`an edit: ${message.text}`))
  })
  const alice = await connected("alice", made)
  await alice.say("hello")
  await edit(alice, withBot, "casino")
  await alice.expectMessage(/^true \d+$/)
  await edit(alice, withBot, "world")
  await alice.expectMessage("an edit: world")
  // The same text again, as after a change of the file, is no edit.
  expect(made.said("error")).toEqual([])
})

test("a group for edits has its own handlers; middleware sees that it is an edit", async () => {
  const { live, connected } = world()
  const seen: string[] = []
  const made = await live((bot) => {
    bot.use((update, next) => {
      if (update.type === "message") seen.push(`${update.message.isEdit} ${update.message.text}`)
      return next()
    })
    bot.group({ edited: true }, (edits) => {
      edits.onMessage((message) => message.send(`edited ${message.text}`))
      edits.onCommand("go", (message) => message.send("go, edited"))
    })
    bot.onMessage((message) => message.send(`new ${message.text}`))
  })
  const alice = await connected("alice", made)
  await alice.say("one")
  await alice.expectMessage("new one")
  await edit(alice, withBot, "two")
  await alice.expectMessage("edited two")
  await edit(alice, withBot, "/go")
  await alice.expectMessage("go, edited")
  expect(seen).toEqual(["false one", "true two", "true /go"])
})

test("what is edited before its turn is handled once, as it is then", async () => {
  const { network, live, connected } = world()
  const seen: string[] = []
  let go = () => {}
  const first = new Promise<void>((resolve) => (go = resolve))
  const made = await live((bot) => {
    bot.onMessage({ text: "first" }, () => first)
    bot.onMessage(({ text }) => void seen.push(text))
    bot.onEdit(({ text }) => void seen.push(`edited ${text}`))
  })
  const alice = await connected("alice", made)
  await alice.say("first")
  await alice.say("secnd")
  await edit(alice, withBot, "second")
  await network.idle()
  go()
  await later(() => seen.length > 0)
  await alice.say("third")
  await later(() => seen.length > 1)
  expect(seen).toEqual(["second", "third"])
})

test("an edit that came while the bot was down reaches onEdit at the next start", async () => {
  const { live, connected } = world()
  const seen: string[] = []
  const first = await live((bot) => bot.onMessage(({ text }) => void seen.push(text)))
  const alice = await connected("alice", first)
  await alice.say("hello")
  await later(() => seen.length === 1)
  await first.bot.stop()
  await edit(alice, withBot, "casino")
  await live((bot) => bot.onEdit(({ text }) => void seen.push(`edited ${text}`)))
  await later(() => seen.length === 2)
  expect(seen).toEqual(["hello", "edited casino"])
})

test("edits that no handler wants take no room from events", async () => {
  const { network, live, connected } = world()
  const made = await live((bot) => {
    bot.onMessage({ text: "ask" }, async (message) => {
      await message.ask("Yes?", { correctionMs: 50 })
    })
  })
  const alice = await connected("alice", made)
  await alice.say("ask")
  await alice.expectMessage("Yes?")
  await alice.say("answer")
  for (const text of ["an edit of an answer", "and another"]) await edit(alice, withBot, text)
  await later(async () => (await made.bot.health()).working === 0)
  for (const text of ["an edit", "and one more"]) await edit(alice, withBot, text)
  await network.idle()
  // More than 10,000 that stay there would drop all events.
  await expect.poll(async () => (await made.bot.health()).queued).toBe(0)
})

test("an answer that is corrected in time replaces the first, where that is asked for", async () => {
  const { live, connected } = world()
  const made = await live((bot) => {
    bot.onCommand("age", async (message) => {
      const { text } = await message.ask("How old are you?", { correctionMs: 300 })
      await message.send(`You are ${text}`)
    })
    bot.onMessage((message) => message.send(`meanwhile ${message.text}`))
  })
  const alice = await connected("alice", made)
  await alice.say("/age")
  await alice.expectMessage("How old are you?")
  standStill()
  await alice.say("4")
  const id = await lastSaid(alice, withBot)
  await alice.say("wait")
  await alice.expectMessage("meanwhile wait")
  await edit(alice, withBot, "44", id)
  await later(() => alice.conversation().includes("You are"))
  await alice.expectMessage("You are 44")
  await alice.expectSilence()
  expect(await made.bot.health()).toMatchObject({ ok: true, working: 0 })
})

test.each([
  ["an edit", "casino", ["casino"]],
  ["a correction into a command", "/help", ["help", "/help"]],
])(
  "%s whose handler was cut off by a stop comes again at the next start, once",
  async (_, text, want) => {
    const { live, connected } = world()
    let isStuck = true
    let isStarted = false
    const seen: string[] = []
    const handle = async (what: string, next: () => Promise<void>) => {
      isStarted = true
      if (isStuck) await new Promise(() => {})
      seen.push(what)
      await next()
    }
    const declare = (bot: Bot) => {
      bot.onEdit((message, { next }) => handle(message.text, next))
      bot.onCommand("help", (_message, { next }) => handle("help", next))
      bot.onMessage(({ text }) => void (isStarted = text === "hlep"))
    }
    const first = await live(declare, { stopTimeoutMs: 20 })
    const alice = await connected("alice", first)
    await alice.say("hlep")
    await later(() => isStarted)
    isStarted = false
    await edit(alice, withBot, text)
    await later(() => isStarted)
    await first.bot.stop()
    isStuck = false
    const second = await live(declare)
    await later(() => seen.length >= want.length)
    await second.bot.stop()
    await live(declare)
    expect(seen.toSorted()).toEqual(want.toSorted())
  },
)
