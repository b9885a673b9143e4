import { InvalidArgumentError } from "@simplex-chat/core"
import { expect, test } from "vitest"
import { createNetwork, dialogue, type Network, type Person } from "../index.ts"

/** Two people who talk, in a group. */
async function talking() {
  const network = createNetwork()
  const alice = await network.person("alice")
  const bob = await network.person("bob")
  await alice.connectTo(bob)
  await alice.createGroup("team")
  await bob.joinGroup(await alice.groupLink())
  await bob.say("hello")
  await alice.say("hi")
  const frames: unknown[] = []
  network.observe((frame) => frames.push(frame))
  return { network, alice, frames }
}

type Call = (alice: Person, given: never, network: Network) => unknown

const symbol = Symbol("x")

/** What plain JavaScript can give in the place of each. */
const noTexts = [undefined, null, 7, {}, [], () => {}, symbol, 10n]
const noOptions = [null, 7, "5000", true, [], () => {}, symbol]
const noMessages = [null, 7, "hello", {}, [], symbol, { chat: "@2" }]
const noExpectations = [undefined, null, 7, true, symbol, 10n]
const noPatience = [
  ...noOptions,
  { timeoutMs: "soon" },
  { timeoutMs: -1 },
  { timeoutMs: Number.NaN },
]
const misspelt = [{ zzz: undefined }]
const noNames = ["", ...noTexts]
const noCrypto = [undefined, null, 7, {}, { fileKey: "x" }]
const noNumbers = [undefined, null, -1, Number.NaN, "7", {}, symbol, 10n]
const bytes = new Uint8Array(3)

test.each<[string, readonly unknown[], Call]>([
  ["command", noTexts, (alice, given) => alice.command(given, "cmdOk")],
  ["in", noTexts, (alice, given) => alice.in(given)],
  ["say", noTexts, (alice, given) => alice.say(given)],
  ["say, options", noOptions, (alice, given) => alice.say("x", given)],
  ["say, replyTo", noMessages, (alice, given) => alice.say("x", { replyTo: given })],
  ["say, ttl", [null, -1, "7", symbol], (alice, given) => alice.say("x", { ttl: given })],
  ["reply", noTexts, (alice, given) => alice.reply(given)],
  ["reply, to", noMessages, (alice, given) => alice.reply("x", given)],
  ["sayLive", noTexts, (alice, given) => alice.sayLive("x", given)],
  ["edit", noTexts, (alice, given) => alice.edit(given)],
  ["edit, message", noMessages, (alice, given) => alice.edit("x", given)],
  ["edit, options", noOptions, (alice, given) => alice.edit("x", undefined, given)],
  ["delete", noMessages, (alice, given) => alice.delete(given)],
  ["react", noTexts, (alice, given) => alice.react(given)],
  ["react, message", noMessages, (alice, given) => alice.react("👍", given)],
  ["forward", noMessages, (alice, given) => alice.forward(given, "@2")],
  ["forward, to", noTexts, (alice, given) => alice.forward(alice.line("hi"), given)],
  ["sendFile", ["", ...noTexts], (alice, given) => alice.sendFile(given, bytes)],
  ["sendFile, bytes", [null, 7, "x", {}], (alice, given) => alice.sendFile("never.txt", given)],
  ["sendImage, text", [null, 7, {}], (alice, given) => alice.sendImage("never.png", bytes, given)],
  ["sendVoice, seconds", noNumbers, (alice, given) => alice.sendVoice("never.m4a", bytes, given)],
  [
    "sendVideo, caption",
    noOptions,
    (alice, given) => alice.sendVideo("never.mp4", bytes, 3, given),
  ],
  ["connectTo", [undefined, null, 7, {}, [], ""], (alice, given) => alice.connectTo(given)],
  ["connectTo, patience", noPatience, (alice, given) => alice.connectTo("x", given)],
  ["joinGroup", ["", ...noTexts], (alice, given) => alice.joinGroup(given)],
  ["createGroup", ["", ...noTexts], (alice, given) => alice.createGroup(given)],
  ["createChannel, profile", noOptions, (alice, given) => alice.createChannel("x", given)],
  ["invite", noTexts, (alice, given) => alice.invite(given)],
  ["accept", noTexts, (alice, given) => alice.accept(given)],
  ["block", noTexts, (alice, given) => alice.block(given)],
  ["remove", noTexts, (alice, given) => alice.remove(given)],
  ["setRole", noTexts, (alice, given) => alice.setRole("bob", given)],
  ["moderate", noMessages, (alice, given) => alice.moderate(given)],
  ["report", noTexts, (alice, given) => alice.report(given)],
  ["setName", ["", ...noTexts], (alice, given) => alice.setName(given)],
  ["disappear", noNumbers.slice(2), (alice, given) => alice.disappear(given)],
  ["line", noExpectations, (alice, given) => alice.line(given)],
  ["expectMessage", noExpectations, (alice, given) => alice.expectMessage(given)],
  ["expectMessage, patience", noPatience, (alice, given) => alice.expectMessage("x", given)],
  ["expectEdit", noExpectations, (alice, given) => alice.expectEdit(given)],
  ["expectFile", noExpectations, (alice, given) => alice.expectFile(given)],
  ["expectDeletion", [...noExpectations, {}, []], (alice, given) => alice.expectDeletion(given)],
  ["expectReaction", [...noExpectations, {}], (alice, given) => alice.expectReaction(given, "👍")],
  ["expectReaction, emoji", noTexts, (alice, given) => alice.expectReaction("hi", given)],
  ["expectMembership", noExpectations, (alice, given) => alice.expectMembership(given)],
  ["receiveFile", [undefined, ...noMessages], (alice, given) => alice.receiveFile(given)],
  ["dialogue", [undefined, null, 7, "x", {}, [7]], (alice, given) => dialogue(alice, given)],
  ["dialogue, person", [undefined, {}, "alice"], (_, given) => dialogue(given, [])],
  ["network.person", ["", ...noTexts], (_, given, network) => network.person(given)],
  ["network.person, again", ["alice"], (_, given, network) => network.person(given)],
  ["network.person, options", noOptions, (_, given, network) => network.person("carol", given)],
  ["network.openCore", noOptions, (_, given, network) => network.openCore(given)],
  ["network.settle", noNumbers.slice(1), (_, given, network) => network.settle(given)],
  ["createNetwork", noOptions, (_, given) => createNetwork(given)],
  ["createNetwork, seed", noNumbers.slice(1), (_, given) => createNetwork({ seed: given })],
  ["createNetwork, faults", noOptions, (_, given) => createNetwork({ faults: given })],
  ["faults.set", noOptions, (_, given, network) => network.faults.set(given)],
  ["faults.set, drop", [2, -1, "0", symbol], (_, drop, network) => network.faults.set({ drop })],
  ["say, misspelt", misspelt, (alice, given) => alice.say("x", given)],
  ["expectMessage, misspelt", misspelt, (alice, given) => alice.expectMessage("x", given)],
  ["network.person, misspelt", misspelt, (_, given, network) => network.person("carol", given)],
  ["network.openCore, folder", ["", null, 7], (_, folder, network) => network.openCore({ folder })],
  ["network.observe", [undefined, {}], (_, given, network) => network.observe(given)],
  ["network.deliver", [null, 7], (_, given, network) => network.deliver(given)],
  ["createNetwork, misspelt", misspelt, (_, given) => createNetwork(given)],
  ["createNetwork, delivery", ["manuel"], (_, delivery) => createNetwork({ delivery })],
  ["createNetwork, server", ["x", 7, null], (_, server) => createNetwork({ server })],
  ["createNetwork, time", ["fast", null, {}, 7], (_, time) => createNetwork({ time })],
  ["faults.set, misspelt", [{ dropp: 1 }], (_, given, network) => network.faults.set(given)],
  // A person has a name, by which faults know the core.
  ["faults.offline", noNames, (_, given, network) => network.faults.offline(given)],
  ["faults.hang", noNames, (_, given, network) => network.faults.hang(given, "/_send")],
  ["faults.hang, prefix", noTexts, (_, given, network) => network.faults.hang("alice", given)],
  ["faults.failReceive", noNames, (_, given, network) => network.faults.failReceive(given)],
  ["core.sendCommand", noTexts, ({ core }, given) => core.sendCommand(given)],
  [
    "core.sendCommand, options",
    [null, ...misspelt],
    ({ core }, given) => core.sendCommand("/u", given),
  ],
  ["core.writeFile", noNames, ({ core }, given) => core.writeFile(given, bytes)],
  ["core.writeFile, data", ["x", 7, null], ({ core }, given) => core.writeFile("never", given)],
  ["core.readFile, crypto", noCrypto, ({ core }, given) => core.readFile("never", given)],
  ["core.encryptFile", noNames, ({ core }, given) => core.encryptFile("never", given)],
  ["core.decryptFile", noCrypto, ({ core }, given) => core.decryptFile("never", given, "x")],
  ["clock.advance", noNumbers, (_, given, network) => network.clock.advance(given)],
  ["clock.at", ["soon", Number.NaN, symbol], (_, given, { clock }) => clock.at(given, () => {})],
])("%s refuses what it cannot use, and does nothing", async (_, wrong, call) => {
  const { network, alice, frames } = await talking()
  for (const given of wrong) {
    const error = await failureOf(() => call(alice, given as never, network))
    expect([String(given), error]).toEqual([String(given), expect.any(InvalidArgumentError)])
  }
  await network.idle()
  expect(frames).toEqual([])
})

async function failureOf(call: () => unknown): Promise<unknown> {
  try {
    return await call()
  } catch (error) {
    return error
  }
}
