import { InvalidArgumentError } from "@simplex-chat/core"
import type { T } from "@simplex-chat/types"
import { checkName } from "../checks.ts"
import { checkExpected, checkLine } from "./checks.ts"
import { Grouping } from "./grouping.ts"
import type { Happening, Line } from "./line.ts"
import type { Expected, Patience } from "./expected.ts"

/** What people expect to see. Each expectation waits for what a bot does in its own time. */
export abstract class Expecting extends Grouping {
  /**
   * Waits for the next message that this person gets and did not expect yet, and returns its text.
   * A message before it that does not match is an error: none is passed over.
   *
   * @throws {ConversationError} when another message came, or none; it shows the conversation
   */
  async expectMessage(expected: Expected, patience: Patience = {}): Promise<string> {
    return (await this.expectLine(expected, patience)).text
  }

  /**
   * The last message with this text that the person sees.
   *
   * ```ts
   * await alice.react("👍", alice.line("49"))
   * ```
   *
   * @throws {ConversationError} when there is none
   */
  line(expected: Expected): Line {
    checkExpected(expected)
    const found = this.transcript().findLast(({ text }) => fits(text, expected))
    if (found !== undefined) return found
    throw this.failure(`${this.name} sees no message ${shown(expected)}`)
  }

  /** Like {@link expectMessage}, and returns who said it and where, too. */
  async expectLine(expected: Expected, patience: Patience = {}): Promise<Line> {
    const line = await this.#expectNext("message", expected, patience)
    return this.view.find(line) ?? line
  }

  /** Waits for the next edit of someone else's message, by its new text. */
  async expectEdit(expected: Expected, patience: Patience = {}): Promise<Line> {
    return this.#expectNext("edit", expected, patience)
  }

  /**
   * Waits until the message is deleted: marked as deleted, or gone.
   *
   * @param message the message; or its text: waits for the next deletion of such a message by others
   *   that was not expected yet
   */
  async expectDeletion(message: Line | Expected, patience: Patience = {}): Promise<Line> {
    if (isLine(message))
      return this.#expectState(message, "deletion", patience, ({ deleted }) => deleted !== "no")
    checkExpected(message)
    return this.#expectNews(`a deletion of ${shown(message)}`, patience, ({ what, line }) => {
      return what === "deletion" && line !== undefined && fits(line.text, message)
    })
  }

  /**
   * Waits until the message has this reaction.
   *
   * @param message the message; or its text: waits for the next such reaction of others that was not
   *   expected yet
   */
  async expectReaction(
    message: Line | Expected,
    emoji: string,
    patience: Patience = {},
  ): Promise<Line> {
    return this.#expectReaction(message, emoji, true, patience)
  }

  /** Waits until the message does not have this reaction any more; as {@link expectReaction}. */
  async expectNoReaction(
    message: Line | Expected,
    emoji: string,
    patience: Patience = {},
  ): Promise<Line> {
    return this.#expectReaction(message, emoji, false, patience)
  }

  /** Waits for the next message with a file, by the file's name. */
  async expectFile(expected: Expected, patience: Patience = {}): Promise<Line> {
    checkExpected(expected)
    const line = await this.expectLine(() => true, patience)
    if (line.file !== undefined && fits(line.file.name, expected)) return line
    throw this.failure(
      `${this.name} expected the file ${shown(expected)}, and got ${JSON.stringify(line.text)}`,
    )
  }

  /** Takes the file of a message, and waits until it is complete; returns its path. */
  async receiveFile(line: Line, patience: Patience = {}): Promise<string> {
    checkLine(line)
    const { chatItem } = await this.#rawItem(line)
    const fileId = chatItem.file?.fileId
    if (fileId === undefined) throw this.failure(`${JSON.stringify(line.text)} has no file`)
    await this.command(`/freceive ${fileId} approved_relays=on`, "rcvFileAccepted")
    await this.#expectState(line, "file, complete", patience, ({ file }) => {
      return file?.status === "rcvComplete"
    })
    return (await this.#rawItem(line)).chatItem.file?.fileSource?.filePath ?? ""
  }

  /** Waits for news about members: `"bob joined #1"`, `/left/`, `"invited to team"`. */
  async expectMembership(expected: Expected, patience: Patience = {}): Promise<string> {
    checkExpected(expected)
    const { text } = await this.#expectHappening(
      `the news ${shown(expected)}`,
      ({ what, text: news }) => what === "member" && fits(news, expected),
      patience,
    )
    return text
  }

  /**
   * Waits until the app shows this menu of commands in the chat that the person speaks in: in a direct chat
   * that of the bot, which can be for this person alone, and in a group that of the group.
   *
   * ```ts
   * await alice.expectMenu(["Makes tea", "Help"])
   * ```
   *
   * @param labels what its entries are called, in order; `[]` for no menu
   * @throws {ConversationError} when it is another one
   * @throws {InvalidArgumentError} when the labels are no list
   */
  async expectMenu(labels: readonly string[], patience: Patience = {}): Promise<void> {
    if (!Array.isArray(labels as unknown))
      throw new InvalidArgumentError("labels", 'must be a list of texts, such as ["Help"]')
    const quoted = (texts: readonly string[]) =>
      texts.map((text) => JSON.stringify(text)).join(", ")
    let found: readonly string[] = []
    const isShown = async () => {
      const { chat } = await this.command(`/_get chat ${this.chat} count=1`, "apiChat")
      found = menuIn(chat.chatInfo).map(({ label }) => label)
      return quoted(found) === quoted(labels)
    }
    if (await this.until(isShown, patience)) return
    throw this.failure(`${this.name} expected the menu ${quoted(labels)}, and got ${quoted(found)}`)
  }

  /** Fails where a message came that was not expected. */
  async expectSilence(): Promise<void> {
    await this.network.idle()
    const extra = this.view.unexpected.find(({ what }) => what === "message")?.line
    if (extra === undefined) return
    throw this.failure(`${this.name} expected nothing more, and got ${JSON.stringify(extra.text)}`)
  }

  async #expectNext(
    what: "message" | "edit",
    expected: Expected,
    patience: Patience,
  ): Promise<Line> {
    checkExpected(expected)
    const { unexpected } = this.view
    const next = () => unexpected.findIndex((one) => one.what === what)
    await this.until(() => next() >= 0, patience)
    const at = next()
    const line = unexpected[at]?.line
    if (line === undefined)
      throw this.failure(`${this.name} expected ${shown(expected)}, and got no ${what}`)
    if (!fits(line.text, expected)) {
      const got = JSON.stringify(line.text)
      throw this.failure(`${this.name} expected ${shown(expected)}, and got ${got}`)
    }
    unexpected.splice(at, 1)
    return line
  }

  async #expectState(
    line: Line,
    what: string,
    patience: Patience,
    isSo: (now: Line) => boolean,
  ): Promise<Line> {
    const now = () => this.view.find(line) ?? line
    if (await this.until(() => isSo(now()), patience)) return now()
    throw this.failure(`${this.name} expected a ${what} of ${JSON.stringify(line.text)}`)
  }

  async #expectReaction(
    message: Line | Expected,
    emoji: string,
    added: boolean,
    patience: Patience,
  ): Promise<Line> {
    checkName(emoji, "emoji")
    const what = `${added ? "reaction" : "removal of the reaction"} ${emoji}`
    if (isLine(message))
      return this.#expectState(message, what, patience, ({ reactions }) => {
        return reactions.includes(emoji) === added
      })
    checkExpected(message)
    return this.#expectNews(`a ${what} to ${shown(message)}`, patience, ({ reaction, line }) => {
      if (reaction === undefined || line === undefined) return false
      return reaction.emoji === emoji && reaction.added === added && fits(line.text, message)
    })
  }

  async #expectNews(
    shownAs: string,
    patience: Patience,
    isSo: (happening: Happening) => boolean,
  ): Promise<Line> {
    const { line } = await this.#expectHappening(shownAs, isSo, patience)
    return this.view.find(line as Line) ?? (line as Line)
  }

  async #expectHappening(
    shownAs: string,
    isSo: (happening: Happening) => boolean,
    patience: Patience,
  ): Promise<Happening> {
    const { unexpected } = this.view
    const find = () => unexpected.findIndex(isSo)
    await this.until(() => find() >= 0, patience)
    const [found] = find() < 0 ? [] : unexpected.splice(find(), 1)
    if (found === undefined) throw this.failure(`${this.name} expected ${shownAs}`)
    return found
  }

  async #rawItem({ chat, itemId }: Line) {
    const { chat: found } = await this.command(
      `/_get chat ${chat} around=${itemId} count=0`,
      "apiChat",
    )
    const chatItem = found.chatItems.find(({ meta }) => meta.itemId === itemId)
    if (chatItem === undefined) throw this.failure("the message is not in its chat any more")
    return { chatItem }
  }
}

/** The menu that an app shows in a chat. */
function menuIn(info: T.ChatInfo): readonly T.ChatBotCommand[] {
  if (info.type === "direct") return info.contact.profile.preferences?.commands ?? []
  if (info.type !== "group") return []
  return info.groupInfo.groupProfile.groupPreferences?.commands ?? []
}

/** What is neither is no message, nor anything to expect. */
function isLine(message: Line | Expected): message is Line {
  if (typeof message !== "object" || message instanceof RegExp) return false
  checkLine(message)
  return true
}

function fits(text: string, expected: Expected): boolean {
  if (typeof expected === "string") return text === expected
  return expected instanceof RegExp ? expected.test(text) : expected(text)
}

function shown(expected: Expected): string {
  if (typeof expected === "string") return JSON.stringify(expected)
  return expected instanceof RegExp ? String(expected) : "another message"
}
