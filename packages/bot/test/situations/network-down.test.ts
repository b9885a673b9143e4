import { expect, test, vi } from "vitest"
import { ConfigurationError } from "../../src/index.ts"
import { answering, later, noNetwork, world } from "../fixtures/world.ts"

test("a bot whose name, welcome and settings changed starts without network, and catches up with them", async () => {
  const { network, live, make, connected } = world()
  const first = await live((bot) => bot.onMessage((message) => message.send("one")))
  const alice = await connected("alice", first)
  await first.bot.stop()
  await alice.say("missed")

  network.faults.serversDown = true
  const seen: string[] = []
  const second = make((bot) => bot.onMessage(({ text }) => void seen.push(text)), {
    profile: { displayName: "renamed" },
    welcome: "Welcome!",
    businessAddress: true,
  })
  // As recorded: the settings are part of what the server has of the address.
  answering(second.core, (command) =>
    network.faults.serversDown && command.startsWith("/_address_settings") ? noNetwork : undefined,
  )
  await second.bot.start()
  const health = await second.bot.health()
  expect(health.ok).toBe(true)
  expect(health.pending).toContain("address settings")
  expect(second.said("error").length).toBeGreaterThan(0)

  network.faults.serversDown = false
  // As the core reports once a server is connected.
  await vi.waitFor(
    async () => {
      await second.bot.api.apiCreateLink(second.bot.user.userId)
      expect((await second.bot.health()).pending).toBeUndefined()
    },
    { timeout: 60_000, interval: 100 },
  )
  await later(() => seen.includes("missed"))
  const address = await second.bot.api.apiGetUserAddress(second.bot.user.userId)
  expect(address?.addressSettings).toMatchObject({
    businessAddress: true,
    autoReply: { text: "Welcome!" },
  })
  expect(second.bot.user.profile.displayName).toBe("renamed")
})

test("the first start without network has no address yet, and gets one later", async () => {
  const { network, live, connected } = world()
  network.faults.serversDown = true
  const made = await live((bot) => bot.onMessage((message) => message.send("hello")))
  expect(made.bot.address).toBeUndefined()
  expect((await made.bot.health()).pending).toContain("address")
  network.faults.serversDown = false
  await vi.waitFor(
    async () => {
      await made.bot.api.apiCreateLink(made.bot.user.userId)
      expect(made.bot.address).toBeDefined()
    },
    { timeout: 60_000, interval: 100 },
  )
  const alice = await connected("alice", made)
  await alice.say("hi")
  await alice.expectMessage("hello")
})

test("a profile that the core has stored, but not sent, is sent at a later start", async () => {
  const { network, make, live, connected } = world()
  const first = await live(() => {})
  const alice = await connected("alice", first)
  await first.bot.stop()
  const renamed = { profile: { displayName: "renamed" } }

  // As recorded: without a server the core fails only after it has stored the profile.
  const second = make(() => {}, renamed)
  const send = second.core.sendCommand.bind(second.core)
  answering(second.core, async (command) => {
    if (!command.startsWith("/_profile")) return undefined
    network.faults.offline("bot")
    await send(command)
    return noNetwork
  })
  await second.bot.start()
  expect((await second.bot.health()).pending).toEqual(["profile"])
  second.core.kill()
  await second.bot.stop()
  network.faults.offline("bot", false)

  const updates: string[] = []
  network.observe((frame) => {
    if (frame.core === "alice" && "event" in frame && frame.event.includes("contactUpdated"))
      updates.push(frame.event)
  })
  const third = await live(() => {}, renamed)
  await later(() => updates.some((event) => event.includes('"displayName":"renamed"')))
  expect((await third.bot.health()).pending).toBeUndefined()
  expect(third.bot.user.profile.shortDescr).toBeUndefined()
  await alice.core.close()
})

test("a name that a contact has is refused, and it is said which contact has it", async () => {
  const { live, make, connected } = world()
  const first = await live(() => {})
  await connected("alice", first)
  await first.bot.stop()
  const second = make(() => {}, { profile: { displayName: "alice" } })
  answering(second.core, (command) =>
    command.startsWith("/_profile")
      ? { error: { type: "errorStore", storeError: { type: "duplicateName" } } }
      : undefined,
  )
  const error: unknown = await second.bot.start().catch((error: unknown) => error)
  expect(error).toBeInstanceOf(ConfigurationError)
  expect(String(error)).toContain("profile.displayName: the contact with contactId 4 has this name")
})

test("a stop waits until the core is quiet, but not for ever; a start lets it settle", async () => {
  const { network, live, connected } = world()
  const seen: number[] = []
  const quiet = { startMs: 60, stopMs: 60 }
  const first = await live(() => {}, { quiet })
  const alice = await connected("alice", first)
  await alice.say("hello")
  const before = performance.now()
  await first.bot.stop()
  expect(performance.now() - before).toBeGreaterThanOrEqual(50)
  await alice.say("missed")
  const start = performance.now()
  const second = await live((bot) => bot.onMessage(() => void seen.push(performance.now())), {
    quiet,
    stopTimeoutMs: 100,
  })
  await later(() => seen.length > 0)
  expect((seen[0] ?? 0) - start).toBeGreaterThanOrEqual(55)
  // Someone who never stops writing does not hold it up.
  let writes = true
  const writing = (async () => {
    while (writes) await alice.say("more")
  })()
  await second.bot.stop()
  writes = false
  await writing
  await network.idle()
})
