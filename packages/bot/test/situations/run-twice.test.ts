import { join } from "node:path"
import { expect, test } from "vitest"
import type { Bot, Message, SentMessage } from "../../src/index.ts"
import { later, testFolder, world } from "../fixtures/world.ts"

/** Sees to it that each handler run does the same twice, as one does that was killed before it ended. */
async function twice(work: () => Promise<unknown>): Promise<unknown[]> {
  const outcomes: unknown[] = []
  for (const _ of [1, 2]) outcomes.push(await work().catch((error: unknown) => error))
  return outcomes
}

test("a handler that is killed after its reaction goes on at its second run", async () => {
  const { live, connected } = world()
  const runs: boolean[] = []
  const react = (bot: Bot, then: (message: Message) => unknown) =>
    void bot.onMessage(async (message) => {
      runs.push(await message.react("👍"))
      await then(message)
    })
  const first = await live((bot) => react(bot, () => new Promise(() => {})), { stopTimeoutMs: 1 })
  const alice = await connected("alice", first)
  await alice.say("hello")
  await later(() => runs.length === 1)
  await first.bot.stop()
  const second = await live((bot) => react(bot, (message) => message.send("seen")))
  await alice.expectMessage("seen")
  expect(runs).toEqual([true, true])
  expect(second.said("error")).toEqual([])
})

type Verb = (message: Message, sent: SentMessage, bot: Bot) => Promise<unknown>

const done = [undefined, undefined]

const verbs: readonly (readonly [string, Verb, readonly unknown[]])[] = [
  ["react", (message) => message.react("👍"), [true, true]],
  ["unreact", (message) => message.unreact("👍"), [true, true]],
  ["react of an own message", (_, sent) => sent.react("🚀"), [true, true]],
  ["edit to the same text", (_, sent) => sent.edit("changed"), done],
  ["delete of an own message", (_, sent) => sent.delete(), done],
  ["moderate", (message) => message.moderate(), done],
  ["delete", (message) => message.delete(), done],
  ["setRole", (message) => message.member.setRole("moderator"), done],
  ["block", (message) => message.member.block(), done],
  ["unblock", (message) => message.member.unblock(), done],
  ["remove", (message) => message.member.remove(), done],
]

test.each(verbs)("%s, done again, is done", async (_name, verb, expected) => {
  const { network, live } = world()
  let outcomes: readonly unknown[] = []
  const made = await live((bot) => {
    bot.onMessage(async (message) => {
      const sent = await message.send("sent")
      outcomes = await twice(() => verb(message, sent, bot))
    })
  })
  const { api, user } = made.bot
  const { groupId } = await api.apiNewGroup(user.userId, { displayName: "own", fullName: "" })
  const alice = await network.person("alice")
  await alice.joinGroup(await api.apiCreateGroupLink(groupId, "member"))
  await alice.say("hello")
  await later(() => outcomes.length > 0)
  expect(outcomes).toEqual(expected)
})

test("download, done again, is the file that is there", async () => {
  const { live, connected } = world()
  let outcomes: readonly unknown[] = []
  const made = await live(
    (bot) => {
      bot.onMessage({ hasFile: true }, async (message) => {
        outcomes = await twice(() => message.download())
      })
    },
    { filesFolder: testFolder() },
  )
  const alice = await connected("alice", made)
  await alice.sendFile(join(testFolder(), "a.txt"), new Uint8Array([1, 2, 3]))
  await later(() => outcomes.length > 0)
  expect(outcomes[0]).toMatchObject({ filePath: expect.any(String) as string })
  expect(outcomes[1]).toEqual(outcomes[0])
})
