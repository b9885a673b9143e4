import {
  type ChatApi,
  type ChatTarget,
  completeMarkup,
  mentionsIn,
  splitText,
} from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import type { Outbox } from "../outbox.ts"
import type { SendOptions } from "../outgoing.ts"

/** Where a text goes. */
export interface LivePlace {
  readonly api: ChatApi
  readonly outbox: Outbox
  readonly chat: ChatTarget
  readonly quoting: T.AChatItem | undefined
  /** The text of the message that it answers. */
  readonly trigger: string
}

/** How many bytes of text a message has at most, and its first state when it quotes another. */
const maxBytes = 14_000
const maxBytesBesideQuote = 1000

/**
 * A text that is shown while it is written: one live message after the other. What is shown is always
 * complete: spans and blocks of code are closed, and opened again in the next message.
 */
export class LiveText {
  readonly #place: LivePlace
  readonly #options: SendOptions
  /** What is written of the current message. */
  #source = ""
  #live: T.AChatItem | undefined
  #shown = ""
  readonly items: T.AChatItem[] = []
  /** How many characters were written in all. */
  length = 0
  /** How many messages and updates were sent. */
  writes = 0

  constructor(place: LivePlace, options: SendOptions) {
    this.#place = place
    this.#options = options
  }

  append(text: string): void {
    this.#source += text
    this.length += text.length
  }

  /** Shows what is written so far. */
  async show(): Promise<void> {
    const { length, closer } = completeMarkup(this.#source)
    const shown = this.#source.slice(0, length) + closer
    const parts = splitText(shown, { maxBytes: this.#room })
    const last = parts.pop() ?? ""
    // What opens a span again in the next message is in its part already.
    if (parts.length > 0)
      this.#source = last.slice(0, last.length - closer.length) + this.#source.slice(length)
    for (const part of parts) await this.#end(part)
    if (last.trim() !== "") await this.#write(last, true)
  }

  /** Shows all of it, and ends the live message. */
  async finish(): Promise<void> {
    const parts = splitText(this.#source, { maxBytes: this.#room })
    this.#source = ""
    for (const part of parts) await this.#end(part)
  }

  /** Shows what is complete of it, and then that it was cut, and ends the live message. */
  async finishCut(cut: string): Promise<void> {
    const { length, closer } = completeMarkup(this.#source)
    const shown = this.#source.slice(0, length) + closer
    if (shown.trim() === "" && this.items.length === 0) return
    // The line that closes a block of code has nothing else.
    this.#source = closer.endsWith("```") ? `${shown}\n${cut.trimStart()}` : shown.trimEnd() + cut
    await this.finish()
  }

  get #room(): number {
    const isFirst = this.items.length === 0
    return isFirst && this.#place.quoting !== undefined ? maxBytesBesideQuote : maxBytes
  }

  async #end(part: string): Promise<void> {
    if (part.trim() !== "" || this.#live !== undefined) await this.#write(part, false)
    this.#live = undefined
  }

  async #write(text: string, isLive: boolean): Promise<void> {
    const { api, outbox, chat, quoting, trigger } = this.#place
    if (isLive && this.#live !== undefined && text === this.#shown) return
    this.#shown = text
    const content = { type: "text", text: text.toWellFormed() } as const
    const mentions = mentionsIn(text, this.#options.mentions ?? {})
    this.writes++
    if (this.#live === undefined) {
      const isFirst = this.items.length === 0
      const outgoing = { content, isLive, quoting: isFirst ? quoting : undefined }
      const { items } = await outbox.send(chat, outgoing, { ...this.#options, mentions }, trigger)
      this.items.push(...items)
      if (isLive) this.#live = items.at(-1)
      return
    }
    const { itemId } = this.#live.chatItem.meta
    const options = { liveMessage: isLive, mentions }
    this.#live = await api.apiUpdateChatItem(chat, itemId, content, options)
    this.items.splice(-1, 1, this.#live)
  }
}
