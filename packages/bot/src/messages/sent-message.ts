import type { ChatApi, Delivery, DeliveryWait } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import { BotError } from "../errors.ts"
import { asContent } from "./outgoing.ts"
import { reacted } from "./is-gone.ts"
import { deleteForAll } from "./delete-for-all.ts"
import { plain, type Reaction } from "./reactions.ts"

/** What the bot has sent: one message, or the parts of a long text. */
export class SentMessage {
  readonly #api: ChatApi
  /** The items, in order; several for a long text. */
  readonly items: readonly T.AChatItem[]

  /** @internal */
  constructor(api: ChatApi, items: readonly T.AChatItem[]) {
    this.#api = api
    this.items = items
  }

  /** The id of the (last) item. */
  get id(): number {
    return itemIdOf(this.#last)
  }

  /**
   * Replaces the text, or the content; of a long text, the last part.
   *
   * @throws {ChatCommandError} `invalidChatItemUpdate` about a day later
   */
  async edit(content: string | T.MsgContent, mentions?: Record<string, number>): Promise<void> {
    const msgContent = asContent(
      typeof content === "string" ? { ...this.#content, text: content } : content,
    )
    await this.#api.apiUpdateChatItem(this.#last.chatInfo, this.id, msgContent, { mentions })
  }

  /**
   * Deletes it for everyone, all parts, but for those that are deleted already.
   *
   * @throws {ChatCommandError} `invalidChatItemDelete` about a day later
   */
  async delete(): Promise<void> {
    await deleteForAll(this.#api, this.#last.chatInfo, this.items.map(itemIdOf))
  }

  /** Adds a reaction of the bot; of a long text, to the last part. See `Message.react`. */
  async react(reaction: Reaction): Promise<boolean> {
    const { chatInfo } = this.#last
    return reacted(this.#api.apiChatItemReaction(chatInfo, this.id, plain(reaction)))
  }

  /** Takes a reaction of the bot back; false when the message is gone. */
  async unreact(reaction: Reaction): Promise<boolean> {
    const { chatInfo } = this.#last
    const options = { add: false }
    return reacted(this.#api.apiChatItemReaction(chatInfo, this.id, plain(reaction), options))
  }

  /** Follows it on its way; of a long text, the last part. */
  track(): Delivery {
    return this.#api.trackDelivery(this.#last)
  }

  /**
   * Resolves once a server has all of it.
   *
   * @throws {DeliveryError}
   */
  async sent(options?: DeliveryWait): Promise<void> {
    await Promise.all(this.items.map((item) => this.#api.trackDelivery(item).sent(options)))
  }

  /**
   * Resolves once the recipients' apps have confirmed all of it. Give it a deadline: recipients can
   * turn confirmations off.
   *
   * @throws {DeliveryError}
   */
  async delivered(options?: DeliveryWait): Promise<void> {
    await Promise.all(this.items.map((item) => this.#api.trackDelivery(item).delivered(options)))
  }

  get #last(): T.AChatItem {
    const last = this.items.at(-1)
    if (last === undefined) throw new BotError("the core sent nothing")
    return last
  }

  get #content(): T.MsgContent {
    const { content } = this.#last.chatItem
    return "msgContent" in content ? content.msgContent : { type: "text", text: "" }
  }
}

const itemIdOf = ({ chatItem }: T.AChatItem): number => chatItem.meta.itemId
