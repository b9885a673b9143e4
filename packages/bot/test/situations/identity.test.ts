import { rmSync } from "node:fs"
import { join } from "node:path"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { type Bot, memoryStorage, Owners, Sessions, type Storage } from "../../src/index.ts"
import { later, world } from "../fixtures/world.ts"

beforeEach(() => void vi.spyOn(process.stderr, "write").mockReturnValue(true))
afterEach(() => void vi.restoreAllMocks())

/** A bot that only owners may ask, and that counts, with what it knows in this storage. */
const withOwners = (storage: Storage) => {
  const owners = new Owners(storage)
  const counts = new Sessions({ initial: () => 0, storage, name: `counts-${Math.random()}` })
  return { owners, declare: declare(owners, counts) }
}

const declare = (owners: Owners, counts: Sessions<number>) => (bot: Bot) => {
  bot.group({}, owners.pairing())
  bot.group({ when: owners.only }, (group) => {
    group.onCommand("secret", (message) => message.send("42"))
  })
  bot.onCommand("count", async (message) => {
    await message.send(`${await counts.update(message, (n) => n + 1)}`)
  })
  bot.onMessage((message) => message.send("no"))
}

test("an owner stays the owner across restarts", async () => {
  const { live, connected } = world()
  const storage = memoryStorage()
  const first = withOwners(storage)
  const made = await live(first.declare)
  const alice = await connected("alice", made)
  await alice.say(`/pair ${first.owners.code}`)
  await alice.expectMessage("You own this bot now.")
  const { identity } = made.bot
  await made.bot.stop()
  const again = await live(withOwners(storage).declare, { profile: { displayName: "renamed" } })
  await alice.say("/secret")
  await alice.expectMessage("42")
  expect(again.bot.identity).toBe(identity)
})

test.each([
  ["after the database was deleted, the state file too", true],
  ["after the database alone was deleted", false],
])("%s, contact 4 is someone else", async (_, stateToo) => {
  const { live, connected, folder } = world()
  const storage = memoryStorage()
  const owners = new Owners(storage)
  const counts = new Sessions({ initial: () => 0, storage })
  const made = await live(declare(owners, counts))
  const alice = await connected("alice", made)
  await alice.say(`/pair ${owners.code}`)
  await alice.say("/count")
  await alice.expectMessage("You own this bot now.")
  await alice.expectMessage("1")
  await made.bot.stop()
  rmSync(join(folder, "bot"), { recursive: true })
  if (stateToo) rmSync(join(folder, "bot.db"))

  const later = new Owners(storage)
  const again = await live(declare(later, counts))
  const mallory = await connected("mallory", again)
  const idOf = async ({ bot }: typeof made) =>
    (await bot.api.apiListContacts(bot.user.userId)).at(-1)?.contactId
  expect(await idOf(again)).toBe(4)
  for (const text of ["/secret", "/count"]) await mallory.say(text)
  await mallory.expectMessage("no")
  await mallory.expectMessage("1")
  // The operator can become the owner again.
  expect(later.none).toBe(true)
  await mallory.say(`/pair ${later.code}`)
  await mallory.expectMessage("You own this bot now.")
})

test("what a bot on the network of `dev` knows is not that of the real one", async () => {
  const storage = memoryStorage()
  const owners = new Owners(storage)
  const counts = new Sessions({ initial: () => 0, storage })
  const dev = world({ seed: 2 })
  const tried = await dev.live(declare(owners, counts), { stateFile: undefined })
  const you = await dev.connected("you", tried)
  await you.say(`/pair ${owners.code}`)
  await you.expectMessage("You own this bot now.")
  await you.say("/count")
  await you.expectMessage("1")
  await tried.bot.stop()

  const real = world()
  const made = await real.live(declare(new Owners(storage), counts))
  const stranger = await real.connected("stranger", made)
  await stranger.say("/secret")
  await stranger.expectMessage("no")
  await stranger.say("/count")
  expect(await stranger.expectMessage(/^\d$/)).toBe("1")
})

test("an owner whose contact the bot deletes is none any more: the next one can be another person", async () => {
  const { live, connected } = world()
  const owners = new Owners()
  const made = await live((bot) => void bot.group({}, owners.pairing()))
  const alice = await connected("alice", made)
  await alice.say(`/pair ${owners.code}`)
  await alice.expectMessage("You own this bot now.")
  const chat = { chatType: "direct", chatId: 4 } as const
  await made.bot.api.apiDeleteChat(chat, { type: "full", notify: false })
  await later(() => owners.none)
  expect(owners.none).toBe(true)
})

test("the bot's user stays the bot's, whatever others a handler makes, selects and serves", async () => {
  const { live, connected } = world()
  const declare = (bot: Bot) => {
    bot.onCommand("switch", async (message) => {
      const { userId } = await bot.api.apiCreateActiveUser({ displayName: "other", fullName: "" })
      await bot.api.apiSetActiveUser(userId)
      await bot.api.forUser(userId).apiListContacts(userId)
      await message.reply("switched")
      await message.react("👍")
    })
    bot.onMessage((message) => message.reply(`still here: ${message.text}`))
  }
  const made = await live(declare)
  const alice = await connected("alice", made)
  await alice.say("/switch")
  await alice.expectMessage("switched")
  await alice.say("hello")
  await alice.expectMessage("still here: hello")
  // Killed while another user is active.
  const { userId, profile } = made.bot.user
  made.bot.api.bindUser(2)
  await made.bot.stop()
  const again = await live(declare, { profile: { displayName: "renamed" } })
  expect(again.bot.user).toMatchObject({ userId, profile: { displayName: "renamed" } })
  await alice.say("and now?")
  await alice.expectMessage("still here: and now?")
  const others = (await again.bot.api.apiListUsers()).filter(({ user }) => user.userId !== userId)
  expect(others.map(({ user }) => user.localDisplayName)).toEqual(["other"])
  expect(profile.displayName).toBe("bot")
})
