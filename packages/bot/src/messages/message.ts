import type { ChatTarget, ReceivedFile, ReceiveOptions } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import { checkObject, checkOptions } from "../checks.ts"
import { BotError } from "../errors.ts"
import { Answerable, type AnswerTools } from "./answerable.ts"
import {
  ask,
  type AskOptions,
  type ChooseOptions,
  type WaitForMessageOptions,
  waitKinds,
  askKinds,
} from "./asking.ts"
import { choicesText, chosen } from "./choices.ts"
import { ownText, translateLike } from "../texts/own-texts.ts"
import type { FilterOn, NarrowOn, Scope } from "./filter.ts"
import type { FormFields, FormValues } from "./forms/field.ts"
import type { FormOptions, FormStorage } from "./forms/run-form.ts"
import {
  type ChatKind,
  type ChatOf,
  type ContentKind,
  type Sender,
  type SenderKind,
  senderOf,
  type SenderOf,
} from "./kinds.ts"
import type { SendOptions } from "./outgoing.ts"
import { Member } from "./member.ts"
import { reacted } from "./is-gone.ts"
import { plain, type Reaction } from "./reactions.ts"
import type { SentMessage } from "./sent-message.ts"

/**
 * Which messages a handler wants. All keys that are given must match; of an array, one entry.
 *
 * ```ts
 * bot.onMessage({ chatType: "group", contentType: ["image", "video"] }, moderate)
 * bot.onMessage({ text: /^(\d+)$/ }, (message, { match }) => message.reply(`${+match[1]! ** 2}`))
 * ```
 */
export interface MessageFilter extends FilterOn<Message> {}

/** The messages of a scope that pass a filter. */
export interface Narrow<In extends Scope, Filter> extends NarrowOn<Message, In, Filter> {}

/** The messages of a scope. */
export type MessageIn<In extends Scope> = Message<In["content"], In["chat"], In["sender"]> &
  In["also"]

/** The message that passes this filter: `MessageOf<{ contentType: "image" }>`. */
export type MessageOf<Filter extends MessageFilter> = MessageIn<Narrow<Scope, Filter>>

/** Why a message is handed to handlers. */
export interface MessageKind {
  readonly isEdit?: boolean | undefined
  readonly isHistory?: boolean | undefined
}

/** What is known of the next message of the same sender in the same chat. */
export interface FromSame<Chat extends ChatKind, From extends SenderKind> extends Scope {
  readonly chat: Chat
  readonly sender: From
}

/** Whether a command of the sender ends the wait, and goes to its handler. */
export type LeavesOnCommand = (message: Message) => boolean

/** What a message needs of its bot. */
export interface MessageTools extends AnswerTools {
  /** Where files are received; made when it is missing. */
  filesFolder(): Promise<string>
  /** Distinguishes the database of the bot from all others. */
  readonly identity: string
  /** The next message of the same sender in the same chat. */
  waitAfter(
    item: T.AChatItem,
    filter: MessageFilter,
    options: WaitForMessageOptions & { readonly leavesOnCommand?: LeavesOnCommand },
  ): Promise<Message>
  /** Waits this long for edits of a message; resolves to it as it is then. */
  corrected(message: Message, ms: number): Promise<Message>
  /** How long `ask` waits when nothing else is said, in milliseconds. */
  readonly askTimeoutMs: number
  /** Calls it when what the current handler handles counts as handled. */
  whenHandled(done: () => void): void
  /** Where what handlers are in the midst of is kept over restarts. */
  readonly progress: FormStorage
}

/**
 * A message that a person sent to the bot. Its type says what is known of its content, its chat and
 * its sender; a filter narrows it.
 */
export class Message<
  Kind extends ContentKind = ContentKind,
  Chat extends ChatKind = ChatKind,
  From extends SenderKind = SenderKind,
> extends Answerable<Kind> {
  readonly #tools: MessageTools
  #sender: Sender | undefined
  /** How many forms it was asked to fill in. */
  #forms = 0
  /** Where the file is, once it was downloaded: the item is as it came. */
  #received: ReceivedFile | undefined
  /** Whether this is an edit of a message that was handled before. */
  readonly isEdit: boolean
  /** Whether it was sent before the bot joined the group. */
  readonly isHistory: boolean

  /** @internal */
  constructor(item: T.AChatItem, tools: MessageTools, { isEdit, isHistory }: MessageKind = {}) {
    super(item, tools)
    this.isEdit = isEdit ?? false
    this.isHistory = isHistory ?? false
    this.#tools = tools
  }

  /** Id of the item in this database: other people have other ids for the same message. */
  get id(): number {
    return this.item.chatItem.meta.itemId
  }

  get chat(): ChatOf<Chat> {
    return this.item.chatInfo as ChatOf<Chat>
  }

  /** Who sent it. Tell people apart by ids: names are not identities. */
  get sender(): SenderOf<From> {
    return (this.#sender ??= senderOf(this.item)) as SenderOf<From>
  }

  /** When it was sent, as the server says, in whole seconds. */
  get sentAt(): Date {
    return new Date(this.item.chatItem.meta.itemTs)
  }

  /** The message that it replies to, as the reply carries it. */
  get quoted(): T.CIQuote | undefined {
    return this.item.chatItem.quotedItem
  }

  /** The members that it mentions, by the name after `@`. */
  get mentions(): Readonly<Record<string, T.CIMention>> {
    return this.item.chatItem.mentions
  }

  /** Whether it mentions the bot or replies to it, in a group. */
  get mentioned(): boolean {
    return this.item.chatItem.meta.userMention
  }

  /** The attached file: an offer, until `download`. */
  get file(): T.CIFile | undefined {
    return this.item.chatItem.file
  }

  /** Distinguishes the bot's database from others, in which ids mean other chats; see `Bot.identity`. */
  get botIdentity(): string {
    return this.#tools.identity
  }

  /**
   * Sends the same content to another chat, as a message of the bot. A file must be downloaded
   * before.
   *
   * @throws {BotError} when its file is not here
   */
  async forward(chat: ChatTarget, options?: SendOptions): Promise<SentMessage> {
    const file = this.#received ?? this.file?.fileSource
    if (this.file !== undefined && file === undefined) {
      throw new BotError(
        "forward: the file of the message was not downloaded; call download() first",
      )
    }
    return this.#tools.outbox.send(chat, { content: this.content, file }, options, this.text)
  }

  /**
   * Reacts to the message. A reaction that is there already stays, so that a handler can run again.
   *
   * @returns false when the message was deleted, or has disappeared, meanwhile
   * @throws {ChatCommandError} `tooManyReactions` for a fourth one, `commandError` for an emoji that is
   *   no reaction
   */
  async react(reaction: Reaction): Promise<boolean> {
    return reacted(this.#tools.api.apiChatItemReaction(this.#target, this.id, plain(reaction)))
  }

  /** Takes a reaction of the bot back; false when the message is gone. */
  async unreact(reaction: Reaction): Promise<boolean> {
    const { api } = this.#tools
    const options = { add: false }
    return reacted(api.apiChatItemReaction(this.#target, this.id, plain(reaction), options))
  }

  /** Deletes the message from the bot's own database only. */
  async delete(): Promise<void> {
    await this.#tools.api.apiDeleteChatItems(this.#target, [this.id], "internal")
  }

  /**
   * Deletes the message of a member for everyone in the group. The bot must be a moderator or above.
   *
   * @throws {BotError} when it was not sent in a group
   * @throws {ChatCommandError} `groupUserRole`
   */
  async moderate(): Promise<void> {
    const { chatInfo } = this.item
    if (chatInfo.type !== "group") throw new BotError("moderate: the message is not of a group")
    await this.#tools.api.apiDeleteMemberChatItem(chatInfo.groupInfo.groupId, [this.id])
  }

  /**
   * The member who sent it, with what the bot can do about it: `block`, `remove`, `setRole`.
   *
   * @throws {BotError} when no member of a group sent it
   */
  get member(): Member {
    const { chatInfo } = this.item
    const { sender } = this as Message
    if (chatInfo.type !== "group" || sender.type !== "member") {
      throw new BotError("member: no member of a group sent this message")
    }
    return new Member(this.#tools.api, chatInfo.groupInfo, sender.member)
  }

  /**
   * Receives the attached file and waits until it is complete on disk.
   *
   * @throws {FileTransferError} when it does not get there; `noFile` when there is none
   */
  async download(options: ReceiveOptions = {}): Promise<ReceivedFile> {
    checkObject(options)
    const isElsewhere = options.folder !== undefined || options.filePath !== undefined
    const place = isElsewhere ? {} : { folder: await this.#tools.filesFolder() }
    return (this.#received = await this.#tools.api.receiveFile(this.item, { ...place, ...options }))
  }

  /**
   * Waits for the next message of the same sender in the same chat that passes the filter. While it
   * waits, the handler holds nothing up: other messages of the chat go to their handlers.
   *
   * @throws {WaitError}
   */
  async waitFor<const Filter extends MessageFilter = object>(
    filter: Filter = {} as Filter,
    options: WaitForMessageOptions = {},
  ): Promise<MessageIn<Narrow<FromSame<Chat, From>, Filter>>> {
    checkOptions(options, waitKinds)
    // The filter was checked when the message was chosen.
    const message = await this.#tools.waitAfter(this.item, filter, options)
    translateLike(message, this)
    return message as MessageIn<Narrow<FromSame<Chat, From>, Filter>>
  }

  /**
   * Sends a question and waits for the answer of the same sender: for an hour, when nothing else is
   * said. A command such as `/cancel` leaves the question and goes to its handler. A handler need not
   * catch the `WaitError` of a question that got no answer: it is no failure for the log.
   *
   * @throws {WaitError}
   *
   * @example
   * ```ts
   * const answer = await message.ask("Your name?", { timeoutMs: 60_000 })
   * await answer.reply(`Hello, ${answer.text}`)
   * ```
   */
  async ask(
    question: string | T.MsgContent,
    options: AskOptions = {},
  ): Promise<Message<ContentKind, Chat, From>> {
    checkOptions(options, askKinds)
    const { takesCommands = false, correctionMs } = options
    const message = await this.#ask(question, options, () => !takesCommands)
    const given =
      correctionMs === undefined ? message : this.#tools.corrected(message, correctionMs)
    return given as Promise<Message<ContentKind, Chat, From>>
  }

  /**
   * Asks the sender to choose: apps show each choice as a button, and its words or its number count as
   * well, however they are typed. Another answer is asked again. Ends as `ask` does; other commands, such
   * as `/cancel`, leave the question.
   *
   * @param choices texts without `'` and line breaks
   * @returns one of the choices
   * @throws {ConfigurationError} when there are no choices, or two that read alike
   * @throws {WaitError} as `ask`; each answer has `timeoutMs`
   *
   * @example
   * ```ts
   * const drink = await message.choose("Which?", ["tea", "coffee"])
   * ```
   */
  async choose<const Choice extends string>(
    question: string,
    choices: readonly Choice[],
    chooseOptions: ChooseOptions = {},
  ): Promise<Choice> {
    checkOptions(chooseOptions, { ...waitKinds, invalid: "text" })
    const { invalid = ownText(this, "choose-invalid"), ...options } = chooseOptions
    const text = choicesText(question, choices)
    const again = choicesText(invalid, choices)
    const isOther = (answer: Message) => chosen(answer.text, choices) === undefined
    for (let asked = text; ; asked = again) {
      const answer = await this.#ask(asked, options, isOther)
      const choice = chosen(answer.text, choices)
      if (choice !== undefined) return choice as Choice
    }
  }

  /**
   * Asks several questions, one after the other: says what is wrong with an answer, takes `/back`, `/skip`
   * and `/cancel`, and shows a summary to confirm at the end. A form survives a restart: the bot goes on
   * with the question at which it was. Other commands leave it, as `ask`.
   *
   * @param fields made by `field` of `@simplex-chat/bot/forms`
   * @returns the values by the names of the fields; undefined when it was cancelled
   * @throws {ConfigurationError} when there are no fields, or an option is wrong
   * @throws {WaitError} as `ask`; each answer has `timeoutMs`
   *
   * @example
   * ```ts
   * const answers = await message.form({ name: field.text(), age: field.int({ min: 18 }) })
   * if (answers !== undefined) await message.send(`Welcome, ${answers.name}!`)
   * ```
   */
  async form<const Fields extends FormFields>(
    fields: Fields,
    options: FormOptions = {},
  ): Promise<FormValues<Fields> | undefined> {
    checkOptions(options, { confirm: "flag", title: "text", timeoutMs: "ms", storage: "object" })
    const tools = this.#tools
    const key = `form/${tools.identity}/${this.sender.key}/${this.id}/${this.#forms++}`
    const { runForm } = await import("./forms/run-form.ts")
    const { storage = tools.progress, timeoutMs = tools.askTimeoutMs } = options
    const place = {
      key,
      storage,
      say: (...given: Parameters<typeof ownText> extends [object, ...infer Rest] ? Rest : never) =>
        ownText(this, ...given),
      ask: (question: string | undefined, leaves: (text: string) => boolean) => {
        const leavesOnCommand = ({ text }: Message) => leaves(text)
        return question === undefined
          ? tools.waitAfter(this.item, {}, { timeoutMs, leavesOnCommand })
          : this.#ask(question, { timeoutMs }, leavesOnCommand)
      },
      send: (text: string) => this.send(text),
      whenHandled: (done: () => unknown) =>
        tools.whenHandled(() => {
          // What is left behind is never read again.
          Promise.resolve(done()).catch(() => {})
        }),
    }
    return runForm(place, fields, options)
  }

  async #ask(
    question: string | T.MsgContent,
    options: AskOptions,
    leavesOnCommand: LeavesOnCommand,
  ): Promise<Message> {
    const { timeoutMs = this.#tools.askTimeoutMs } = options
    const answer = await ask(
      () => this.send(question),
      (signal) => this.#tools.waitAfter(this.item, {}, { signal, timeoutMs, leavesOnCommand }),
      options.signal,
    )
    translateLike(answer, this)
    return answer
  }

  get #target(): ChatTarget {
    return this.item.chatInfo
  }
}
