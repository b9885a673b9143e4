import type {
  Action,
  Query,
  QueryResult,
  ServerMessage,
  Step,
} from "@simplex-chat/playground/protocol"
import { randomBytes } from "node:crypto"
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { ActionError } from "./actions/action-error.ts"
import { apply } from "./actions/apply.ts"
import { describe, personOf } from "./actions/describe.ts"
import { linkOf } from "./actions/groups.ts"
import type { Backend } from "./http/server.ts"
import type { Done } from "../save-test/story.ts"
import { testPath, type TestRunner, writeTest } from "../save-test/write-test.ts"
import { answered } from "./world/core-answer.ts"
import { World } from "./world/world.ts"

export interface PlaygroundOptions {
  /** The bot's file. */
  readonly file: string
  readonly watch: boolean
  readonly seed: number
}

/** Something that was done, and where the run was then. */
interface Input {
  readonly id: number
  readonly atMs: number
  readonly action: Action
  /** How many commands the bot had sent. */
  readonly botCommands: number
  readonly done: Done
}

/** A world with a history: it can be taken back to any step, and go on from there. */
export class Playground implements Backend, AsyncDisposable {
  readonly #options: PlaygroundOptions
  readonly #folder: string
  readonly #startMs = Date.now()
  readonly #send: (message: ServerMessage) => void
  #seed: number
  #world: World | undefined
  #inputs: Input[] = []
  #lastId = 0
  /** Actions are done one after the other. */
  #turn: Promise<unknown> = Promise.resolve()
  #isReplaying = false

  private constructor(
    options: PlaygroundOptions,
    folder: string,
    send: (message: ServerMessage) => void,
  ) {
    this.#options = options
    this.#seed = options.seed
    this.#folder = folder
    this.#send = send
  }

  static async open(
    options: PlaygroundOptions,
    send: (message: ServerMessage) => void,
  ): Promise<Playground> {
    const folder = await mkdtemp(join(tmpdir(), "simplex-bot-playground-"))
    await mkdir(join(folder, "uploads"))
    const playground = new Playground(options, folder, send)
    playground.#world = await playground.#newWorld()
    return playground
  }

  /** Starts the bot, and has the first person talk to it. */
  async begin(): Promise<void> {
    await this.act({ type: "runClock", running: true })
    await this.act({ type: "bot", do: "start" })
    await this.act({ type: "addPerson", name: "you" })
    await this.act({ type: "connect", person: "you", to: "bot" })
  }

  all(): ServerMessage {
    const { state, chats, recorder } = this.#now
    return {
      type: "all",
      state: { ...state, steps: this.#steps, seed: this.#seed },
      chats,
      records: recorder.rows.slice(-1000),
    }
  }

  act(action: Action): Promise<void> {
    const turn = this.#turn.then(() => this.#act(action))
    this.#turn = turn.catch(() => {})
    return turn
  }

  async ask(query: Query): Promise<unknown> {
    const world = this.#now
    switch (query.type) {
      case "record":
        return world.recorder.detail(query.id)
      case "inspect": {
        const item = world
          .view(query.person)
          .find(query.chat)
          ?.items.find(({ meta }) => meta.itemId === query.item)
        const shared = item?.meta.itemSharedMsgId
        return { records: shared === undefined ? [] : world.recorder.about(shared) }
      }
      case "members":
        return membersOf(world, query.person, query.chat)
      case "test":
        return this.#test(query.runner, query.write)
    }
  }

  async upload(_name: string, bytes: Uint8Array): Promise<string> {
    const id = randomBytes(12).toString("hex")
    await writeFile(join(this.#folder, "uploads", id), bytes)
    return id
  }

  async file(
    person: string,
    fileId: number,
  ): Promise<{ name: string; bytes: Uint8Array } | undefined> {
    const { view, core } = { view: this.#now.view(person), core: this.#now.person(person).core }
    const file = view.chats
      .flatMap(({ items }) => items)
      .find((item) => item.file?.fileId === fileId)?.file
    const source = file?.fileSource
    if (file === undefined || source === undefined) return undefined
    const path = source.filePath.startsWith("/")
      ? source.filePath
      : join(this.#folder, "people", encodeURIComponent(person), source.filePath)
    const bytes =
      source.cryptoArgs === undefined
        ? await readFile(path).catch(() => undefined)
        : await core.readFile(path, source.cryptoArgs)
    return bytes === undefined ? undefined : { name: file.fileName, bytes }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#world?.[Symbol.asyncDispose]()
    await rm(this.#folder, { recursive: true, force: true })
  }

  get #now(): World {
    if (this.#world === undefined) throw new ActionError("the playground is closed")
    return this.#world
  }

  get #steps(): Step[] {
    return this.#inputs.flatMap(({ id, atMs, action }) => {
      const text = describe(action)
      return text === undefined ? [] : [{ id, atMs, text, person: personOf(action) }]
    })
  }

  #newWorld(): Promise<World> {
    const options = {
      ...this.#options,
      seed: this.#seed,
      startMs: this.#startMs,
      folder: join(this.#folder, "people"),
    }
    return World.open(options, (message) => {
      if (!this.#isReplaying) this.#send(message)
    })
  }

  async #act(action: Action): Promise<void> {
    if (action.type === "goTo") return this.#goTo(action.step)
    if (action.type === "restart") return this.#restart(action.seed)
    const world = this.#now
    const { botCommands } = world.recorder
    const atMs = world.clock.nowMs
    const done = await this.#apply(world, action)
    this.#lastId++
    this.#inputs.push({ id: this.#lastId, atMs, action, botCommands, done })
    world.showTime()
    this.#showSteps()
  }

  /** Does an action, and notes what a test needs to do it again. */
  async #apply(world: World, action: Action): Promise<Done> {
    const heard = Object.fromEntries(world.ids.map((id) => [id, world.person(id).history().length]))
    const [about, name] = [await textAbout(world, action), await nameAbout(world, action)]
    const uploads = join(this.#folder, "uploads")
    const atMs = world.clock.nowMs
    world.commands = []
    await apply(world, action, uploads)
    const bytes =
      action.type === "sendFile" ? await readFile(join(uploads, action.upload)) : undefined
    return { action, commands: world.commands, about, name, bytes, heard, atMs }
  }

  async #test(runner: TestRunner, write: boolean): Promise<QueryResult["test"]> {
    const world = this.#now
    const { file } = this.#options
    const histories = world.ids.map((id) => [id, world.person(id).history()] as const)
    const story = {
      file: resolve(file),
      botName: world.state.bot.name ?? "the bot",
      seed: this.#seed,
      done: this.#inputs.map(({ done }) => done),
      histories: Object.fromEntries(histories),
      endMs: world.clock.nowMs,
    }
    for (let n = 1; ; n++) {
      const path = testPath(story.file, n)
      const source = writeTest(story, runner, path)
      if (!write) return { source, path, written: false }
      try {
        // Never over a test that is there.
        await writeFile(path, source, { flag: "wx" })
        return { source, path, written: true }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error
      }
    }
  }

  async #goTo(step: number): Promise<void> {
    const at = this.#inputs.findIndex(({ id }) => id === step)
    if (at < 0) throw new ActionError("there is no such step")
    const botCommands = this.#inputs[at + 1]?.botCommands ?? this.#now.recorder.botCommands
    await this.#replay(this.#inputs.slice(0, at + 1), botCommands)
  }

  async #restart(seed: number): Promise<void> {
    this.#seed = seed
    await this.#replay([], 0)
    this.#send(this.all())
  }

  /** Begins anew, and does the same again. */
  async #replay(inputs: readonly Input[], botCommands: number): Promise<void> {
    this.#isReplaying = true
    try {
      await this.#now[Symbol.asyncDispose]()
      await rm(join(this.#folder, "people"), { recursive: true, force: true })
      const world = await this.#newWorld()
      this.#world = world
      this.#inputs = []
      let isRunning = false
      for (const input of inputs) {
        await arrive(world, input.botCommands)
        world.clock.reach(input.atMs)
        // The clock runs again once all is as it was.
        if (input.action.type === "runClock") {
          isRunning = input.action.running
          this.#inputs.push(input)
          continue
        }
        const done = await this.#apply(world, input.action)
        this.#inputs.push({ ...input, done })
      }
      await arrive(world, botCommands)
      await world.settled()
      world.clock.run(isRunning)
    } finally {
      this.#isReplaying = false
      this.#send(this.all())
    }
  }

  #showSteps(): void {
    this.#send({ type: "state", changes: { steps: this.#steps } })
  }
}

/** The text of the message that an action is about, as the test kit shows it. */
async function textAbout(world: World, action: Action): Promise<string | undefined> {
  const id = "item" in action ? action.item : "quote" in action ? action.quote : undefined
  if (id === undefined || !("person" in action) || !("chat" in action)) return undefined
  // Ask the core: what the page shows may be a moment older.
  const text = `/_get chat ${action.chat} around=${id} count=0`
  const { chat } = await answered(world.reader(action.person), text, "apiChat")
  const item = chat.chatItems.find(({ meta }) => meta.itemId === id)
  return item?.meta.itemText === "" ? item.file?.fileName : item?.meta.itemText
}

/** The name of the member, the contact or the group that an action is about. */
async function nameAbout(world: World, action: Action): Promise<string | undefined> {
  if (action.type === "join") {
    const info = world.view(action.person).find(action.chat)?.info
    return info?.type === "group" ? info.groupInfo.localDisplayName : undefined
  }
  if (action.type === "invite") {
    const info = world.view(action.person).find(`@${action.contact}`)?.info
    return info?.type === "direct" ? info.contact.localDisplayName : undefined
  }
  if (!("member" in action)) return undefined
  const { members } = await membersOf(world, action.person, action.chat)
  return members.find(({ groupMemberId }) => groupMemberId === action.member)?.localDisplayName
}

async function membersOf(
  world: World,
  person: string,
  chat: string,
): Promise<QueryResult["members"]> {
  const text = `/_members ${chat}`
  const { group } = await answered(world.reader(person), text, "groupMembers")
  return { members: group.members, link: await linkOf(world, person, chat) }
}

/** How long a replay waits for a bot that does not do what it did before: its file may have changed. */
const patienceMs = 3000

/** How much of it one turn of waiting can use up: see `Pace`, which waits in the terminal. */
const longestTurnMs = 10

/** Waits until the bot has done as much as it had done before, and nothing more is to be delivered. */
async function arrive(world: World, botCommands: number): Promise<void> {
  const isThere = () => world.pump.isAtRest && world.recorder.botCommands >= botCommands
  for (let waitedMs = 0; waitedMs < patienceMs && !isThere();) {
    const since = performance.now()
    await new Promise((resolve) => setTimeout(resolve, 2))
    waitedMs += Math.min(performance.now() - since, longestTurnMs)
  }
}
