import { checkObject } from "../checks.ts"
import type { ChatApi } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import { BotError } from "../errors.ts"
import { unlessGone } from "../messages/is-gone.ts"
import type { Member } from "../messages/member.ts"
import type { Outbox } from "../messages/outbox.ts"
import { asContent, checkFile, type FileSource, type SendOptions } from "../messages/outgoing.ts"
import { plain, type Reaction } from "../messages/reactions.ts"
import type { SentMessage } from "../messages/sent-message.ts"

/** How to post. */
export interface PostOptions extends SendOptions {
  /** A file that goes with it: the content is its caption. */
  readonly file?: FileSource | undefined
  /** The post that this one quotes. */
  readonly quoting?: SentMessage | undefined
}

/** A post: what `post` resolved to, or the id of its item, which stays the same across restarts. */
export type Post = SentMessage | number

/** A relay of a channel. */
export interface ChannelRelay {
  readonly name: string
  readonly address: string
  /** `active` once it serves the channel. */
  readonly status: T.RelayStatus
}

/** What a channel works with, once the bot has started. */
export interface ChannelTools {
  readonly api: ChatApi
  readonly outbox: Outbox
}

/**
 * A channel that the bot owns or administers: a group whose members read, and whose messages travel
 * through relays. `bot.channel` gives it.
 *
 * ```ts
 * const channel = bot.channel(7)
 * const post = await channel.post("Version 2 is out.")
 * await channel.edit(post, "Version 2.0.1 is out.")
 * console.log(await channel.subscribers())
 * ```
 */
export class Channel {
  /** The id of its group in the bot's database. */
  readonly id: number
  readonly #tools: () => ChannelTools
  #isChecked = false

  /** @internal */
  constructor(id: number, tools: () => ChannelTools) {
    this.id = id
    this.#tools = tools
  }

  /**
   * Posts as the channel, under its name rather than the bot's. A text that is too long is split.
   *
   * @param content a text or other content; with `file`, its caption
   * @throws {BotError} when the group is no channel
   * @throws {ChatCommandError} `groupUserRole` when the bot is neither owner nor admin, `groupNotFound`
   */
  async post(content: string | T.MsgContent, options: PostOptions = {}): Promise<SentMessage> {
    checkObject(options)
    const { file, quoting, ...sendOptions } = options
    if (file !== undefined) checkFile(file)
    await this.#check()
    const text = typeof content === "string" ? content : undefined
    const outgoing = {
      content: asContent(file === undefined ? content : (asFile(text) ?? content)),
      file,
      quoting: quoting?.items.at(-1),
    }
    const sendRef: T.SendRef = { ...this.#ref, asGroup: true }
    return this.#tools().outbox.send(sendRef, outgoing, sendOptions)
  }

  /**
   * Replaces a post.
   *
   * @throws {ChatCommandError} `invalidChatItemUpdate` about a day later
   */
  async edit(post: Post, content: string | T.MsgContent): Promise<void> {
    const { api } = this.#tools()
    await api.apiUpdateChatItem(this.#ref, idOf(post), asContent(content))
  }

  /**
   * Deletes a post for every subscriber.
   *
   * @throws {ChatCommandError} `invalidChatItemDelete` about a day later
   */
  async delete(post: Post): Promise<void> {
    await this.#tools().api.apiDeleteChatItems(this.#ref, idsOf(post), "broadcast")
  }

  /**
   * Takes a post out of the history that new subscribers get, however old it is. Those who have it keep it.
   *
   * @throws {ChatCommandError} `invalidChatItemDelete` when the bot may not
   */
  async removeFromHistory(post: Post): Promise<void> {
    await this.#tools().api.apiDeleteChatItems(this.#ref, idsOf(post), "history")
  }

  /** Adds a reaction of the bot to a post or a comment; false when it is gone. */
  async react(post: Post, reaction: Reaction): Promise<boolean> {
    const { api } = this.#tools()
    return unlessGone(api.apiChatItemReaction(this.#ref, idOf(post), plain(reaction)))
  }

  /** Takes a reaction of the bot back; false when what it was added to is gone. */
  async unreact(post: Post, reaction: Reaction): Promise<boolean> {
    const { api } = this.#tools()
    const options = { add: false }
    return unlessGone(api.apiChatItemReaction(this.#ref, idOf(post), plain(reaction), options))
  }

  /**
   * The reactions to a post, and how many there are of each.
   *
   * @throws {ChatCommandError} `chatItemNotFound`
   */
  async reactions(post: Post): Promise<readonly T.CIReactionCount[]> {
    const itemId = idOf(post)
    const pagination = { type: "around", itemId, count: 0 } as const
    const { chatItems } = await this.#tools().api.apiGetChat(this.#ref, pagination)
    return chatItems.find(({ meta }) => meta.itemId === itemId)?.reactions ?? []
  }

  /** The channel as the core has it now: its profile, preferences and counts. */
  info(): Promise<T.GroupInfo> {
    return this.#tools().api.apiGroupInfo(this.id)
  }

  /** How many read the channel: all but the bot and the relays. */
  async subscribers(): Promise<number> {
    const { groupSummary } = await this.info()
    // It counts the bot, and no relays: 1 for a new channel, 3 with two subscribers (k-channels 166, 237).
    return Math.max(0, (groupSummary.publicMemberCount ?? 1) - 1)
  }

  /**
   * The link by which others subscribe.
   *
   * @throws {ChatCommandError} `groupLinkNotFound` when the bot has not made the channel
   */
  link(): Promise<string> {
    return this.#tools().api.apiGetGroupLinkStr(this.id)
  }

  /** Its relays, as the bot sees them; for one that has not made the channel there are none. */
  async relays(): Promise<readonly ChannelRelay[]> {
    const relays = await this.#tools().api.apiGetGroupRelays(this.id)
    return relays.map(({ userChatRelay, relayStatus }) => ({
      name: userChatRelay.relayProfile.displayName,
      address: userChatRelay.address,
      status: relayStatus,
    }))
  }

  /**
   * Lets a subscriber write messages that all others see, or only read again. Subscribers are observers at
   * first, also when comments are on in the preferences.
   *
   * @param member of `onSubscribed`, or its `groupMemberId`
   * @throws {BotError} for a relay, and for who is not in the channel
   */
  async letWrite(member: Member | number, allowed = true): Promise<void> {
    const { api } = this.#tools()
    const id = typeof member === "number" ? member : member.id
    const members = await api.apiListMembers(this.id)
    const found = members.find(({ groupMemberId }) => groupMemberId === id)
    if (found === undefined) throw new BotError(`letWrite: the channel has no member ${id}`)
    // A channel whose relay got another role carried no more posts (k-channels 1008 to 1019).
    if (found.memberRole === "relay") {
      throw new BotError(`letWrite: member ${id} is a relay, whose role must not change`)
    }
    await api.apiSetMembersRole(this.id, [id], allowed ? "member" : "observer")
  }

  get #ref() {
    return { chatType: "group", chatId: this.id } as const
  }

  /** In a plain group, the core would post in the name of the group. */
  async #check(): Promise<void> {
    if (this.#isChecked) return
    const { useRelays } = await this.info()
    if (!useRelays) throw new BotError(`channel ${this.id}: this group is no channel; use bot.send`)
    this.#isChecked = true
  }
}

const asFile = (text: string | undefined): T.MsgContent | undefined =>
  text === undefined ? undefined : { type: "file", text }

const idOf = (post: Post): number => (typeof post === "number" ? post : post.id)

/** All parts of a long text. */
function idsOf(post: Post): [number, ...number[]] {
  if (typeof post === "number") return [post]
  const [first = post.id, ...others] = post.items.map(({ chatItem }) => chatItem.meta.itemId)
  return [first, ...others]
}
