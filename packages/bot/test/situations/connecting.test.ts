import { expect, test } from "vitest"
import { later, world } from "../fixtures/world.ts"

test("a bot that was restarted while it connected to an address goes on by the same call", async () => {
  const { network, live } = world()
  const bob = await network.person("bob")
  const address = await bob.address({ businessAddress: false })
  const first = await live(() => {})
  const early = first.bot.api.connectTo(address).catch((error: unknown) => error)
  let requests = 0
  network.observe((frame) => {
    if (frame.core === "bob" && "event" in frame && frame.event.includes("receivedContactRequest"))
      requests++
  })
  await later(() => requests === 1)
  await first.bot.stop()
  expect(await early).toMatchObject({ name: "ConnectError", code: "closed" })

  const second = await live(() => {})
  const wanted = second.bot.api.connectTo(address, { timeoutMs: 60_000 })
  await network.idle()
  await bob.command("/_accept 1", "acceptingContactRequest")
  expect(await wanted).toMatchObject({ localDisplayName: "bob" })
  expect(requests).toBe(1)
  // And once more, when it is there.
  expect(await second.bot.api.connectTo(address)).toMatchObject({ localDisplayName: "bob" })
})

test("the contact of a one-time link is known after a restart, even if others connect", async () => {
  const { network, live } = world()
  const first = await live(() => {})
  const { link, connectionId } = await first.bot.api.invite()
  const other = await first.bot.api.invite()
  await first.bot.stop()

  const second = await live(() => {})
  const wanted = second.bot.api.contactOfConnection(connectionId, { timeoutMs: 60_000 })
  const [alice, bob] = [await network.person("alice"), await network.person("bob")]
  await bob.connectTo(other.link)
  await alice.connectTo(link)
  expect(await wanted).toMatchObject({ localDisplayName: "alice" })
  await second.bot.stop()

  const third = await live(() => {})
  const known = await third.bot.api.contactOfConnection(connectionId)
  expect(known).toMatchObject({ localDisplayName: "alice" })
  const never = third.bot.api.contactOfConnection(99, { timeoutMs: 10 })
  await expect(never).rejects.toMatchObject({ name: "ConnectError", code: "timeout" })
})

test("a bot that uses someone's one-time link gets that contact, and again by the same call", async () => {
  const { network, live, connected } = world()
  const made = await live(() => {})
  const alice = await network.person("alice")
  const { connLinkInvitation } = await alice.command("/_connect 1 incognito=off", "invitation")
  const link = connLinkInvitation.connShortLink ?? connLinkInvitation.connFullLink
  const [first, second] = await Promise.all([
    made.bot.api.connectTo(link, { timeoutMs: 60_000 }),
    made.bot.api.connectTo(link, { timeoutMs: 60_000 }),
    connected("bob", made),
  ])
  expect([first, second]).toMatchObject([
    { localDisplayName: "alice" },
    { localDisplayName: "alice" },
  ])
  expect(await made.bot.api.connectTo(link)).toMatchObject({ localDisplayName: "alice" })
  const contacts = await made.bot.api.apiListContacts(made.bot.user.userId)
  expect(contacts.map(({ localDisplayName }) => localDisplayName).toSorted()).toEqual([
    "alice",
    "bob",
  ])
  // To another it is used up.
  const other = await live(() => {}, {}, "other")
  await expect(other.bot.api.connectTo(link)).rejects.toMatchObject({ code: "SMP AUTH" })
})

test.each([
  ["its own one-time link", "ownLink"],
  ["its own address", "ownLink"],
  ["the link of its own group", "groupLink"],
])("%s leads to no contact, and the error says so", async (which, code) => {
  const { live } = world()
  const { bot } = await live(() => {})
  const { groupId } = await bot.api.apiNewGroup(bot.user.userId, {
    displayName: "team",
    fullName: "",
  })
  const link = which.includes("one-time")
    ? (await bot.api.invite()).link
    : which.includes("group")
      ? await bot.api.apiCreateGroupLink(groupId, "member")
      : (bot.address ?? "")
  await expect(bot.api.connectTo(link)).rejects.toMatchObject({ name: "ConnectError", code })
})
