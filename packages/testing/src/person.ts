import { writeFileSync } from "node:fs"
import { CC, type ChatEvent, type ChatResponse, type T } from "@simplex-chat/types"
import { CommandFailedError, ConversationError } from "./kit-errors.ts"
import type { MemoryCore } from "./core.ts"
import type { CoreOptions, Network } from "./network.ts"
import { Transcript, type Line } from "./transcript.ts"

/** What a test expects of a message: its text, a part of it, or anything a function can tell. */
export type Expected = string | RegExp | ((text: string) => boolean)

/** Somebody or something on a network that one can connect to. */
export type Connectable = Person | { readonly core: MemoryCore } | string

/**
 * Somebody with an app on a network: connects, talks, sends files, joins groups, and expects
 * answers. Make one with `network.person("alice")`.
 */
export class Person {
  readonly name: string
  /** The core of this person, for commands that have no method here. */
  readonly core: MemoryCore
  readonly #network: Network
  readonly #transcript = new Transcript()
  /** The chat that `say` speaks in: the one that was connected or joined last. */
  #chat: string | undefined
  /** How many received messages were expected already. */
  #expected = 0

  private constructor(network: Network, name: string, core: MemoryCore) {
    this.name = name
    this.#network = network
    this.core = core
    network.observe((frame) => {
      if (frame.core === name && "event" in frame) this.#heard(frame.event)
    })
  }

  /** @internal */
  static async join(
    network: Network,
    name: string,
    options: Omit<CoreOptions, "name">,
  ): Promise<Person> {
    const core = network.openCore({ ...options, name })
    const person = new Person(network, name, core)
    const users = await person.command("/users", "usersList")
    if (users.users.length === 0) {
      const newUser = { profile: { displayName: name, fullName: "" }, pastTimestamp: false }
      await person.command(`/_create user ${JSON.stringify(newUser)}`, "activeUser")
    }
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
    const answer = JSON.parse(await this.core.sendCommand(text)) as
      { result: ChatResponse } | { error: T.ChatError }
    if ("error" in answer) throw new CommandFailedError(this.name, text, answer.error)
    if (answer.result.type !== tag) throw new CommandFailedError(this.name, text, answer.result)
    return answer.result as Extract<ChatResponse, { type: Tag }>
  }

  /** The person's address, made when there is none. */
  async address(settings?: T.AddressSettings): Promise<string> {
    const shown = JSON.parse(await this.core.sendCommand("/_show_address 1")) as object
    if ("error" in shown)
      await this.command(CC.APICreateMyAddress.cmdString({ userId: 1 }), "userContactLinkCreated")
    const wanted = settings ?? { businessAddress: false, autoAccept: { acceptIncognito: false } }
    const set = CC.APISetAddressSettings.cmdString({ userId: 1, settings: wanted })
    const { contactLink } = await this.command(set, "userContactLinkUpdated")
    return contactLink.connLinkContact.connShortLink ?? contactLink.connLinkContact.connFullLink
  }

  /**
   * Connects to somebody by their address, and waits until both can talk. From here on `say` speaks
   * to them.
   *
   * @param peer a person, anything with a core whose user has an address, or an address's text.
   */
  async connectTo(peer: Connectable): Promise<void> {
    const link = typeof peer === "string" ? peer : await addressOf(peer)
    const before = new Set(await this.#contacts())
    await this.core.sendCommand(CC.Connect.cmdString({ incognito: false, connLink_: link }))
    await this.#network.idle()
    const group = this.#transcript.joined.at(-1)
    const fresh = (await this.#contacts()).find((id) => !before.has(id))
    this.#chat = fresh === undefined ? group : `@${fresh}`
    if (this.#chat === undefined) throw new ConversationError(`${this.name} did not connect`, [])
  }

  async #contacts(): Promise<number[]> {
    const { contacts } = await this.command("/_contacts 1", "contactsList")
    return contacts
      .filter(({ activeConn }) => activeConn?.connStatus.type === "ready")
      .map(({ contactId }) => contactId)
  }

  /** Joins a group by its link, and speaks there from now on. */
  async joinGroup(link: string): Promise<void> {
    await this.core.sendCommand(CC.Connect.cmdString({ incognito: false, connLink_: link }))
    await this.#network.idle()
    const group = this.#transcript.joined.at(-1)
    if (group === undefined)
      throw new ConversationError(`${this.name} did not get into the group`, [])
    this.#chat = group
  }

  /** Where `say` speaks from now on: `@4`, `#1`. */
  in(chat: string): this {
    this.#chat = chat
    return this
  }

  /** Sends a text, and waits until everybody has it, and has answered. */
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
   * @throws {ConversationError} when another message came, or none; it shows the conversation.
   */
  async expectMessage(expected: Expected): Promise<string> {
    const received = () => this.#transcript.lines.filter(({ own }) => !own)
    for (let wait = 0; wait < 50 && received().length <= this.#expected; wait++)
      await this.#network.idle()
    const next = received()[this.#expected]
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
    this.#expected += 1
    return next.text
  }

  /** Fails where a message came that was not expected. */
  async expectSilence(): Promise<void> {
    await this.#network.idle()
    const extra = this.#transcript.lines.filter(({ own }) => !own)[this.#expected]
    if (extra === undefined) return
    const what = `${this.name} expected nothing more, and got ${JSON.stringify(extra.text)}`
    throw new ConversationError(what, this.transcript())
  }

  /** What this person sees of all conversations: who said what, in order. */
  transcript(): Line[] {
    return [...this.#transcript.lines]
  }

  #heard(json: string): void {
    const event = JSON.parse(json) as { result?: ChatEvent }
    if (event.result !== undefined) this.#transcript.hear(this.name, event.result)
  }
}

async function addressOf(peer: Exclude<Connectable, string>): Promise<string> {
  if (peer instanceof Person) return peer.address()
  const shown = JSON.parse(await peer.core.sendCommand("/_show_address 1")) as {
    result?: { contactLink: T.UserContactLink }
  }
  const link = shown.result?.contactLink.connLinkContact
  if (link === undefined) {
    throw new ConversationError("the bot has no address: create one before somebody connects", [])
  }
  return link.connShortLink ?? link.connFullLink
}

function fits(text: string, expected: Expected): boolean {
  if (typeof expected === "string") return text === expected
  return expected instanceof RegExp ? expected.test(text) : expected(text)
}

function shown(expected: Expected): string {
  if (typeof expected === "string") return JSON.stringify(expected)
  return expected instanceof RegExp ? String(expected) : "another message"
}
