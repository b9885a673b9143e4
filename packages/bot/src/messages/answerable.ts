import type { ChatApi } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import type { ContentKind, ContentOf } from "./kinds.ts"
import {
  type AlbumImage,
  albumOf,
  imageOf,
  type LinkOptions,
  linkOf,
  type MediaOptions,
  videoOf,
  voiceOf,
  mediaKinds,
} from "./media.ts"
import type { Outbox } from "./outbox.ts"
import {
  asContent,
  checkFile,
  type FileSource,
  type Outgoing,
  type SendOptions,
} from "./outgoing.ts"
import type { SentMessage } from "./sent-message.ts"
import {
  type Endings,
  type StreamOptions,
  type TextSource,
  streamKinds,
} from "./streaming/stream-options.ts"
import type { StreamedMessage } from "./streaming/streamed-message.ts"
import { checkOptions } from "../checks.ts"

/** What sending an answer needs. */
export interface AnswerTools {
  readonly api: ChatApi
  readonly outbox: Outbox
  /** What ends what the current handler does. */
  endings(): Endings
}

/** The content of a received item; the text of one that is no message. */
function contentOf({ chatItem: { content, meta } }: T.AChatItem): T.MsgContent {
  return "msgContent" in content ? content.msgContent : { type: "text", text: meta.itemText }
}

/** A received item, and every way to answer in its chat. */
export class Answerable<Kind extends ContentKind = ContentKind> {
  readonly #tools: AnswerTools
  /** The item as the core reported it. */
  readonly item: T.AChatItem
  readonly content: ContentOf<Kind>

  /** @internal */
  constructor(item: T.AChatItem, tools: AnswerTools) {
    this.#tools = tools
    this.item = item
    this.content = contentOf(item) as ContentOf<Kind>
  }

  /** The text, or the caption of what has one. */
  get text(): string {
    return this.content.text
  }

  /** Sends to the chat of the message, quoting it. A text that is too long is split. */
  async reply(content: string | T.MsgContent, options?: SendOptions): Promise<SentMessage> {
    return this.#send({ content: asContent(content), quoting: this.item }, options)
  }

  /** Sends to the chat of the message, without quoting it. A text that is too long is split. */
  async send(content: string | T.MsgContent, options?: SendOptions): Promise<SentMessage> {
    return this.#send({ content: asContent(content) }, options)
  }

  /**
   * Sends a file, quoting the message. `sent()` of the result resolves once it is uploaded.
   *
   * @param file its path, absolute or in the files folder of the core, if one is set
   * @throws {ConfigurationError} when it is empty, or no file
   * @throws {ChatCommandError} `fileNotFound`
   */
  async replyFile(file: FileSource, caption = "", options?: SendOptions): Promise<SentMessage> {
    checkFile(file)
    const content = { type: "file", text: caption } as const
    return this.#send({ content, file, quoting: this.item }, options)
  }

  /**
   * Sends an image, quoting the message.
   *
   * @param file as of `replyFile`
   * @param image.preview a small picture as a data URI, shown until the image is loaded; it is part of
   *   the message, which holds about 14 kB. When absent, one is made if `sharp` is installed, and grey
   *   otherwise
   * @param image.text the caption
   * @throws {ConfigurationError} when the file is none, or is empty, or the preview is no data URI
   */
  async replyImage(
    file: FileSource,
    image: MediaOptions = {},
    options?: SendOptions,
  ): Promise<SentMessage> {
    checkOptions(image, mediaKinds, { name: "image" })
    return this.#send({ ...(await imageOf(file, image)), quoting: this.item }, options)
  }

  /**
   * Sends a voice message, quoting the message.
   *
   * @param file as of `replyFile`
   * @param seconds how long it is
   * @throws {ConfigurationError} when the file, or the length, is none
   */
  async replyVoice(file: FileSource, seconds: number, options?: SendOptions): Promise<SentMessage> {
    return this.#send({ ...voiceOf(file, seconds), quoting: this.item }, options)
  }

  /**
   * Sends a video, quoting the message.
   *
   * @param file as of `replyFile`
   * @param video.seconds how long it is
   * @param video.preview as of `replyImage`
   * @throws {ConfigurationError} when the file, or the length, is none
   */
  async replyVideo(
    file: FileSource,
    video: MediaOptions & { readonly seconds: number },
    options?: SendOptions,
  ): Promise<SentMessage> {
    return this.#send({ ...videoOf(file, video), quoting: this.item }, options)
  }

  /**
   * Sends a link with a preview, quoting the message. The preview is what you give: the bot does not
   * visit the address, which a stranger may have chosen.
   *
   * @throws {ConfigurationError} when it is no address of the web
   */
  async replyLink(
    uri: string,
    link: LinkOptions = {},
    options?: SendOptions,
  ): Promise<SentMessage> {
    return this.#send({ content: await linkOf(uri, link), quoting: this.item }, options)
  }

  /**
   * Sends several pictures together, the first one quoting the message: all of them or none.
   *
   * @throws {ConfigurationError} when there are no pictures
   *
   * @example
   * ```ts
   * await message.replyAlbum([{ file: "a.jpg", text: "Before" }, { file: "b.jpg", text: "After" }])
   * ```
   */
  async replyAlbum(images: readonly AlbumImage[], options?: SendOptions): Promise<SentMessage> {
    const [first, ...more] = await albumOf(images)
    return this.#send({ ...first, more, quoting: this.item }, options)
  }

  /**
   * Sends a text while it is written, as a live message that grows: at most once a second, and in
   * groups more slowly, since each update is sent to each member. Spans and blocks of code are never
   * shown half open. A message that is full is followed by the next one.
   *
   * When the source throws or the bot stops, the message ends with what is there and ` …`. It also does when
   * the source says more than `maxLength`, and `isComplete` of the result is false then. When the
   * chat or the message is deleted meanwhile, the source is ended, and `isComplete` of the result is
   * false. The chat goes on after the end of the stream.
   *
   * @param source the texts, one after the other: an async generator, a `ReadableStream`, or a function
   *   that makes one and gets a signal, which is aborted when nothing more is read
   * @throws {ConfigurationError} when the source cannot be read, or an option is wrong
   * @throws {BotError} when the source has no text
   * @throws {WaitError} `stopping` when the bot stops: the message comes again at the next start;
   *   `aborted` when the signal is aborted, or the handler timed out
   * @throws {unknown} what the source throws
   *
   * @example
   * ```ts
   * bot.onMessage(async (message) => {
   *   await message.stream((signal) => answerTo(message.text, signal))
   * })
   * ```
   */
  async stream(source: TextSource, options: StreamOptions = {}): Promise<StreamedMessage> {
    checkOptions(options, streamKinds)
    // Now: the handler may have ended when the module is there.
    const endings = this.#tools.endings()
    const { streamText } = await import("./streaming/stream-text.ts")
    const { api, outbox } = this.#tools
    const quoting = options.quote === true ? this.item : undefined
    const { chatInfo: info } = this.item
    const place = { api, outbox, chat: info, info, quoting, trigger: this.text, endings }
    return streamText(place, source, options)
  }

  #send(outgoing: Outgoing, options?: SendOptions): Promise<SentMessage> {
    return this.#tools.outbox.send(this.item.chatInfo, outgoing, options, this.text)
  }
}
