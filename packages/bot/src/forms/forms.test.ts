import { dialogue } from "@simplex-chat/testing"
import { existsSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { later, world } from "../../test/fixtures/world.ts"
import { type Bot, type BotOptions, memoryStorage, sqliteStorage } from "../index.ts"
import { type Field, field, FieldError, type FormOptions } from "./index.ts"

type Fields = Readonly<Record<string, Field>>

/** A bot with a form behind /fill, and what it got. */
function filling(fields: Fields, options: FormOptions = {}) {
  const made = world()
  const results: unknown[] = []
  const others: string[] = []
  const declare = (bot: Bot) => {
    bot.onCommand("fill", async (message) => {
      const answers = await message.form(fields, options)
      results.push(answers ?? "cancelled")
      await message.send("done")
    })
    bot.onCommand("hello", (message) => message.send("Hello!"))
    bot.onMessage((message) => void others.push(message.text))
  }
  const start = async (given: Partial<BotOptions> = {}) => made.live(declare, given)
  return { ...made, results, others, declare, start }
}

const signup: Fields = {
  name: field.text({ question: "Your name?", label: "Name", max: 20 }),
  age: field.int({ min: 18 }),
  colour: field.optional(field.choice(["red", "dark green"])),
}

test("one question after the other, what is wrong is said, and the summary is confirmed", async () => {
  const { start, connected, results, others } = filling(signup)
  const alice = await connected("alice", await start())
  await dialogue(alice, [
    ["alice", "/fill"],
    ["bot", "Your name?\n/cancel to stop"],
    ["alice", "A name of far too many characters"],
    ["bot", "Please write at most 20 characters.\n/cancel to stop"],
    ["alice", " *Alice* "],
    ["bot", "age?\n/back to the question before\n/cancel to stop"],
    ["alice", "ten"],
    ["bot", /^A whole number is needed\.\n/],
    ["alice", "10"],
    ["bot", /^A whole number of at least 18 is needed\.\n/],
    ["alice", "２１"],
    ["bot", /^colour\?\n1\. \/red\n2\. \/'dark green'\n\/skip to leave it out\n\/back/],
    ["alice", "blue"],
    ["bot", /^Please tap or write one of these:\n1\. \/red/],
    ["alice", "/'dark green'"],
    [
      "bot",
      /^Name: .?\*Alice\*\nage: 21\ncolour: dark green\nIs this right\? \/ok to send it\n\/back/,
    ],
    ["alice", "/OK."],
    ["bot", "done"],
  ])
  expect(results).toEqual([{ name: "*Alice*", age: 21, colour: "dark green" }])
  expect(others).toEqual([])
})

test("back goes to the question before, skip leaves out what may be left out, and no means back", async () => {
  const { start, connected, results } = filling(signup)
  const alice = await connected("alice", await start())
  await dialogue(alice, [
    ["alice", "/fill"],
    ["bot", /^Your name\?/],
    ["alice", "/skip"],
    ["bot", /^This one is needed\./],
    ["alice", "Al"],
    ["bot", /^age\?/],
    ["alice", "/back"],
    ["bot", /^Your name\?/],
    ["alice", "Alice"],
    ["bot", /^age\?/],
    ["alice", "30"],
    ["bot", /^colour\?/],
    ["alice", "/skip"],
    ["bot", /^Name: Alice\nage: 30\ncolour: —\n/],
    ["alice", "what?"],
    ["bot", /^Name: Alice\n/],
    ["alice", "no"],
    ["bot", /^colour\?/],
    ["alice", "2"],
    ["bot", /colour: dark green/],
    ["alice", "yes"],
    ["bot", "done"],
  ])
  expect(results).toEqual([{ name: "Alice", age: 30, colour: "dark green" }])
})

test("cancel ends it, and another command leaves it and is handled", async () => {
  const { start, connected, results, said } = await (async () => {
    const made = filling(signup)
    const bot = await made.start()
    return { ...made, start: () => Promise.resolve(bot), said: bot.said }
  })()
  const alice = await connected("alice", await start())
  await dialogue(alice, [
    ["alice", "/fill"],
    ["bot", /^Your name\?/],
    ["alice", "/cancel"],
    ["bot", "Cancelled."],
    ["bot", "done"],
    ["alice", "/fill"],
    ["bot", /^Your name\?/],
    ["alice", "/hello"],
    ["bot", "Hello!"],
  ])
  expect(results).toEqual(["cancelled"])
  expect(said("error")).toEqual([])
})

describe("after a restart", () => {
  test("it goes on where it was; what was answered is not handled as news", async () => {
    const { start, connected, results, others } = filling(signup)
    const first = await start()
    const alice = await connected("alice", first)
    await dialogue(alice, [
      ["alice", "/fill"],
      ["bot", /^Your name\?/],
      ["alice", "Alice"],
      ["bot", /^age\?/],
      ["alice", "old"],
      ["bot", /^A whole number/],
    ])
    await first.bot.stop()
    await alice.say("44")
    const second = await start()
    await alice.expectMessage(/^age\?/)
    await alice.expectMessage(/^colour\?/)
    await second.bot.stop()
    await start()
    await alice.expectMessage(/^colour\?/)
    await alice.say("red")
    await alice.expectMessage(/^Name: Alice\nage: 44\ncolour: red\n/)
    await alice.say("/ok")
    await alice.expectMessage("done")
    expect(results).toEqual([{ name: "Alice", age: 44, colour: "red" }])
    expect(others).toEqual([])
  })

  test("a form that was complete is not asked again when its handler was interrupted", async () => {
    const made = world()
    const results: unknown[] = []
    let isFirst = true
    const declare = (bot: Bot) =>
      bot.onCommand("fill", async (message) => {
        results.push(await message.form({ name: field.text() }, { confirm: false }))
        // A second form of the same message is another one.
        results.push(await message.form({ town: field.text() }, { confirm: false }))
        if (isFirst) await message.ask("And?")
        await message.send("done")
      })
    const first = await made.live(declare)
    const alice = await made.connected("alice", first)
    await dialogue(alice, [
      ["alice", "/fill"],
      ["bot", /^name\?/],
      ["alice", "Alice"],
      ["bot", /^town\?/],
      ["alice", "Paris"],
      ["bot", "And?"],
    ])
    await first.bot.stop()
    isFirst = false
    await made.live(declare)
    await alice.expectMessage("done")
    expect(results).toEqual([
      { name: "Alice" },
      { town: "Paris" },
      { name: "Alice" },
      { town: "Paris" },
    ])
    // A new message begins a new form.
    await alice.say("/fill")
    await alice.expectMessage(/^name\?/)
  })

  test("in a storage that was given, as workers have it, which is empty at the end", async () => {
    const made = world()
    const storage = await sqliteStorage(join(made.folder, "forms.db"))
    const declare = (bot: Bot) =>
      bot.onCommand("fill", async (message) => {
        const answers = await message.form(signup, { storage, title: "Welcome" })
        await message.send(JSON.stringify(answers))
      })
    const first = await made.live(declare)
    const alice = await made.connected("alice", first)
    await dialogue(alice, [
      ["alice", "/fill"],
      ["bot", /^Welcome\nYour name\?/],
      ["alice", "Alice"],
      ["bot", /^age\?/],
    ])
    expect([...((await storage.keys?.("form/")) ?? [])]).toHaveLength(1)
    await first.bot.stop()
    await made.live(declare)
    await alice.expectMessage(/^age\?/)
    for (const [answer, next] of [
      ["20", /^colour\?/],
      ["1", /^Name: Alice/],
      ["/ok", /"red"/],
    ] as const) {
      await alice.say(answer)
      await alice.expectMessage(next)
    }
    await later(async () => [...((await storage.keys?.("form/")) ?? [])].length === 0)
    storage.close()
  })
})

test("two people fill it in at once, in one group", async () => {
  const { start, results, network } = filling({ name: field.text() }, { confirm: false })
  const { bot } = await start()
  const group = await bot.api.apiNewGroup(bot.user.userId, { displayName: "team", fullName: "" })
  const link = await bot.api.apiCreateGroupLink(group.groupId, "member")
  const [alice, bob] = [await network.person("alice"), await network.person("bob")]
  for (const person of [alice, bob]) await person.joinGroup(link)
  await alice.say("/fill")
  await bob.say("/fill")
  await later(() => alice.transcript().filter(({ text }) => text.startsWith("name?")).length === 2)
  await bob.say("Bob")
  await alice.say("Alice")
  await later(() => results.length === 2)
  expect(results).toEqual([{ name: "Bob" }, { name: "Alice" }])
})

describe("each kind says what it needs", () => {
  const kinds: [string, Field, readonly string[], readonly [text: string, value: unknown]][] = [
    ["text", field.text({ min: 3 }), ["ab"], [" abc ", "abc"]],
    ["text of a pattern", field.text({ pattern: /[A-Z]{2}\d+/ }), ["AB", "xAB1"], ["AB12", "AB12"]],
    ["int", field.int({ max: 9 }), ["1.5", "x", "10", "99999999999999999999"], ["-3", -3]],
    ["number", field.number({ min: 0 }), ["-1", "1e3", "."], ["2,5", 2.5]],
    ["yesNo", field.yesNo(), ["maybe"], ["Yes!", true]],
    ["date", field.date(), ["2026-02-30", "tomorrow", "1.13.2026"], ["28.2.2026", "2026-02-28"]],
    ["date, American", field.date(), ["13/1/2026"], ["12/31/2026", "2026-12-31"]],
    [
      "custom",
      field.custom((text) => {
        if (!text.includes("@")) throw new FieldError("Please write an address.")
        return text.toLowerCase()
      }),
      ["alice"],
      ["A@B.example", "a@b.example"],
    ],
  ]
  test.each(kinds)("%s", async (_, kind, wrong, [right, value]) => {
    const { start, connected, results } = filling({ it: kind }, { confirm: false })
    const alice = await connected("alice", await start())
    await alice.say("/fill")
    await alice.expectMessage(/^it\?/)
    for (const text of wrong) {
      await alice.say(text)
      await alice.expectMessage(/^(?:Please|A whole number|A number)/)
    }
    await alice.say(right)
    await alice.expectMessage("done")
    expect(results).toEqual([{ it: value }])
  })

  test("a picture, which is downloaded", async () => {
    const { start, connected, results, folder } = filling({
      photo: field.image(),
      paper: field.optional(field.file()),
    })
    const filesFolder = join(folder, "received")
    const alice = await connected("alice", await start({ allowFiles: true, filesFolder }))
    await alice.say("/fill")
    await alice.expectMessage(/^photo\?/)
    await alice.say("here it is")
    await alice.expectMessage(/^Please send a picture\./)
    await alice.sendImage(join(folder, "me.png"), new Uint8Array([1, 2, 3]))
    await alice.expectMessage(/^paper\?/, { timeoutMs: 60_000 })
    await alice.say("/skip")
    await alice.expectMessage(/^photo: received\npaper: —/)
    await alice.say("/ok")
    await alice.expectMessage("done")
    const [{ photo, paper }] = results as [{ photo: { filePath: string }; paper: undefined }]
    expect(existsSync(join(filesFolder, photo.filePath)) || existsSync(photo.filePath)).toBe(true)
    expect(paper).toBeUndefined()
  })
})

test("what a custom field throws otherwise is the handler's failure", async () => {
  const fault = new TypeError("x is undefined")
  const { start, connected } = filling({
    it: field.custom(() => {
      throw fault
    }),
  })
  const made = await start()
  const alice = await connected("alice", made)
  await alice.say("/fill")
  await alice.expectMessage(/^it\?/)
  await alice.say("x")
  await later(() => made.said("error").length === 1)
  expect(made.said("error")).toEqual(["error a handler failed"])
})

test.each([
  [{}, /^fields: must be an object/],
  [undefined, /^fields: must be an object/],
  [{ name: "text" }, /^fields\.name: must be made by field/],
])("wrong calls say so: %j", async (fields, problem) => {
  const made = world()
  const errors: Error[] = []
  const living = await made.live((bot) => {
    bot.onMessage((message) => message.form(fields as Fields, { storage: memoryStorage() }))
    bot.catch((error) => void errors.push(error as Error))
  })
  const alice = await made.connected("alice", living)
  await alice.say("hi")
  await later(() => errors.length === 1)
  expect(errors[0]?.message).toMatch(problem)
})

test("fields with wrong options say so", () => {
  expect(() => field.text({ question: " " })).toThrow(/^question: must be a text/)
  expect(() => field.int({ label: 1 as never })).toThrow(/^label: must be a text/)
})
