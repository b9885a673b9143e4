import type { ChatEvent, ChatResponse, T } from "@simplex-chat/types"
import type { MemoryCore } from "../network/memory-core.ts"
import type { CoreOptions, Frame } from "../network/options.ts"
import { hostMs, pause } from "../simulation/host-time.ts"
import { checkName, checkText } from "../checks.ts"
import { checkPatience } from "./checks.ts"
import { CommandFailedError, ConversationError } from "./conversation-errors.ts"
import { ConversationView } from "./conversation-view.ts"
import type { Patience } from "./expected.ts"
import { type Happening, type Line, lineText } from "./line.ts"

/** What a person needs of the network they are on. */
export interface Surroundings {
  openCore(options: CoreOptions): MemoryCore
  observe(listener: (frame: Frame) => void): () => void
  idle(): Promise<void>
  /** The address of a relay, which channels need. */
  relay(): Promise<string>
  readonly faults: { offline(core: string, isOffline?: boolean): void }
  /** What went wrong in bots of this network, in words. */
  readonly problems: readonly string[]
}

type Answer = { result: ChatResponse } | { error: T.ChatError }

/**
 * How much of a timeout one turn of waiting can use up. A turn takes about a millisecond; one that takes
 * longer shows a machine too busy to run this program, and the bot in it.
 */
const longestTurnMs = 10

/** A user of a core, and what they see: the part that everything else of a person builds on. */
export abstract class User {
  readonly name: string
  /** The core of this person, for commands that have no method here. */
  readonly core: MemoryCore
  /** @internal */
  protected readonly network: Surroundings
  /** @internal */
  protected readonly view: ConversationView
  /** The user of the core. @internal */
  protected userId = 1
  #chat: string | undefined

  protected constructor(network: Surroundings, name: string, core: MemoryCore) {
    this.name = name
    this.network = network
    this.core = core
    this.view = new ConversationView(name)
    const stop = network.observe((frame) => {
      if (core.closed) stop()
      else if (frame.core === name && "event" in frame) this.#heard(frame.event)
    })
  }

  /**
   * Sends a command and returns its answer.
   *
   * @throws {CommandFailedError} when the core refuses, or answers anything else
   */
  async command<Tag extends ChatResponse["type"]>(
    text: string,
    tag: Tag,
  ): Promise<Extract<ChatResponse, { type: Tag }>> {
    checkText(text, "command")
    const answer = JSON.parse(await this.core.sendCommand(text)) as Answer
    if ("error" in answer) throw new CommandFailedError(this.name, text, answer.error)
    if (answer.result.type !== tag) throw new CommandFailedError(this.name, text, answer.result)
    return answer.result as Extract<ChatResponse, { type: Tag }>
  }

  /** Speaks in this chat from now on: `@4`, `#1`. */
  in(chat: string): this {
    checkName(chat, "chat")
    this.#chat = chat
    return this
  }

  /** Takes the person off the network, or back on it; messages wait at the servers meanwhile. */
  async offline(isOffline = true): Promise<void> {
    this.network.faults.offline(this.name, isOffline)
    await this.network.idle()
  }

  /**
   * What this person sees of all conversations now: edited messages with their new text, deleted
   * ones marked or gone. The last 10,000 messages.
   */
  transcript(): Line[] {
    return this.view.lines
  }

  /** What happened, in order: messages, edits, deletions, reactions, files, members; the last 10,000. */
  history(): readonly Happening[] {
    return this.view.history
  }

  /**
   * The conversations as text, a line for each message, for a snapshot:
   *
   * ```ts
   * expect(alice.conversation()).toBe("alice: 7\nbot: 49 👍")
   * ```
   */
  conversation(): string {
    return this.transcript().map(lineText).join("\n")
  }

  /** The chat that the person speaks in. @internal */
  protected get chat(): string {
    if (this.#chat === undefined) {
      const what = `${this.name} has no chat yet: call connectTo or joinGroup first`
      throw new ConversationError(what, [])
    }
    return this.#chat
  }

  /** Waits until it is so, for bots that work in the time of the host. @internal */
  protected async until(
    isSo: () => boolean | Promise<boolean>,
    patience: Patience,
  ): Promise<boolean> {
    checkPatience(patience)
    const { timeoutMs = 1000 } = patience
    for (let waitedMs = 0; ;) {
      const since = hostMs()
      await this.network.idle()
      if (await isSo()) return true
      if (waitedMs >= timeoutMs) return false
      await pause(1)
      waitedMs += Math.min(hostMs() - since, longestTurnMs)
    }
  }

  /** @internal */
  failure(what: string): ConversationError {
    return new ConversationError(what, this.transcript(), this.network.problems)
  }

  #heard(json: string): void {
    const event = JSON.parse(json) as { result?: ChatEvent }
    if (event.result !== undefined) this.view.hear(event.result)
  }
}
