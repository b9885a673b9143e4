import { writeFileSync } from "node:fs"
import { checkOptions, type OptionKinds } from "@simplex-chat/core"
import type { T } from "@simplex-chat/types"
import { checkAmount, checkBytes, checkName, checkObject, checkText } from "../checks.ts"
import { checkLine } from "./checks.ts"
import type { Line } from "./line.ts"
import { User } from "./user.ts"

export interface SayOptions {
  /** The message that this one replies to. */
  readonly replyTo?: Line | undefined
  /** Seconds after which the message disappears, where the chat has that turned on. */
  readonly ttl?: number | undefined
  /** Members of the group whom `@name` in the text mentions: by name, or with their ids in the person's core. */
  readonly mentions?: readonly string[] | Readonly<Record<string, number>> | undefined
  /** It is still being written: {@link Talking.edit} goes on with it. */
  readonly live?: boolean | undefined
}

const sayKinds: OptionKinds<SayOptions> = {
  replyTo: "any",
  ttl: "any",
  mentions: "any",
  live: "flag",
}

/** For what comes with a text, or without. */
export interface CaptionOptions extends SayOptions {
  readonly text?: string | undefined
}

/** A picture of one pixel, for messages that need a preview. */
const pixel =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

/** What people say, and do to what was said. */
export abstract class Talking extends User {
  /** Channels of the person, who speaks there as the channel, as owners do in the app. @internal */
  protected readonly channels = new Set<string>()

  /** Sends a text, and waits until everyone who is there has it. */
  say(text: string, options: SayOptions = {}): Promise<Line> {
    return this.#send({ type: "text", text }, options)
  }

  /** Replies with a quote: to the message that was heard last, or to the given one. */
  reply(text: string, to: Line = this.lastHeard()): Promise<Line> {
    return this.#send({ type: "text", text }, { replyTo: to })
  }

  /**
   * Sends a file, and waits until it is uploaded and announced.
   *
   * @param path where the file is, or is written
   * @param bytes written to the path first
   */
  sendFile(path: string, bytes?: Uint8Array, text = "", options: SayOptions = {}): Promise<Line> {
    return this.#sendFile(path, bytes, { type: "file", text }, options)
  }

  /** Sends a picture. */
  sendImage(path: string, bytes: Uint8Array, text = "", options: SayOptions = {}): Promise<Line> {
    return this.#sendFile(path, bytes, { type: "image", text, image: pixel }, options)
  }

  /** Sends a voice message. */
  async sendVoice(
    path: string,
    bytes: Uint8Array,
    seconds: number,
    caption: CaptionOptions = {},
  ): Promise<Line> {
    const { text = "", ...options } = captionOf(caption)
    return this.#sendFile(path, bytes, { type: "voice", text, duration: seconds }, options)
  }

  /** Sends a video. */
  async sendVideo(
    path: string,
    bytes: Uint8Array,
    seconds: number,
    caption: CaptionOptions = {},
  ): Promise<Line> {
    const { text = "", ...options } = captionOf(caption)
    const content = { type: "video", text, image: pixel, duration: seconds } as const
    return this.#sendFile(path, bytes, content, options)
  }

  /** Types a live message: each text is one state of it, the last one is final. */
  async sayLive(first: string, ...more: readonly [string, ...string[]]): Promise<Line> {
    for (const text of [first, ...more]) checkText(text)
    const line = await this.say(first, { live: true })
    for (const [i, text] of more.entries())
      await this.edit(text, line, { live: i < more.length - 1 })
    return this.view.find(line) ?? line
  }

  /**
   * Changes an own message: the last one, or the given one.
   *
   * @param options.live the message is a live one that is still being written
   */
  async edit(
    text: string,
    line: Line = this.lastSaid(),
    options: Pick<SayOptions, "live"> = {},
  ): Promise<Line> {
    checkText(text)
    checkLine(line)
    checkOptions(options, { live: "flag" })
    const { live = false } = options
    await this.#update(line, `${live ? "live=on " : ""}json`, text)
    return this.view.find(line) ?? line
  }

  /**
   * Deletes an own message for everyone: the last one, or the given one.
   *
   * @param mode `internal` deletes it here only
   */
  async delete(line: Line = this.lastSaid(), mode: T.CIDeleteMode = "broadcast"): Promise<void> {
    checkLine(line)
    checkName(mode, "mode")
    const text = `/_delete item ${line.chat} ${line.itemId} ${mode}`
    const { chatItemDeletions } = await this.command(text, "chatItemsDeleted")
    for (const deletion of chatItemDeletions) this.view.deleted(deletion)
    await this.network.idle()
  }

  /** Reacts to the message that was heard last, or to the given one; `add: false` takes it back. */
  async react(emoji: string, line: Line = this.lastHeard(), add = true): Promise<void> {
    checkName(emoji, "emoji")
    checkLine(line)
    const reaction = JSON.stringify({ type: "emoji", emoji })
    const text = `/_reaction ${line.chat} ${line.itemId} ${add ? "on" : "off"} ${reaction}`
    this.view.reacted(await this.command(text, "chatItemReaction"))
    await this.network.idle()
  }

  /** Reads the chat that the person speaks in: messages that disappear begin to, and senders may learn of it. */
  async read(): Promise<void> {
    await this.command(`/_read chat ${this.chat}`, "cmdOk")
    await this.network.idle()
  }

  /** Forwards a message to another chat: `@4`, `#1`. */
  async forward(line: Line, to: string): Promise<void> {
    checkLine(line)
    checkName(to, "to")
    const sent = await this.command(`/_forward ${to} ${line.chat} ${line.itemId}`, "newChatItems")
    for (const item of sent.chatItems) this.view.add(item)
    await this.network.idle()
  }

  /** The ids of members of the group that the person speaks in. @internal */
  protected abstract idsOf(names: readonly string[]): Promise<Record<string, number>>

  /** The message of others that came last. @internal */
  protected lastHeard(): Line {
    const line = this.transcript().findLast(({ own }) => !own)
    if (line === undefined) throw this.failure(`${this.name} has not heard a message yet`)
    return line
  }

  /** The person's own last message. @internal */
  protected lastSaid(): Line {
    const line = this.transcript().findLast(({ own }) => own)
    if (line === undefined) throw this.failure(`${this.name} has not said anything yet`)
    return line
  }

  async #update({ chat, itemId }: Line, form: string, text: string): Promise<void> {
    const message = JSON.stringify({ msgContent: { type: "text", text }, mentions: {} })
    const answer = await this.command(
      `/_update item ${chat} ${itemId} ${form} ${message}`,
      "chatItemUpdated",
    )
    this.view.updated(answer.chatItem)
    await this.network.idle()
  }

  async #sendFile(
    filePath: string,
    bytes: Uint8Array | undefined,
    content: T.MsgContent,
    options: SayOptions,
  ): Promise<Line> {
    checkName(filePath, "path")
    checkOptions(options, sayKinds)
    if (bytes !== undefined) checkBytes(bytes, "bytes")
    if ("duration" in content) checkAmount(content.duration, "seconds")
    checkText(content.text)
    if (bytes !== undefined) writeFileSync(filePath, bytes)
    return this.#send(content, options, filePath)
  }

  async #send(msgContent: T.MsgContent, sayOptions: SayOptions, filePath?: string): Promise<Line> {
    checkText(msgContent.text)
    checkOptions(sayOptions, sayKinds)
    const { replyTo, ttl, mentions = {}, live = false } = sayOptions
    if (replyTo !== undefined) checkLine(replyTo)
    if (ttl !== undefined) checkAmount(ttl, "ttl")
    const message = {
      msgContent,
      mentions: Array.isArray(mentions) ? await this.idsOf(mentions) : mentions,
      ...(replyTo !== undefined && { quotedItemId: replyTo.itemId }),
      ...(filePath !== undefined && { fileSource: { filePath } }),
    }
    const options = `${live ? "live=on " : ""}${ttl === undefined ? "" : `ttl=${ttl} `}`
    const as = this.channels.has(this.chat) ? "(as_group=on)" : ""
    const text = `/_send ${this.chat}${as} ${options}json ${JSON.stringify([message])}`
    const sent = await this.command(text, "newChatItems")
    const [line] = sent.chatItems.flatMap((item) => this.view.add(item) ?? [])
    if (line === undefined) throw this.failure(`${this.name} sent a message, and it is no message`)
    await this.network.idle()
    return this.view.find(line) ?? line
  }
}

function captionOf(caption: CaptionOptions): CaptionOptions {
  checkObject(caption)
  return caption
}
