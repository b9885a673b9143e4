import { expect, expectTypeOf, test } from "vitest"
import { type Bot, ConfigurationError, type Message, tap } from "../../src/index.ts"
import { chosen } from "../../src/messages/choices.ts"
import { world } from "../fixtures/world.ts"

const drinks = ["tea", "green tea", "Café au lait"] as const

const menu = (bot: Bot) => {
  bot.onCommand("order", async (message) => {
    const drink = await message.choose("What would you like?", drinks)
    expectTypeOf(drink).toEqualTypeOf<"tea" | "green tea" | "Café au lait">()
    await message.send(`One ${drink}.`)
  })
  bot.onCommand("cancel", (message) => message.send("Cancelled."))
  bot.onMessage((message) => message.send(`said ${message.text}`))
}

const question = "What would you like?\n1. /tea\n2. /'green tea'\n3. /'Café au lait'"

test.each([
  ["taps a word", "/tea", "One tea."],
  ["taps several words", "/green tea", "One green tea."],
  ["taps in an app that sends the quotes", "/'green tea'", "One green tea."],
  ["writes it", "green tea", "One green tea."],
  ["writes it as phones do", " Green  TEA. ", "One green tea."],
  ["writes it with accents composed otherwise", "cafe\u0301 au lait", "One Café au lait."],
  ["writes its number", "3", "One Café au lait."],
  ["writes its number with a dot", "1.", "One tea."],
])("a person who %s has chosen", async (_, typed, answer) => {
  const { live, connected } = world()
  const alice = await connected("alice", await live(menu))
  await alice.say("/order")
  await alice.expectMessage(question)
  await alice.say(typed)
  expect(await alice.expectMessage(/./)).toBe(answer)
})

test("another answer is asked again, until one fits", async () => {
  const { live, connected } = world()
  const alice = await connected("alice", await live(menu))
  await alice.say("/order")
  await alice.expectMessage(question)
  for (const typed of ["4", "0", "milk", "tea please"]) {
    await alice.say(typed)
    expect(await alice.expectMessage(/./)).toMatch(
      /^Please tap or write one of these:\n1\. \/tea\n/,
    )
  }
  await alice.say("2")
  await alice.expectMessage("One green tea.")
})

test("another command leaves the question, and two people choose at once", async () => {
  const { live, connected } = world()
  const made = await live(menu)
  const [alice, bob] = [await connected("alice", made), await connected("bob", made)]
  for (const person of [alice, bob]) {
    await person.say("/order")
    await person.expectMessage(question)
  }
  await alice.say("/cancel")
  await alice.expectMessage("Cancelled.")
  await alice.say("1")
  await alice.expectMessage("said 1")
  await bob.say("1")
  await bob.expectMessage("One tea.")
  expect(made.said("error")).toEqual([])
})

test("numbers that are choices mean themselves", async () => {
  const { live, connected } = world()
  const made = await live((bot) => {
    bot.onCommand("size", async (message) => {
      await message.send(await message.choose("Which size?", ["40", "1", "42"]))
    })
  })
  const alice = await connected("alice", made)
  await alice.say("/size")
  await alice.expectMessage(/^Which size/)
  await alice.say("1")
  expect(await alice.expectMessage(/./)).toBe("1")
})

test("after a restart the command that asked comes again, and asks again", async () => {
  const { live, connected } = world()
  const first = await live(menu)
  const alice = await connected("alice", first)
  await alice.say("/order")
  await alice.expectMessage(question)
  await first.bot.stop()
  await live(menu)
  await alice.expectMessage(question)
  await alice.say("1")
  expect(await alice.expectMessage(/./)).toBe("One tea.")
})

test.each([[[]], [["a", "A"]], [["it's"]], [["a\nb"]], [[""]], [[7]], ["tea"], [undefined]])(
  "choices that cannot be shown are refused before anything is sent: %o",
  async (choices) => {
    const { live, connected } = world()
    const errors: unknown[] = []
    const made = await live((bot) => {
      bot.onMessage((message: Message) =>
        message.choose("?", choices as never).catch((error: unknown) => errors.push(error)),
      )
    })
    const alice = await connected("alice", made)
    await alice.say("hello")
    await expect.poll(() => errors).toHaveLength(1)
    expect(errors[0]).toBeInstanceOf(ConfigurationError)
    await alice.expectSilence()
  },
)

test("a long answer of dots and blanks takes no time", () => {
  // Quadratic time would be minutes.
  expect(chosen(`tea${" .".repeat(500_000)}x`, drinks)).toBeUndefined()
  expect(chosen(`tea${" .".repeat(500_000)}`, drinks)).toBe("tea")
})

test("tap writes what apps show as a button", () => {
  expect([tap("help"), tap("pick 3"), tap("größe 4")]).toEqual(["/help", "/'pick 3'", "/'größe 4'"])
  for (const wrong of ["", "/help", "it's", "a\nb", undefined, 7]) {
    expect(() => tap(wrong as string)).toThrow(ConfigurationError)
  }
})
