import { writeFileSync } from "node:fs"
import { CC, type ChatEvent, type ChatResponse, type T } from "@simplex-chat/types"
import { CommandFailedError, ConversationError } from "./conversation-errors.ts"
import type { MemoryCore } from "../network/memory-core.ts"
import { hostMs, pause } from "../simulation/host-time.ts"
import type { CoreOptions, Frame } from "../network/options.ts"
import { Transcript, type Line } from "./transcript.ts"

/** What a test expects of a message: its text, a part of it, or anything a function can tell. */
export type Expected = string | RegExp | ((text: string) => boolean)

/** How long to wait for what a bot does in its own time. */
export interface Patience {
  /** In milliseconds of the host's time; 1,000 when absent. */
  readonly timeoutMs?: number
}

/** Somebody or something on a network that one can connect to. */
export type Connectable = Person | { readonly core: MemoryCore } | string

/** How many events a person's core keeps for who asks for them: the person needs none. */
const eventsKept = 1000

/** What a person needs of the network they are on. */
export interface Surroundings {
  openCore(options: CoreOptions): MemoryCore
  observe(listener: (frame: Frame) => void): () => void
  idle(): Promise<void>
}

type Answer = { result: ChatResponse } | { error: T.ChatError }

/**
 * Somebody with an app on a network: connects, talks, sends files, joins groups, and expects
 * answers. Make one with `network.person("alice")`.
 */
export class Person {
  readonly name: string
  /** The core of this person, for commands that have no method here. */
  readonly core: MemoryCore
  readonly #network: Surroundings
  readonly #transcript = new Transcript()
  /** Whose app it is. */
  #userId = 1
  /** The chat that `say` speaks in: the one that was connected or joined last. */
  #chat: string | undefined

  private constructor(network: Surroundings, name: string, core: MemoryCore) {
    this.name = name
    this.#network = network
    this.core = core
    const stop = network.observe((frame) => {
      if (core.closed) stop()
      else if (frame.core === name && "event" in frame) this.#heard(frame.event)
    })
  }

  /** @internal */
  static async join(
    network: Surroundings,
    name: string,
    options: Omit<CoreOptions, "name">,
  ): Promise<Person> {
    const core = network.openCore({ ...options, name })
    // The person hears what the core tells as it is told.
    core.keepEvents(eventsKept)
    const person = new Person(network, name, core)
    const { users } = await person.command("/users", "usersList")
    if (users.length === 0) {
      const newUser = { profile: { displayName: name, fullName: "" }, pastTimestamp: false }
      await person.command(`/_create user ${JSON.stringify(newUser)}`, "activeUser")
    }
    person.#userId = (await person.command("/u", "activeUser")).user.userId
    await person.command("/_start", "chatStarted")
    return person
  }

  /**
   * Sends a command and gives its answer.
   *
   * @throws {CommandFailedError} when the core refuses, or answers anything else.
   */
  async command<Tag extends ChatResponse["type"]>(
    text: string,
    tag: Tag,
  ): Promise<Extract<ChatResponse, { type: Tag }>> {
    const answer = JSON.parse(await this.core.sendCommand(text)) as Answer
    if ("error" in answer) throw new CommandFailedError(this.name, text, answer.error)
    if (answer.result.type !== tag) throw new CommandFailedError(this.name, text, answer.result)
    return answer.result as Extract<ChatResponse, { type: Tag }>
  }

  /**
   * The person's address, made when there is none; it then accepts everybody.
   *
   * @param settings what it has from now on; one that is there keeps its own when absent.
   */
  async address(settings?: T.AddressSettings): Promise<string> {
    const userId = this.#userId
    const existing = await addressAt(this.core)
    if (existing !== undefined && settings === undefined) return existing
    if (existing === undefined)
      await this.command(CC.APICreateMyAddress.cmdString({ userId }), "userContactLinkCreated")
    const wanted = settings ?? { businessAddress: false, autoAccept: { acceptIncognito: false } }
    const set = CC.APISetAddressSettings.cmdString({ userId, settings: wanted })
    const { contactLink } = await this.command(set, "userContactLinkUpdated")
    return contactLink.connLinkContact.connShortLink ?? contactLink.connLinkContact.connFullLink
  }

  /**
   * Connects to somebody by their address, and waits until both can talk. From here on `say` speaks
   * to them.
   *
   * @param peer a person, anything with a core whose user has an address, or an address's text.
   * @throws {CommandFailedError} when the core refuses the link.
   * @throws {ConversationError} when nobody accepts in time.
   */
  async connectTo(peer: Connectable, patience: Patience = {}): Promise<void> {
    await this.#open(typeof peer === "string" ? peer : await addressOf(peer), patience)
  }

  /** Joins a group by its link, and speaks there from now on; throws as {@link connectTo}. */
  async joinGroup(link: string, patience: Patience = {}): Promise<void> {
    await this.#open(link, patience)
  }

  async #open(link: string, patience: Patience): Promise<void> {
    const { count } = this.#transcript.opened
    const text = CC.Connect.cmdString({ incognito: false, connLink_: link })
    const answer = JSON.parse(await this.core.sendCommand(text)) as Answer
    if ("error" in answer) throw new CommandFailedError(this.name, text, answer.error)
    const known = knownChat(answer.result)
    if (known === undefined) {
      const isOpen = await this.#until(() => this.#transcript.opened.count > count, patience)
      if (!isOpen)
        throw new ConversationError(`${this.name} did not connect in time`, this.transcript())
    }
    this.#chat = known ?? this.#transcript.opened.last
  }

  /** Waits until it is so, for bots that work in the time of the host; says whether it is. */
  async #until(isSo: () => boolean, { timeoutMs = 1000 }: Patience): Promise<boolean> {
    const end = hostMs() + timeoutMs
    for (;;) {
      await this.#network.idle()
      if (isSo()) return true
      if (hostMs() >= end) return false
      await pause(1)
    }
  }

  /** Where `say` speaks from now on: `@4`, `#1`. */
  in(chat: string): this {
    this.#chat = chat
    return this
  }

  /** Sends a text, and waits until everybody who is there has it. */
  async say(text: string): Promise<void> {
    await this.#send({ type: "text", text })
  }

  /** Sends a file with these bytes, and waits until it is uploaded and announced. */
  async sendFile(path: string, bytes?: Uint8Array): Promise<void> {
    if (bytes !== undefined) writeFileSync(path, bytes)
    await this.#send({ type: "file", text: "" }, path)
  }

  async #send(msgContent: T.MsgContent, filePath?: string): Promise<void> {
    if (this.#chat === undefined) {
      throw new ConversationError(
        `${this.name} has nobody to talk to: call connectTo or joinGroup first`,
        [],
      )
    }
    const message = {
      msgContent,
      mentions: {},
      ...(filePath !== undefined && { fileSource: { filePath } }),
    }
    const sent = await this.command(
      `/_send ${this.#chat} json ${JSON.stringify([message])}`,
      "newChatItems",
    )
    for (const item of sent.chatItems) this.#transcript.add(this.name, item)
    await this.#network.idle()
  }

  /**
   * Waits for the next message that this person gets and did not expect yet, and gives its text.
   * What came before it and does not fit is an error: nothing is passed over.
   *
   * @param patience how long to wait for a bot that takes its time.
   * @throws {ConversationError} when another message came, or none; it shows the conversation.
   */
  async expectMessage(expected: Expected, patience: Patience = {}): Promise<string> {
    return (await this.expectLine(expected, patience)).text
  }

  /** Like {@link expectMessage}, and gives who said it and where, too. */
  async expectLine(expected: Expected, patience: Patience = {}): Promise<Line> {
    const { unexpected } = this.#transcript
    await this.#until(() => unexpected.length > 0, patience)
    const [next] = unexpected
    if (next === undefined) {
      throw new ConversationError(
        `${this.name} expected ${shown(expected)}, and got no message`,
        this.transcript(),
      )
    }
    if (!fits(next.text, expected)) {
      const what = `${this.name} expected ${shown(expected)}, and got ${JSON.stringify(next.text)}`
      throw new ConversationError(what, this.transcript())
    }
    unexpected.shift()
    return next
  }

  /** Fails where a message came that was not expected. */
  async expectSilence(): Promise<void> {
    await this.#network.idle()
    const [extra] = this.#transcript.unexpected
    if (extra === undefined) return
    const what = `${this.name} expected nothing more, and got ${JSON.stringify(extra.text)}`
    throw new ConversationError(what, this.transcript())
  }

  /**
   * What this person sees of all conversations: who said what, in order; the last 10,000 messages.
   * Those that nobody expected yet are kept, however many they are.
   */
  transcript(): Line[] {
    return this.#transcript.lines
  }

  #heard(json: string): void {
    const event = JSON.parse(json) as { result?: ChatEvent }
    if (event.result !== undefined) this.#transcript.hear(this.name, event.result)
  }
}

async function addressOf(peer: Exclude<Connectable, string>): Promise<string> {
  if (peer instanceof Person) return peer.address()
  const address = await addressAt(peer.core)
  if (address !== undefined) return address
  throw new ConversationError("the bot has no address: create one before somebody connects", [])
}

async function addressAt(core: Pick<MemoryCore, "sendCommand">): Promise<string | undefined> {
  const active = JSON.parse(await core.sendCommand("/u")) as { result?: { user: T.User } }
  if (active.result === undefined) return undefined
  const show = CC.APIShowMyAddress.cmdString({ userId: active.result.user.userId })
  const shown = JSON.parse(await core.sendCommand(show)) as {
    result?: { contactLink: T.UserContactLink }
  }
  const link = shown.result?.contactLink.connLinkContact
  return link?.connShortLink ?? link?.connFullLink
}

/** The chat that somebody has already with whom a link leads to. */
function knownChat(answer: ChatResponse): string | undefined {
  if (answer.type !== "connectionPlan") return undefined
  const { connectionPlan: plan } = answer
  if (plan.type === "contactAddress" && plan.contactAddressPlan.type === "known")
    return `@${plan.contactAddressPlan.contact.contactId}`
  if (plan.type === "groupLink" && plan.groupLinkPlan.type === "known")
    return `#${plan.groupLinkPlan.groupInfo.groupId}`
  return undefined
}

function fits(text: string, expected: Expected): boolean {
  if (typeof expected === "string") return text === expected
  return expected instanceof RegExp ? expected.test(text) : expected(text)
}

function shown(expected: Expected): string {
  if (typeof expected === "string") return JSON.stringify(expected)
  return expected instanceof RegExp ? String(expected) : "another message"
}
