import { expect, onTestFinished, test, vi } from "vitest"
import { createNetwork, dialogue, type Network, type Person } from "../index.ts"

/** A bot as an author would write it against a core: it squares numbers. */
async function squareBot(network: Network): Promise<Person> {
  const bot = await network.person("bot")
  await bot.address()
  const replies: Promise<string>[] = []
  network.observe((frame) => {
    if (frame.core !== "bot" || !("event" in frame)) return
    const { result } = JSON.parse(frame.event) as { result?: { type: string; chatItems?: Item[] } }
    for (const { chatInfo, chatItem } of result?.chatItems ?? []) {
      if (result?.type !== "newChatItems" || chatItem.content.type !== "rcvMsgContent") continue
      const n = Number(chatItem.meta.itemText)
      const answer = Number.isNaN(n) ? "a number, please" : `${n} * ${n} = ${n * n}`
      replies.push(bot.core.sendCommand(`/_send @${chatInfo.contact.contactId} text ${answer}`))
    }
  })
  return bot
}

interface Item {
  chatInfo: { contact: { contactId: number } }
  chatItem: { content: { type: string }; meta: { itemText: string } }
}

test("a person talks with a bot", async () => {
  const network = createNetwork()
  const bot = await squareBot(network)
  const alice = await network.person("alice")
  await alice.connectTo(bot)
  await alice.say("7")
  expect(await alice.expectMessage("7 * 7 = 49")).toBe("7 * 7 = 49")
  await alice.say("seven")
  await alice.expectMessage(/number/)
  expect(alice.transcript().map(({ from, text }) => `${from}: ${text}`)).toEqual([
    "alice: 7",
    "bot: 7 * 7 = 49",
    "alice: seven",
    "bot: a number, please",
  ])
})

test("a dialogue that goes another way shows the whole conversation", async () => {
  const network = createNetwork()
  const bot = await squareBot(network)
  const alice = await network.person("alice")
  await alice.connectTo(bot)
  await dialogue(alice, [
    ["alice", "2"],
    ["bot", "2 * 2 = 4"],
  ])
  const wrong = dialogue(alice, [
    ["alice", "3"],
    ["bot", "3 * 3 = 10"],
  ])
  await expect(wrong).rejects.toThrow(
    'alice expected "3 * 3 = 10", and got "3 * 3 = 9". The conversation:\n' +
      "  alice: 2\n  bot: 2 * 2 = 4\n  alice: 3\n  bot: 3 * 3 = 9",
  )
})

test("an unexpected message fails the dialogue", async () => {
  const network = createNetwork()
  const bot = await squareBot(network)
  const alice = await network.person("alice")
  await alice.connectTo(bot)
  await expect(dialogue(alice, [["alice", "1"]])).rejects.toThrow("expected nothing more")
})

test("expecting what never comes says so", async () => {
  const network = createNetwork()
  const alice = await network.person("alice")
  const bob = await network.person("bob")
  await alice.connectTo(bob)
  await expect(alice.expectMessage("hello", { timeoutMs: 0 })).rejects.toThrow("got no message")
  await expect(bob.say("hi")).rejects.toThrow("has no chat yet")
})

test("a busy machine does not use up what a bot has to answer", async () => {
  const network = createNetwork()
  const alice = await network.person("alice")
  const bob = await network.person("bob")
  await alice.connectTo(bob)
  let turns = 0
  const busy = setInterval(() => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 30) // other programs run
    if (++turns === 8) void alice.say("hello")
  })
  onTestFinished(() => clearInterval(busy))
  expect(await bob.expectMessage("hello", { timeoutMs: 100 })).toBe("hello")
})

test("people meet in a group", async () => {
  const network = createNetwork()
  const [alice, bob, carol] = (await Promise.all(
    ["alice", "bob", "carol"].map((name) => network.person(name)),
  )) as [Person, Person, Person]
  await alice.command('/_group 1 {"displayName":"team","fullName":""}', "groupCreated")
  const { groupLink } = await alice.command("/_create link #1 member", "groupLinkCreated")
  const link = groupLink.connLinkContact.connShortLink ?? ""
  await bob.joinGroup(link)
  await carol.joinGroup(link)
  await bob.say("hello, all")
  await carol.expectMessage("hello, all")
  await alice.expectMessage("hello, all")
  await alice.in("#1").say("welcome")
  expect(await bob.expectMessage("welcome")).toBe("welcome")
})

test("connecting leaves the settings of an address as they are", async () => {
  const network = createNetwork()
  const shop = await network.person("shop")
  await shop.address({ businessAddress: true, autoAccept: { acceptIncognito: false } })
  const alice = await network.person("alice")
  await alice.connectTo(shop)
  const { contactLink } = await shop.command("/_show_address 1", "userContactLink")
  expect(contactLink.addressSettings.businessAddress).toBe(true)
})

test("a link that leads nowhere is an error, and one that is known leads to its chat", async () => {
  const network = createNetwork()
  const [alice, bob] = [await network.person("alice"), await network.person("bob")]
  await bob.command('/_group 1 {"displayName":"team","fullName":""}', "groupCreated")
  const { groupLink } = await bob.command("/_create link #1 member", "groupLinkCreated")
  await alice.connectTo(bob)
  await alice.joinGroup(groupLink.connLinkContact.connFullLink)
  await expect(alice.connectTo("https://nowhere.example")).rejects.toThrow("/connect was answered")
  await alice.connectTo(bob)
  await alice.say("just you")
  expect(alice.transcript().at(-1)?.chat).toMatch(/^@/)
})

test("a person who accepts no requests is not connected to, even by a member of a group", async () => {
  const network = createNetwork()
  const [alice, bob] = [await network.person("alice"), await network.person("bob")]
  await bob.command("/_address 1", "userContactLinkCreated")
  const connecting = alice.connectTo(bob, { timeoutMs: 0 })
  await expect(connecting).rejects.toThrow("alice did not connect in time")
})

test("a person may have several users: their address is that of the active one", async () => {
  const network = createNetwork()
  const bot = await network.person("bot")
  const second = '{"profile":{"displayName":"second","fullName":""},"pastTimestamp":false}'
  await bot.command(`/_create user ${second}`, "activeUser")
  await bot.command("/_address 2", "userContactLinkCreated")
  await bot.command(
    '/_address_settings 2 {"businessAddress":false,"autoAccept":{"acceptIncognito":false}}',
    "userContactLinkUpdated",
  )
  const alice = await network.person("alice")
  await alice.connectTo({ core: bot.core })
  await alice.say("hello, second")
  expect(await bot.expectMessage(/second/)).toBe("hello, second")
})

test("a person's core does not keep every event when none is received", async () => {
  const network = createNetwork()
  const alice = await network.person("alice")
  for (let n = 0; n < 2100; n++) alice.core.emitted({ error: { type: "n", n } as never })
  const events = await alice.core.receive()
  expect(events.length).toBeLessThan(2000)
  expect(events.at(-1)).toContain("2099")
})

test("a test's fake timers do not stop the network", async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const network = createNetwork({ time: "running" })
  const bot = await squareBot(network)
  const alice = await network.person("alice")
  await alice.connectTo(bot)
  await dialogue(alice, [
    ["alice", "7"],
    ["bot", "7 * 7 = 49"],
  ])
  await expect(alice.expectMessage("more", { timeoutMs: 20 })).rejects.toThrow("got no message")
})
