import { expect, test } from "vitest"
import { Bot, ConfigurationError } from "../../src/index.ts"
import { later, world } from "../fixtures/world.ts"

/** As `slice` leaves it. The core cannot read it. */
const half = "\ud83d"

test("half an emoji in a text, an edit, a caption or a question arrives as the sign for it", async () => {
  const { live, connected, folder } = world()
  const made = await live((bot) => {
    bot.onMessage({ text: "go" }, async (message) => {
      const sent = await message.send(`a text ${half}`)
      await message.reply({ type: "text", text: `content ${half}` })
      await sent.edit(`an edit ${half}`)
      await message.replyFile(`${folder}/bot.db`, `a caption ${half}`)
      await message.ask(`a question ${half}`)
    })
  })
  const alice = await connected("alice", made)
  await alice.say("go")
  await later(() => alice.transcript().some(({ text }) => text.startsWith("a question")))
  expect(made.said("error")).toEqual([])
  const texts = alice.transcript().map(({ text }) => text)
  expect(texts.join()).not.toContain(half)
  expect(texts.filter((text) => text.includes("\ufffd"))).toHaveLength(4)
})

test.each(["displayName", "fullName", "shortDescr"])(
  "in the %s it is a mistake in the options",
  (name) => {
    const profile = { displayName: "bot", [name]: `bot ${half}` }
    expect(() => new Bot({ profile, db: { filePrefix: "x" } })).toThrow(ConfigurationError)
  },
)

test("in the menu it is one as well, and in the welcome it is the sign", async () => {
  const options = { profile: { displayName: "bot" }, db: { filePrefix: "x" } }
  const commands = [{ keyword: "help", label: `Help ${half}` }]
  expect(() => new Bot({ ...options, commands })).toThrow(ConfigurationError)
  const { live, connected } = world()
  const made = await live(() => {}, { welcome: `Welcome ${half}` })
  const alice = await connected("alice", made)
  await alice.expectMessage("Welcome \ufffd")
})
