import type { Action } from "@simplex-chat/playground/protocol"
import type { Happening } from "@simplex-chat/testing"
import { dirname, extname, relative } from "node:path"
import type { Done, Story } from "./story.ts"
import { literal, networkVerb, verbOf } from "./verbs.ts"

export type TestRunner = "node" | "vitest"

/**
 * Writes a run as a test that does the same, and expects the same of the bot.
 *
 * @param path where the test will be
 */
export function writeTest(story: Story, runner: TestRunner, path: string): string {
  const body = new Body(story).write()
  const hasFiles = body.uses(/path\.join\(folder/)
  const bot = relative(dirname(path), story.file).replaceAll("\\", "/")
  const given = [
    ...body.first.map((id) => body.nameOf(id)),
    ...["network", "clock", "bot"].filter((name) => body.uses(new RegExp(`(^|\\W)${name}\\.\\w`))),
    ...(body.joins ? ["join"] : []),
  ]
  const call = [
    "await testBot(",
    `  new URL(${literal(bot.startsWith(".") ? bot : `./${bot}`)}, import.meta.url),`,
    `  async ({ ${given.join(", ")} }) => {`,
    ...body.lines.map((line) => `    ${line}`),
    "  },",
    `  { people: ${literal(body.first)}, network: { seed: ${story.seed} } },`,
    ")",
  ]
  const lines = [
    'import { testBot } from "@simplex-chat/bot/testing"',
    ...(hasFiles ? fileImports : []),
    `import { test } from ${literal(runner === "node" ? "node:test" : "vitest")}`,
    "",
    `test(${literal(`a conversation with ${story.botName}`)}, async () => {`,
    ...(hasFiles ? withFolder(call) : call).map((line) => `  ${line}`),
    "})",
    "",
  ]
  return lines.join("\n")
}

const fileImports = [
  'import { mkdtemp, rm } from "node:fs/promises"',
  'import { tmpdir } from "node:os"',
  'import path from "node:path"',
]

/** With a folder for the files that people send. */
const withFolder = (call: readonly string[]): string[] => [
  'const folder = await mkdtemp(path.join(tmpdir(), "bot-test-"))',
  "try {",
  ...call.map((line) => `  ${line}`),
  "} finally {",
  "  await rm(folder, { recursive: true })",
  "}",
]

/** Where a test of the bot's file goes; the n-th one when there are others. */
export function testPath(file: string, n: number): string {
  const ending = extname(file)
  const stem = file.slice(0, -ending.length)
  return `${stem}${n === 1 ? "" : `-${n}`}.test${ending}`
}

/** The body of the test. */
class Body {
  readonly lines: string[] = []
  /** Those who talk to the bot from the start. */
  readonly first: string[] = []
  /** Whether someone joins later. */
  joins = false
  readonly #story: Story
  readonly #names = new Map<string, string>()
  /** How much of what each person heard is expected already. */
  readonly #expected: Record<string, number> = {}
  /** The chat in which each person speaks. */
  readonly #speaking: Record<string, string | undefined> = {}
  /** Those who have made a group: whoever joins comes to them, at a time that does not depend on others. */
  readonly #hosts = new Set<string>()
  /** The variables with links of groups, by owner and group. */
  readonly #links = new Map<string, string>()
  #isBeginning = true
  /** How far the clock of the test is behind that of the run, which passed by itself, in milliseconds. */
  #behindMs = 0
  #nowMs: number

  constructor(story: Story) {
    this.#story = story
    this.#nowMs = story.done[0]?.atMs ?? story.endMs
  }

  /** Whether the code has it, outside of what is said. */
  uses(code: RegExp): boolean {
    return this.lines.some((line) => code.test(line.replace(/"(?:[^"\\]|\\.)*"/g, '""')))
  }

  /** The variable of a person. */
  nameOf(id: string): string {
    return this.#names.get(id) ?? id
  }

  write(): this {
    const { done } = this.#story
    for (let at = 0; at < done.length; at++) {
      const one = done[at] as Done
      if (one.action.type === "addPerson") {
        const next = done[at + 1]?.action
        const { name } = one.action
        const isConnected =
          next?.type === "connect" && next.to === "bot" && next.person === this.#idOf(name, at)
        this.#add(this.#idOf(name, at), one, isConnected)
        if (isConnected) at++
      } else this.#do(one)
    }
    this.#expectUpTo(undefined)
    for (const id of this.#names.keys())
      if (this.#story.histories[id] !== undefined)
        this.lines.push(`await ${this.nameOf(id)}.expectSilence()`)
    return this
  }

  /** The id of a person who is added: the name, unless it was taken. */
  #idOf(name: string, at: number): string {
    const known = Object.keys(this.#story.done[at + 1]?.heard ?? this.#story.histories)
    const before = Object.keys(this.#story.done[at]?.heard ?? {})
    return known.find((id) => !before.includes(id)) ?? name
  }

  #add(id: string, done: Done, isConnected: boolean): void {
    const variable =
      /^[A-Za-z_]\w*$/.test(id) && !reserved.includes(id) ? id : `person${this.#names.size + 1}`
    this.#names.set(id, variable)
    // Whoever is connected to the bot first has it as contact 4, and speaks to it.
    if (isConnected) this.#speaking[id] = "@4"
    if (this.#isBeginning && isConnected && variable === id) {
      this.first.push(id)
      return
    }
    this.#expectUpTo(done)
    this.#isBeginning = false
    this.joins ||= isConnected
    this.lines.push(
      isConnected
        ? `const ${variable} = await join(${literal(id)})`
        : `const ${variable} = await network.person(${literal(id)})`,
    )
  }

  #do(done: Done): void {
    const { action } = done
    const text = this.#textOf(done)
    if (text === undefined) return
    if (action.type === "bot" && this.#isBeginning) return
    this.#expectUpTo(done)
    this.#isBeginning = false
    this.lines.push(...text.split("\n"))
    if (action.type === "advance") this.#nowMs += action.ms
  }

  #textOf(done: Done): string | undefined {
    const { action } = done
    if (!("person" in action)) return networkVerb(action)
    const name = this.nameOf(action.person)
    if (action.type === "removePerson") return `await ${name}.core.close()`
    if (action.type === "receiveFile") return undefined
    if (action.type === "read") return this.#read(action)
    if (action.type === "bringIn") return this.#bringIn(action)
    if (action.type === "connect") {
      this.#speaking[action.person] = undefined
      if (action.to === "bot") return `await ${name}.connectTo(bot.address ?? "")`
      const to = action.to.includes(":") ? literal(action.to) : this.nameOf(action.to)
      return `await ${name}.connectTo(${to})`
    }
    const verb = verbOf(done, name)
    if (verb === undefined)
      return done.commands
        ?.map(
          ({ person, text }) =>
            `await ${this.nameOf(person)}.core.sendCommand(${literal(text)})\nawait network.idle()`,
        )
        .join("\n")
    // What these do says where the person speaks afterwards.
    const opens = action.type === "createGroup" || action.type === "join"
    const into = "chat" in action && !opens ? this.#into(action.person, action.chat) : ""
    if (opens) this.#speaking[action.person] = undefined
    if (action.type === "createGroup") this.#hosts.add(action.person)
    return `${into}${verb}`
  }

  /** Messages that disappear begin to when they are read; otherwise nothing in a test depends on it. */
  #read({ person, chat }: Extract<Action, { type: "read" }>): string | undefined {
    const history = this.#story.histories[person] ?? []
    const isTimed = history.some(({ by, line }) => by === "time" && line?.chat === chat)
    return isTimed ? `${this.#into(person, chat)}await ${this.nameOf(person)}.read()` : undefined
  }

  #bringIn({ person, chat, other }: Extract<Action, { type: "bringIn" }>): string {
    const key = `${person} ${chat}`
    const known = this.#links.get(key)
    const variable = known ?? `link${this.#links.size + 1}`
    this.#links.set(key, variable)
    this.#speaking[other] = undefined
    const made =
      known === undefined
        ? `${this.#into(person, chat)}const ${variable} = await ${this.nameOf(person)}.groupLink()\n`
        : ""
    return `${made}await ${this.nameOf(other)}.joinGroup(${variable})`
  }

  /** Has a person speak in this chat. */
  #into(person: string, chat: string): string {
    if (this.#speaking[person] === chat) return ""
    this.#speaking[person] = chat
    return `${this.nameOf(person)}.in(${literal(chat)})\n`
  }

  /** Expects what came before this was done; all there is at the end. */
  #expectUpTo(done: Done | undefined): void {
    this.#timePasses(done?.atMs ?? this.#story.endMs)
    for (const [id, history] of Object.entries(this.#story.histories)) {
      const name = this.#names.get(id)
      if (name === undefined) continue
      const end = done === undefined ? history.length : (done.heard[id] ?? 0)
      for (const happening of history.slice(this.#expected[id] ?? 0, end)) {
        // Whether those who join at the same time see each other join depends on who was faster.
        if (happening.what === "member" && !this.#hosts.has(id)) continue
        const line = expectation(name, happening)
        if (line === undefined) continue
        // The clock of a test stands still: what disappeared by itself needs the time that had passed.
        if (happening.by === "time") this.#catchUp()
        this.lines.push(line)
      }
      this.#expected[id] = Math.max(this.#expected[id] ?? 0, end)
    }
  }

  #timePasses(toMs: number): void {
    this.#behindMs += Math.max(0, toMs - this.#nowMs)
    this.#nowMs = Math.max(this.#nowMs, toMs)
  }

  /** Moves the clock of the test on to the time of the run. */
  #catchUp(): void {
    if (this.#behindMs === 0) return
    this.lines.push(`clock.advance(${this.#behindMs})`, "await network.idle()")
    this.#behindMs = 0
  }
}

/** Names that the test has for something else. */
const reserved = ["network", "clock", "join", "bot", "test", "testBot", "path", "folder", "await"]

/** What a person expects; undefined for what others did not do, or what only their core did. */
function expectation(name: string, happening: Happening): string | undefined {
  const { what, by, line, reaction, text } = happening
  if (by !== "others" && !(by === "time" && what === "deletion")) return undefined
  const said = literal(line?.text ?? "")
  switch (what) {
    case "message":
      return line?.file === undefined
        ? `await ${name}.expectMessage(${said})`
        : `await ${name}.expectFile(${literal(line.file.name)})`
    case "edit":
      return `await ${name}.expectEdit(${said})`
    case "deletion":
      return `await ${name}.expectDeletion(${said})`
    case "reaction": {
      const verb = reaction?.added === true ? "expectReaction" : "expectNoReaction"
      return `await ${name}.${verb}(${said}, ${literal(reaction?.emoji)})`
    }
    case "member":
      return `await ${name}.expectMembership(${literal(text)})`
    case "file":
      return undefined
  }
}
