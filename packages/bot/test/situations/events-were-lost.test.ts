import { serveCore } from "@simplex-chat/core-remote"
import { createNetwork, type MemoryCore } from "@simplex-chat/testing"
import { join } from "node:path"
import { afterEach, expect, test } from "vitest"
import { Bot } from "../../src/index.ts"
import { keptLog } from "../fixtures/start-bot.ts"
import { answering, later, testFolder, world } from "../fixtures/world.ts"

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean()
})

/** A core between which and the bot events are lost, as when the buffer of a served core is full. */
function lossy(core: MemoryCore) {
  const receive = core.receive.bind(core)
  let isLosing = false
  const missed = JSON.stringify({ result: { type: "eventsMissed" } })
  let isOver = false
  core.receive = async (options) => {
    for (;;) {
      const texts = await receive(options)
      if (isLosing) continue
      if (!isOver) return texts
      isOver = false
      return [missed, ...texts]
    }
  }
  return {
    begin: () => void (isLosing = true),
    /** The next event is the first that comes again. */
    end: () => {
      isLosing = false
      isOver = true
    },
  }
}

test("messages whose events were lost are handled before those that come next, each once", async () => {
  const { network, make, connected } = world()
  const seen: string[] = []
  const made = make((bot) => bot.onMessage(({ text }) => void seen.push(text)))
  const loss = lossy(made.core)
  await made.bot.start()
  const [alice, bob] = [await connected("alice", made), await connected("bob", made)]
  await alice.say("a1")
  await later(() => seen.length === 1)
  loss.begin()
  for (const text of ["a2", "a3"]) await alice.say(text)
  await bob.say("b1")
  await network.idle()
  loss.end()
  await alice.say("a4")
  await later(() => seen.length === 5)
  await alice.say("a5")
  await later(() => seen.length === 6)
  expect(seen.filter((text) => text.startsWith("a"))).toEqual(["a1", "a2", "a3", "a4", "a5"])
  expect(seen).toContain("b1")
  expect(made.said("warn")).toEqual(["warn events of the core were lost; its chats are read again"])
  // None of it comes again at the next start.
  await made.bot.stop()
  const again: string[] = []
  const second = make((bot) => bot.onMessage(({ text }) => void again.push(text)))
  await second.bot.start()
  await alice.say("a6")
  await later(() => again.length > 0)
  expect(again).toEqual(["a6"])
})

test("more than a start would catch up on, requests, invitations and support chats as well", async () => {
  const { network, make } = world()
  const seen: string[] = []
  const made = make((bot) => bot.onMessage(({ text }) => void seen.push(text)), {
    catchUp: { perChat: 2 },
    joinGroups: true,
  })
  const loss = lossy(made.core)
  await made.bot.start()
  const { api, user, address = "" } = made.bot
  const { groupId } = await api.apiNewGroup(user.userId, { displayName: "team", fullName: "" })
  const carol = await network.person("carol")
  await carol.joinGroup(await api.apiCreateGroupLink(groupId, "member"))
  const alice = await network.person("alice")
  await alice.connectTo(address)
  loss.begin()
  for (let n = 1; n <= 250; n++) await alice.say(`${n}`)
  await carol.command(
    '/_send #1(_support) json [{"msgContent":{"type":"text","text":"help"},"mentions":{}}]',
    "newChatItems",
  )
  await alice.command("/g friends", "groupCreated")
  await alice.command("/a friends bot", "sentGroupInvitation")
  await network.idle()
  loss.end()
  await alice.say("end")
  await later(() => seen.length === 252)
  expect(seen.filter((text) => text !== "help")).toEqual([
    ...Array.from({ length: 250 }, (_, n) => `${n + 1}`),
    "end",
  ])
  await later(async () => {
    const groups = await api.apiListGroups(user.userId)
    return groups.some(
      ({ localDisplayName, membership }) =>
        localDisplayName === "friends" && membership.memberStatus === "connected",
    )
  })
})

test("when the chats cannot be read, they are later; what comes meanwhile keeps its order", async () => {
  const { network, make, connected } = world()
  const seen: string[] = []
  const made = make((bot) => bot.onMessage(({ text }) => void seen.push(text)))
  const loss = lossy(made.core)
  await made.bot.start()
  const alice = await connected("alice", made)
  await alice.say("a1")
  await later(() => seen.length === 1)
  let failures = 0
  answering(made.core, (command) => {
    if (!command.startsWith("/_get chats") || failures > 0) return undefined
    failures++
    return { error: { type: "errorDatabase", databaseError: { type: "errorOpen" } } }
  })
  loss.begin()
  await alice.say("a2")
  await network.idle()
  loss.end()
  await alice.say("a3")
  await later(() => seen.length === 3)
  expect(seen).toEqual(["a1", "a2", "a3"])
  expect(failures).toBe(1)
})

test("a bot on a served core reads what it missed while the server was away", async () => {
  const network = createNetwork()
  const core = network.openCore({ name: "served" })
  const token = "a token of enough letters"
  const first = await serveCore(core, { token, port: 0 })
  const log = keptLog()
  const bot = new Bot({
    profile: { displayName: "served" },
    db: { url: first.url, token },
    stateFile: join(testFolder(), "state.db"),
    logging: log,
  })
  cleanups.push(() => bot.stop())
  const seen: string[] = []
  bot.onMessage(({ text }) => void seen.push(text))
  await bot.start()
  const alice = await network.person("alice")
  await alice.connectTo(bot.address ?? "")
  await alice.say("one")
  await later(() => seen.length === 1)
  await first.close()
  await alice.say("two")
  await network.idle()
  // Another reader takes the event: to the bot it is lost.
  await core.receive()
  const second = await serveCore(core, { token, port: Number(new URL(first.url).port) })
  cleanups.push(() => second.close())
  await later(() => seen.length === 2)
  await alice.say("three")
  await later(() => seen.length === 3)
  expect(seen).toEqual(["one", "two", "three"])
})
