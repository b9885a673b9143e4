import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import type { Action } from "@simplex-chat/playground/protocol"
import type { Line } from "@simplex-chat/testing"
import { expect, onTestFinished, test, vi } from "vitest"
import type { Story } from "../../../src/cli/dev/save-test/story.ts"
import { writeTest } from "../../../src/cli/dev/save-test/write-test.ts"
import { Playground } from "../../../src/cli/dev/web/playground.ts"
import { node } from "../command-line.ts"

// What people do on the page, and the calls of the test kit that a saved test has for it.

const fixtures = join(import.meta.dirname, "..", "..", "fixtures")

/** A playground of the bot of the page's tests, and what is done in it. */
async function play() {
  // Within the package, so that the file finds it; ignored by git, should the test be interrupted.
  const folder = await mkdtemp(join(fixtures, "..", "..", ".saved-test-"))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, "bot.ts")
  await cp(join(fixtures, "playground-bot.ts"), file)
  const playground = await Playground.open({ file, watch: false, seed: 1 }, () => {})
  onTestFinished(() => playground[Symbol.asyncDispose]())
  await playground.begin()
  const items = (person: string) => {
    const all = playground.all()
    const chats = all.type === "all" ? (all.chats[person] ?? []) : []
    return chats.flatMap(({ ref, items }) => items.map((item) => ({ ref, item })))
  }
  const find = (person: string, text: string) =>
    items(person).findLast(({ item }) => item.meta.itemText === text)
  return {
    folder,
    do: (action: Action) => playground.act(action),
    upload: (bytes: Uint8Array) => playground.upload("file", bytes),
    /** Waits until the person sees this text; where, and which item. */
    sees: (person: string, text: string) =>
      vi.waitFor(
        () => {
          const found = find(person, text)
          if (found === undefined) throw new Error(`${person} does not see ${text}`)
          return { person, chat: found.ref, item: found.item.meta.itemId }
        },
        { timeout: 60_000, interval: 5 },
      ),
    isSo: (person: string, isSo: (all: ReturnType<typeof items>) => boolean) =>
      vi.waitUntil(() => isSo(items(person)), { timeout: 60_000, interval: 5 }),
    member: async (person: string, chat: string, name: string) => {
      const answer = await playground.ask({ type: "members", person, chat })
      const { members } = answer as {
        members: { localDisplayName: string; groupMemberId: number }[]
      }
      return members.find((one) => one.localDisplayName === name)?.groupMemberId ?? 0
    },
    /** Saves the test, and runs it. */
    save: async () => {
      await playground.ask({ type: "test", runner: "node", write: true })
      const source = await readFile(join(folder, "bot.test.ts"), "utf8")
      const args = ["--disable-warning=ExperimentalWarning", "--test", join(folder, "bot.test.ts")]
      const { code, out, err } = await node(args)
      // With all that was written: a saved test that fails says why.
      if (code !== 0) throw new Error([source, out, err].join("\n"))
      return {
        source,
        failsWith: async (text: string, other: string) => {
          const bot = await readFile(file, "utf8")
          await writeFile(file, bot.replace(text, other))
          expect(await node(args)).toMatchObject({ code: 1 })
          await writeFile(file, bot)
        },
      }
    },
  }
}

test("reactions and deletions of the bot are expected", async () => {
  const on = await play()
  const { chat } = await on.sees("you", "Send me a number, and I square it. Or try /help")
  await on.do({ type: "say", person: "you", chat, text: "thanks" })
  await on.isSo("you", (all) => all.some(({ item }) => item.reactions.length > 0))
  await on.do({ type: "say", person: "you", chat, text: "/forget" })
  await on.isSo("you", (all) => all.some(({ item }) => item.meta.itemDeleted !== undefined))
  const saved = await on.save()
  expect(saved.source).toContain('await you.expectReaction("thanks", "❤")')
  expect(saved.source).toContain('await you.expectDeletion("Forget this.")')
  await saved.failsWith('message.react("❤")', 'message.react("👍")')
  await saved.failsWith("await sent.delete()", "")
})

test("a live message is written as it was typed", async () => {
  const on = await play()
  const { chat } = await on.sees("you", "Send me a number, and I square it. Or try /help")
  await on.do({ type: "say", person: "you", chat, text: "1", live: true })
  const typed = await on.sees("you", "1")
  await on.do({ type: "edit", ...typed, text: "12", live: true })
  await on.do({ type: "edit", ...typed, text: "12" })
  await on.sees("you", "144")
  const { source } = await on.save()
  expect(source).toContain('await you.say("1", { live: true })')
  expect(source).toContain('await you.edit("12", you.line("1"), { live: true })')
  expect(source).not.toContain("sendCommand")
})

test("what people do in groups and channels has its verbs", async () => {
  const on = await play()
  const { chat } = await on.sees("you", "Send me a number, and I square it. Or try /help")
  await on.do({ type: "addPerson", name: "bob" })
  await on.do({ type: "connect", person: "bob", to: "bot" })
  await on.sees("bob", "Send me a number, and I square it. Or try /help")
  await on.do({ type: "createGroup", person: "you", name: "team", kind: "group" })
  await on.do({ type: "invite", person: "you", chat: "#1", contact: Number(chat.slice(1)) })
  await on.do({ type: "bringIn", person: "you", chat: "#1", other: "bob" })
  await expect.poll(() => on.member("you", "#1", "bob")).not.toBe(0)
  await on.do({ type: "say", person: "bob", chat: "#1", text: "hello" })
  const heard = await on.sees("you", "hello")
  const mentions = { bob: await on.member("you", "#1", "bob") }
  await on.do({
    type: "say",
    person: "you",
    chat: "#1",
    text: "@bob hi",
    quote: heard.item,
    mentions,
  })
  await on.sees("bob", "@bob hi")
  await on.do({ type: "say", person: "bob", chat: "#1", text: "casino" })
  const casino = await on.sees("you", "casino")
  await on.do({ type: "delete", ...casino, mode: "moderate" })
  await on.do({ type: "forward", ...heard, to: chat })
  await on.do({
    type: "setRole",
    person: "you",
    chat: "#1",
    member: mentions.bob,
    role: "observer",
  })
  await on.do({ type: "block", person: "you", chat: "#1", member: mentions.bob, blocked: true })
  await on.do({ type: "disappear", person: "you", chat: "#1", seconds: 60 })
  await on.do({ type: "removeMember", person: "you", chat: "#1", member: mentions.bob })
  await on.do({ type: "createGroup", person: "you", name: "news", kind: "channel" })
  // Once the relay has the channel.
  await vi.waitFor(
    () => on.do({ type: "bringIn", person: "you", chat: "#2", other: "bob" }),
    60_000,
  )
  await on.do({ type: "say", person: "you", chat: "#2", text: "the first issue" })
  await on.sees("bob", "the first issue")
  const { source } = await on.save()
  for (const line of [
    'await you.createGroup("team")',
    'await you.invite("squarer")',
    "await bob.joinGroup(link1)",
    'await you.say("@bob hi", { replyTo: you.line("hello"), mentions: ["bob"] })',
    'await you.moderate(you.line("casino"))',
    'await bob.expectDeletion("casino")',
    `await you.forward(you.line("hello"), "${chat}")`,
    'await you.setRole("bob", "observer")',
    'await you.block("bob", true)',
    "await you.disappear(60)",
    'await you.remove("bob")',
    'await you.createChannel("news")',
    'await bob.expectMessage("the first issue")',
  ])
    expect(source).toContain(line)
  expect(source).not.toContain("sendCommand")
})

test("what disappears is read, and expected to disappear once its time has passed", async () => {
  const on = await play()
  const { chat } = await on.sees("you", "Send me a number, and I square it. Or try /help")
  await on.do({ type: "disappear", person: "you", chat, seconds: 60 })
  await on.do({ type: "say", person: "you", chat, text: "7" })
  await on.sees("you", "49")
  await on.do({ type: "read", person: "you", chat })
  await on.do({ type: "advance", ms: 61_000 })
  await on.isSo("you", (all) => !all.some(({ item }) => ["7", "49"].includes(item.meta.itemText)))
  await on.do({ type: "say", person: "you", chat, text: "8" })
  await on.sees("you", "64")
  const { source } = await on.save()
  const [before = "", after = ""] = source.split("clock.advance(61000)")
  expect(before).toContain("await you.disappear(60)")
  expect(before).toContain("await you.read()")
  expect(before).not.toContain("expectDeletion")
  expect(after).toMatch(/expectDeletion\("7"\)[^]*expectDeletion\("49"\)[^]*say\("8"\)/)
  // It fails where they stay.
  const file = join(on.folder, "bot.test.ts")
  await writeFile(file, source.replace("clock.advance(61000)", "clock.advance(9000)"))
  expect(await node(["--test", file])).toMatchObject({ code: 1 })
})

test("time that passed by itself passes in the test, too", () => {
  const line = { from: "bot", text: "49", chat: "@4", own: false, itemId: 2 } as Line
  const heard = (count: number) => ({ you: count })
  const say = { type: "say", person: "you", chat: "@4", text: "hi" } as const
  const story: Story = {
    file: "/bot.ts",
    botName: "bot",
    seed: 1,
    done: [
      { action: { type: "addPerson", name: "you" }, heard: {}, atMs: 1000 },
      { action: { type: "connect", person: "you", to: "bot" }, heard: heard(0), atMs: 2000 },
      { action: { type: "advance", ms: 30_000 }, heard: heard(0), atMs: 4000 },
      { action: say, heard: heard(1), atMs: 50_000 },
    ],
    histories: {
      you: [
        { what: "deletion", by: "time", line, text: "" },
        { what: "deletion", by: "time", line: { ...line, text: "50" }, text: "" },
      ],
    },
    endMs: 60_000,
  }
  const source = writeTest(story, "node", "/bot.test.ts")
  // 30 s by the switch; 19 s by itself until the message, and 10 more until the end.
  expect(source.match(/clock\.advance\(\d+\)|expectDeletion\("\d+"\)/g)).toEqual([
    "clock.advance(30000)",
    "clock.advance(19000)",
    'expectDeletion("49")',
    "clock.advance(10000)",
    'expectDeletion("50")',
  ])
})

test("files of each kind are sent, with what they reply to", async () => {
  const on = await play()
  const { chat, item } = await on.sees("you", "Send me a number, and I square it. Or try /help")
  const upload = await on.upload(Buffer.from("hi"))
  const file = { type: "sendFile", person: "you", chat, upload, preview: pixel } as const
  await on.do({ ...file, kind: "image", name: "a.png", text: "look", quote: item })
  await on.do({ ...file, kind: "video", name: "b.mp4", text: "", seconds: 2 })
  await on.do({ ...file, kind: "voice", name: "c.m4a", text: "", seconds: 3 })
  await on.do({ ...file, kind: "file", name: "d.txt", text: "" })
  await on.isSo("you", (all) => {
    return all.filter(({ item }) => item.meta.itemText === "This is not a number.").length === 4
  })
  const { source } = await on.save()
  for (const name of ["sendImage", "sendVideo", "sendVoice", "sendFile"])
    expect(source).toContain(`await you.${name}(path.join(folder, `)
  expect(source).toContain('replyTo: you.line("Send me a number, and I square it. Or try /help")')
})

const pixel =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
