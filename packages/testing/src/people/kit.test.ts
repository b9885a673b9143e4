import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import { createNetwork, type Network, type Person } from "../index.ts"

async function pair(network: Network = createNetwork()): Promise<[Person, Person]> {
  const [alice, bob] = [await network.person("alice"), await network.person("bob")]
  await alice.connectTo(bob)
  bob.in("@4")
  return [alice, bob]
}

test("edits, reactions and deletions are said by one and expected by the other", async () => {
  const [alice, bob] = await pair()
  await alice.say("7")
  const heard = await bob.expectLine("7")
  await alice.edit("8")
  expect((await bob.expectEdit("8")).edited).toBe(true)
  await bob.react("👍")
  await alice.expectReaction(alice.transcript()[0]!, "👍")
  await bob.reply("why?")
  expect((await alice.expectLine("why?")).quote).toBe("8")
  await alice.delete()
  expect((await bob.expectDeletion(heard)).deleted).toBe("marked")
  expect(bob.conversation()).toBe('alice: (deleted)\nbob: why? (in reply to "8")')
  expect(bob.history().map(({ what }) => what)).toEqual([
    "message",
    "edit",
    "reaction",
    "message",
    "deletion",
  ])
})

test("a live message grows, and its final text is an edit", async () => {
  const [alice, bob] = await pair()
  await alice.sayLive("thin", "thinking", "thinking done")
  await bob.expectEdit("thinking")
  expect(await bob.expectEdit("thinking done")).toMatchObject({ live: false })
})

test("pictures, voice and files arrive, and are received whole", async () => {
  const folder = mkdtempSync(join(tmpdir(), "kit-"))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const [alice, bob] = await pair()
  await bob.command(
    `/set file paths ${JSON.stringify({ appFilesFolder: folder, appTempFolder: folder, appAssetsFolder: folder })}`,
    "cmdOk",
  )
  await alice.sendImage(join(folder, "sun.png"), new Uint8Array(2000), "the sun")
  expect((await bob.expectFile("sun.png")).kind).toBe("image")
  await alice.sendVoice(join(folder, "voice.m4a"), new Uint8Array(2000), 3)
  expect((await bob.expectFile(/voice/)).kind).toBe("voice")
  await alice.sendFile(join(folder, "sent.bin"), Uint8Array.of(1, 2, 3))
  const line = await bob.expectFile("sent.bin")
  const path = await bob.receiveFile(line)
  expect([...readFileSync(join(folder, path))]).toEqual([1, 2, 3])
})

test("a group is made, joined, moderated and left", async () => {
  const network = createNetwork()
  const [alice, bob] = await pair(network)
  await alice.createGroup("team")
  await alice.invite("bob")
  await bob.expectMembership(/^invited to /)
  await bob.accept("team")
  await alice.expectMembership(/bob joined/)
  const carol = await network.person("carol")
  await carol.joinGroup(await alice.groupLink())
  await bob.expectMembership(/carol joined/)
  await carol.say("casino")
  await bob.expectMessage("casino")
  await bob.report("spam")
  await alice.expectMessage("casino")
  await alice.setRole("carol", "observer")
  await bob.expectMembership("carol is observer in #1")
  await alice.block("carol")
  await bob.expectMembership(/carol was blocked/)
  await alice.remove("carol")
  await bob.expectMembership(/carol was removed/)
  await bob.leave()
  expect(await alice.expectMembership(/bob left/)).toBe("bob left #1")
})

test("who is offline gets everything later", async () => {
  const [alice, bob] = await pair()
  await bob.offline()
  await alice.say("are you there?")
  await bob.expectSilence()
  await bob.offline(false)
  expect(await bob.expectMessage("are you there?")).toBe("are you there?")
})

test("a new name is seen by the other", async () => {
  const [alice, bob] = await pair()
  await bob.setName("robert")
  await bob.say("me again")
  expect((await alice.expectLine("me again")).from).toBe("robert")
})

test("messages disappear when both agree, and the clock moves on", async () => {
  const network = createNetwork()
  const [alice, bob] = await pair(network)
  await alice.disappear(60)
  await bob.disappear(60)
  await alice.say("soon gone", { ttl: 60 })
  const line = await bob.expectLine("soon gone")
  await bob.core.sendCommand(`/_read chat ${line.chat}`)
  network.clock.advance(61_000)
  await bob.expectDeletion(line)
  expect(bob.transcript()).toEqual([])
})

test("a failed expectation shows the conversation, and what went wrong in bots", async () => {
  const network = createNetwork()
  const [alice] = await pair(network)
  await alice.say("7")
  network.problems.push("bot: the handler of /square threw TypeError: x is undefined")
  const failure = alice.expectMessage("49", { timeoutMs: 0 })
  await expect(failure).rejects.toThrow(
    'alice expected "49", and got no message. The conversation:\n' +
      "  alice: 7\n" +
      "Meanwhile:\n" +
      "  bot: the handler of /square threw TypeError: x is undefined",
  )
})

test("an empty list says so", async () => {
  const [alice, bob] = await pair()
  await expect(alice.edit("x")).rejects.toThrow("has not said anything yet")
  await expect(alice.react("👍")).rejects.toThrow("has not heard a message yet")
  await alice.createGroup("team")
  await expect(alice.invite("zoe")).rejects.toThrow("no contact zoe")
  await expect(alice.block("zoe")).rejects.toThrow("no member zoe")
  await expect(bob.accept("nowhere")).rejects.toThrow("not invited to nowhere")
  await expect(bob.expectMembership("x", { timeoutMs: 0 })).rejects.toThrow('the news "x"')
})

test("reactions and deletions are expected by the text of the message, each once", async () => {
  const [alice, bob] = await pair()
  await alice.say("7")
  await bob.react("👍", bob.line("7"))
  await bob.react("👍", bob.line("7"), false)
  await alice.expectReaction("7", "👍")
  await alice.expectNoReaction(/7/, "👍")
  const again = alice.expectReaction("7", "👍", { timeoutMs: 0 })
  await expect(again).rejects.toThrow('alice expected a reaction 👍 to "7"')
  await bob.say("oops")
  await alice.expectMessage("oops")
  await bob.delete(bob.line("oops"))
  await expect(alice.expectDeletion("7", { timeoutMs: 0 })).rejects.toThrow('a deletion of "7"')
  expect((await alice.expectDeletion("oops")).deleted).toBe("marked")
  expect(() => alice.line("missing")).toThrow('alice sees no message "missing"')
  const did = (by: string) =>
    bob
      .history()
      .filter((one) => one.by === by)
      .map(({ what }) => what)
  expect(did("self")).toEqual(["reaction", "reaction", "message", "deletion"])
  expect(did("others")).toEqual(["message"])
})

test("a live message can be written step by step", async () => {
  const [alice, bob] = await pair()
  await alice.say("wait", { live: true })
  expect((await bob.expectLine("wait")).live).toBe(true)
  await alice.edit("wait a", alice.line("wait"), { live: true })
  await alice.edit("wait a moment", alice.line("wait a"))
  await bob.expectEdit("wait a")
  expect((await bob.expectEdit("wait a moment")).live).toBe(false)
})

test("the owner of a channel speaks as the channel, and others hear it", async () => {
  const network = createNetwork()
  const [alice, bob] = [await network.person("alice"), await network.person("bob")]
  const chat = await alice.createChannel("news")
  const link = await alice.groupLink()
  expect(await alice.groupLink()).toBe(link)
  await bob.joinGroup(link)
  await alice.say("the first issue")
  expect(await bob.expectLine("the first issue")).toMatchObject({ from: "news", chat })
  await alice.createChannel("more news")
  await alice.in(chat).say("the second issue")
  expect(await bob.expectLine("the second issue")).toMatchObject({ from: "news" })
})

test("members are mentioned by name, and moderated", async () => {
  const [alice, bob] = await pair()
  await alice.createGroup("team")
  await bob.joinGroup(await alice.groupLink())
  await bob.say("@alice casino", { mentions: ["alice"] })
  const { chat } = await alice.command("/_get chat #1 count=1", "apiChat")
  expect(chat.chatItems[0]?.meta.userMention).toBe(true)
  await alice.expectMessage("@alice casino")
  await alice.moderate()
  expect((await bob.expectDeletion("@alice casino")).deleted).not.toBe("no")
  await expect(bob.say("@zoe", { mentions: ["zoe"] })).rejects.toThrow("no member zoe")
})

test("messages of a group disappear as its owner decides", async () => {
  const network = createNetwork()
  const [alice, bob] = await pair(network)
  await alice.createGroup("team")
  await bob.joinGroup(await alice.groupLink())
  await alice.disappear(60)
  await bob.say("soon gone")
  await alice.expectMessage("soon gone")
  await alice.core.sendCommand("/_read chat #1")
  network.clock.advance(61_000)
  await alice.expectDeletion("soon gone")
  expect(alice.history().at(-1)?.by).toBe("time")
  await alice.disappear(null)
  await bob.say("stays")
  await alice.core.sendCommand("/_read chat #1")
  network.clock.advance(61_000)
  expect(alice.line("stays").deleted).toBe("no")
})
