import { mkdir, readFile, symlink, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { PassThrough } from "node:stream"
import { stripVTControlCharacters } from "node:util"
import { beforeEach, expect, onTestFinished, test } from "vitest"
import { dev } from "../../../src/cli/dev/terminal/dev.ts"
import { node, temporaryFolder } from "../command-line.ts"

const packages = join(import.meta.dirname, "..", "..", "..", "..")

const source = `
import { Bot } from "@simplex-chat/bot"
const bot = new Bot({
  profile: { displayName: "squarer" },
  db: { filePrefix: "data/squarer" },
  allowFiles: true,
  joinGroups: true,
})
bot.onMessage({ text: /^\\d+$/ }, (message) => message.reply(String(Number(message.text) ** 2)))
bot.onMessage({ text: "fail" }, () => { throw new TypeError("on purpose") })
bot.onMessage({ text: "edit" }, async (message) => {
  const sent = await message.send("frist")
  await sent.edit("first")
})
bot.onMessage({ text: "gone" }, async (message) => {
  const sent = await message.send("secret")
  await sent.delete()
})
bot.onMessage({ text: "invite me" }, async (message) => {
  const { api, user } = bot
  const group = await api.apiNewGroup(user.userId, { displayName: "club", fullName: "" })
  await api.apiAddMember(group.groupId, message.sender.contactId, "member")
})
bot.onMessage({ text: "like" }, (message) => message.react("👍"))
bot.onMessage({ edited: true }, (message) => message.send("edited to " + message.text))
bot.onMessage({ hasFile: true }, (message) => message.send("got a file"))
bot.onEvent("chatItemReaction", ({ reaction }) =>
  bot.send(reaction.chatInfo.contact, "you like it"))
await bot.run()
`

let file: string
beforeEach(async () => {
  const project = await temporaryFolder()
  for (const name of ["bot"]) {
    const place = join(project, "node_modules", "@simplex-chat", name)
    await mkdir(dirname(place), { recursive: true })
    await symlink(join(packages, name), place, "junction")
  }
  file = join(project, "bot.mjs")
  await writeFile(file, source)
})

/** What a person sees: what was written to a screen, line by line, cursor movements carried out. */
class FakeTerminal extends PassThrough {
  readonly isTTY = true
  readonly columns = 80
  readonly rows = 30
  #lines: string[] = [""]
  #row = 0
  #column = 0

  constructor() {
    super()
    this.on("data", (chunk: Buffer) => this.#write(String(chunk)))
  }

  get screen(): string {
    return this.#lines.map((line) => line.trimEnd()).join("\n")
  }

  #write(text: string): void {
    // oxlint-disable-next-line no-control-regex -- these are control sequences
    for (const [part] of text.matchAll(/\u001B\[(\d*)([A-Z])|\u001B\[[\d;]*m|[^\u001B]/gsu)) {
      // oxlint-disable-next-line no-control-regex -- these are control sequences
      const control = /^\u001B\[(\d*)([A-Z])$/.exec(part)
      if (control !== null) this.#move(control[2] ?? "", control[1] ?? "")
      else if (part === "\r") this.#column = 0
      else if (part === "\n") {
        this.#row++
        this.#column = 0
        this.#lines[this.#row] ??= ""
      } else if (stripVTControlCharacters(part) !== "") {
        const line = (this.#lines[this.#row] ?? "").padEnd(this.#column)
        this.#lines[this.#row] =
          line.slice(0, this.#column) + part + line.slice(this.#column + part.length)
        this.#column += part.length
      }
    }
  }

  #move(how: string, given: string): void {
    const count = given === "" ? 1 : Number(given)
    if (how === "A") this.#row = Math.max(0, this.#row - count)
    if (how === "B") this.#row += count
    if (how === "C") this.#column += count
    if (how === "D") this.#column = Math.max(0, this.#column - count)
    if (how === "G") this.#column = count - 1
    if (how === "J") {
      this.#lines.length = this.#row + 1
      this.#lines[this.#row] = (this.#lines[this.#row] ?? "").slice(0, this.#column)
    }
    if (how === "K")
      this.#lines[this.#row] =
        given === "2" ? "" : (this.#lines[this.#row] ?? "").slice(0, this.#column)
  }
}

function open(options: { watch?: boolean } = {}) {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input })
  const output = new FakeTerminal()
  const done = dev(file, options, { input, output, errors: output, isTerminal: true })
  onTestFinished(async () => {
    input.end()
    await done
  })
  const expectSeen = (text: string | RegExp) => expect.poll(() => output.screen).toMatch(text)
  return {
    expectSeen,
    done,
    type: (text: string) => void input.write(text),
    enter: (line: string) => void input.write(`${line}\r`),
    screen: () => output.screen,
  }
}

test("what is being typed survives what comes", async () => {
  const { expectSeen, enter, type, screen } = open()
  await expectSeen(/you:$/)
  enter("7")
  type("not yet sent")
  await expectSeen(/^you: 7\nsquarer: 49\nyou: not yet sent$/m)
  expect(screen().match(/not yet sent/g)).toHaveLength(1)
})

test("earlier lines come back with the arrow key", async () => {
  const { expectSeen, enter, type } = open()
  await expectSeen(/you:$/)
  enter("7")
  await expectSeen("squarer: 49")
  type("\u001B[A")
  await expectSeen(/\nyou: 7$/)
})

test("edits, deletions and reactions are shown as they happen", async () => {
  const { expectSeen, enter } = open()
  await expectSeen(/you:$/)
  enter("edit")
  await expectSeen("squarer: frist\nsquarer edited: first")
  enter("gone")
  await expectSeen('a message of squarer was deleted: "secret"')
  enter("like")
  await expectSeen('reactions to "like": 👍')
})

test("one edits, reacts, and sends files", async () => {
  const { expectSeen, enter } = open()
  await expectSeen(/you:$/)
  enter("2")
  await expectSeen("squarer: 4")
  enter(":react 👍")
  await expectSeen("squarer: you like it")
  enter(":edit 3")
  await expectSeen("squarer: edited to 3")
  enter(`:file ${file}`)
  await expectSeen("squarer: got a file")
  enter(":file /nowhere/at/all")
  await expectSeen("there is no such file")
})

test("others join, and a group has everyone in it", async () => {
  const { expectSeen, enter } = open()
  await expectSeen(/you:$/)
  enter(":as bob")
  await expectSeen(/bob:$/)
  enter("5")
  await expectSeen("squarer: 25")
  enter(":as you")
  await expectSeen(/you:$/)
  enter(":group team")
  await expectSeen(/squarer joined #team/)
  await expectSeen(/you in #team:$/)
  enter("6")
  await expectSeen("#team squarer: 36")
  enter(":direct")
  await expectSeen(/you:$/)
  enter("9")
  await expectSeen(/^squarer: 81$/m)
})

test("an invitation of the bot to a group is accepted with :join", async () => {
  const terminal = open()
  const { expectSeen, enter } = terminal
  await expectSeen(/you:$/)
  enter(":join club")
  await expectSeen(/^you is not invited to club\nyou:$/m)
  enter("invite me")
  await expectSeen(/^invited to club: accept with :join club$/m)
  enter(":join club")
  await expectSeen(/you in #club:$/)
  enter("5")
  await expectSeen("#club squarer: 25")
  const text = await readFile(await savedBy(terminal), "utf8")
  expect(text).toContain('await you.accept("club")')
})

test("who is offline gets what was said when they are back", async () => {
  const { expectSeen, enter, screen } = open()
  await expectSeen(/you:$/)
  enter(":offline")
  await expectSeen(/you \(offline\):$/)
  enter("4")
  enter(":offline")
  await expectSeen(/you:$/)
  await expectSeen("squarer: 16")
  expect(screen().indexOf("squarer: 16")).toBeGreaterThan(screen().indexOf("(offline): 4"))
})

test("a handler that throws shows its error and its line, and the conversation goes on", async () => {
  const { expectSeen, enter } = open()
  await expectSeen(/you:$/)
  enter("fail")
  await expectSeen(/a handler failed \(onMessage\): TypeError: on purpose\n\s+at .*bot\.mjs:10/)
  enter("2")
  await expectSeen("squarer: 4")
})

test("what the bot and its core said to each other can be seen", async () => {
  const { expectSeen, enter } = open()
  await expectSeen(/you:$/)
  enter("7")
  await expectSeen("squarer: 49")
  enter(":inspect")
  await expectSeen(/<- event \{/)
  await expectSeen(/-> \/_send @\d+ /)
})

test("a message that is too long is an error, not the end", async () => {
  const { expectSeen, enter } = open()
  await expectSeen(/you:$/)
  enter("9".repeat(20_000))
  await expectSeen(/too long|large/i)
  enter("2")
  await expectSeen("squarer: 4")
})

test("what is no command says so, with a suggestion; a smiley is sent", async () => {
  const { expectSeen, enter, screen } = open()
  await expectSeen(/you:$/)
  enter(":reakt 👍")
  await expectSeen("did you mean :react?")
  enter(":as")
  await expectSeen(":as needs a NAME, as in :as bob")
  enter(":help")
  await expectSeen(/:react EMOJI/)
  enter(":)")
  await expectSeen(/you:$/)
  expect(screen()).not.toContain("no command :)")
})

test("Tab completes commands", async () => {
  const { expectSeen, type } = open()
  await expectSeen(/you:$/)
  type(":off\t")
  await expectSeen(/you: :offline$/)
})

test("the bot can be killed and restarted; :quit ends", async () => {
  const { expectSeen, enter, done } = open()
  await expectSeen(/you:$/)
  enter(":kill")
  enter("3")
  enter(":restart")
  await expectSeen("squarer: 9")
  enter(":quit")
  expect(await done).toBe(0)
})

test("with --watch, a file that cannot be loaded is waited for", async () => {
  await writeFile(file, "import {")
  const { expectSeen, enter } = open({ watch: true })
  await expectSeen("SyntaxError")
  await writeFile(file, source)
  await expectSeen(/has changed: restarting the bot/)
  await expectSeen(/you:$/)
  enter("2")
  await expectSeen("squarer: 4")
})

/** Saves a conversation as a test, which passes. */
async function savedBy({ enter, expectSeen }: ReturnType<typeof open>): Promise<string> {
  const saved = join(dirname(file), "saved.test.mjs")
  enter(`:save ${saved}`)
  await expectSeen(/written: /)
  expect(await node(["--test", saved])).toMatchObject({ code: 0 })
  return saved
}

test("a conversation is saved as a test that passes, and fails when the bot does otherwise", async () => {
  const terminal = open()
  const { expectSeen, enter } = terminal
  await expectSeen(/you:$/)
  enter("7")
  await expectSeen("squarer: 49")
  enter(":react 👍")
  await expectSeen("squarer: you like it")
  enter("edit")
  await expectSeen("squarer edited: first")
  enter("gone")
  await expectSeen('a message of squarer was deleted: "secret"')
  enter("like")
  await expectSeen('reactions to "like": 👍')
  enter(":edit liked")
  await expectSeen("squarer: edited to liked")
  const picture = join(dirname(file), "sun.png")
  await writeFile(picture, "no real picture")
  enter(`:file ${picture}`)
  await expectSeen("squarer: got a file")
  const saved = await savedBy(terminal)
  for (const [now, other] of [
    ["** 2", "** 3"],
    ['sent.edit("first")', 'sent.edit("second")'],
    ["await sent.delete()", ""],
    ['message.react("👍")', 'message.react("🚀")'],
    ['message.send("got a file")', "{}"],
  ] as const) {
    await writeFile(file, source.replace(now, other))
    expect(await node(["--test", saved])).toMatchObject({ code: 1 })
  }
})

test("a saved conversation holds what several people do in a group", async () => {
  const terminal = open()
  const { expectSeen, enter } = terminal
  await expectSeen(/you:$/)
  enter(":as bob")
  await expectSeen(/bob:$/)
  enter(":group team")
  await expectSeen("bob in #team:")
  await expectSeen("squarer joined #team")
  enter("3")
  await expectSeen("#team squarer: 9")
  enter(":as you")
  enter(":offline")
  await expectSeen("(offline)")
  enter(":offline")
  enter("4")
  await expectSeen("squarer: 16")
  enter(":delete")
  const saved = await savedBy(terminal)
  const text = await readFile(saved, "utf8")
  for (const line of [
    'await bob.createGroup("team")',
    'await bob.invite("squarer")',
    'await bob.expectMembership("squarer joined #1")',
    "await you.joinGroup(link1)",
    'await you.delete(you.line("4"))',
  ])
    expect(text).toContain(line)
})
