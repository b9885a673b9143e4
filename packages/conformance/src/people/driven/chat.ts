import { writeFile } from "node:fs/promises"
import { isAbsolute, join } from "node:path"
import type { ChatApi } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import type { Home } from "./home.ts"
import type { Conversation, SayOptions, Wanted } from "../conversation.ts"
import { pixel } from "../pixel.ts"
import { type SeenItem, seen, type View } from "./view.ts"

/** What an item must be: its exact text, a pattern, or anything a function can judge. */
export type Expected = Wanted | ((item: T.ChatItem) => boolean)

export interface DrivenSayOptions extends SayOptions {
  /** The item that the message replies to. */
  readonly quoting?: SeenItem | undefined
  /** Names in the text, with the member's id in this group. */
  readonly mentions?: Record<string, number> | undefined
  readonly live?: boolean | undefined
}

/** What a chat needs of the person whose it is. */
export interface Owner {
  readonly api: ChatApi
  readonly userId: number
  readonly view: View
  readonly home: Home
}

/** One chat as one person sees it. Items are awaited by what they are, never by their ids. */
export class Chat implements Conversation {
  readonly person: Owner
  readonly target: T.ChatRef
  readonly #expected = new Set<number>()

  constructor(person: Owner, target: T.ChatRef) {
    this.person = person
    this.target = target
  }

  /** The chat as commands name it: `@4`, `#1(_support)`. */
  get ref(): string {
    const { chatType, chatId, chatScope } = this.target
    const member = chatScope?.groupMemberId_
    const scope =
      chatScope === undefined ? "" : `(_support${member === undefined ? "" : `:${member}`})`
    return `${chatType === "direct" ? "@" : chatType === "group" ? "#" : "*"}${chatId}${scope}`
  }

  /** The support chat of a member of this group; one's own without `memberId`. */
  support(memberId?: number): Chat {
    const chatScope: T.GroupChatScope = { type: "memberSupport", groupMemberId_: memberId }
    return new Chat(this.person, { ...this.target, chatScope })
  }

  say(text: string, options: DrivenSayOptions = {}): Promise<SeenItem> {
    return this.send({ type: "text", text }, options)
  }

  /**
   * Sends one message; resolves to it once the core has stored it.
   *
   * @throws {Error} when the core answers without an item
   */
  async send(
    msgContent: T.MsgContent,
    options: DrivenSayOptions & { readonly filePath?: string } = {},
  ): Promise<SeenItem> {
    const { quoting, mentions = {}, ttl, live, filePath } = options
    const message: T.ComposedMessage = {
      msgContent,
      mentions,
      ...(quoting !== undefined && { quotedItemId: quoting.item.meta.itemId }),
      ...(filePath !== undefined && { fileSource: { filePath } }),
    }
    const sent = await this.person.api.apiSendMessages(this.target, [message], {
      ttl,
      liveMessage: live,
    })
    this.person.view.add(sent)
    const [item] = sent
    if (item === undefined) throw new Error("the core answered a message with no item")
    return { ...seen(item, "no"), chat: this.ref }
  }

  async sayLive(first: string, ...more: readonly [string, ...string[]]): Promise<SeenItem> {
    const sent = await this.say(first, { live: true })
    const { itemId } = sent.item.meta
    for (const [i, text] of more.entries()) {
      const liveMessage = i < more.length - 1
      await this.person.api.apiUpdateChatItem(
        this.target,
        itemId,
        { type: "text", text },
        {
          liveMessage,
        },
      )
    }
    return sent
  }

  /** Writes a file of these bytes and sends it; resolves to the message. */
  async sendFile(
    name: string,
    bytes: Uint8Array,
    msgContent: T.MsgContent = { type: "file", text: "" },
  ): Promise<SeenItem> {
    const filePath = join(this.person.home.filesFolder, name)
    await writeFile(filePath, bytes)
    return this.send(msgContent, { filePath })
  }

  sendImage(name: string, bytes: Uint8Array, caption: string): Promise<SeenItem> {
    return this.sendFile(name, bytes, { type: "image", text: caption, image: pixel })
  }

  /** Receives the file of a message; resolves to its path once it is complete. */
  async receive({ chatInfo, item }: SeenItem): Promise<string> {
    const { api, home } = this.person
    const timeoutMs = home.timeoutMs
    const { filePath } = await api.receiveFile({ chatInfo, chatItem: item }, { timeoutMs })
    return isAbsolute(filePath) ? filePath : join(home.filesFolder, filePath)
  }

  /** Waits for a message of others in this chat that no earlier call has returned. */
  async sees(expected: Expected, from?: string): Promise<SeenItem> {
    const seen = await this.person.view.until(
      `no message ${describe(expected)} in ${this.ref}`,
      () => this.#received().find((one) => isNew(this.#expected, one) && fits(one, expected, from)),
    )
    this.#expected.add(seen.item.meta.itemId)
    return seen
  }

  seesFile(): Promise<SeenItem> {
    return this.sees(({ file }) => file !== undefined)
  }

  /** Waits until an item of this chat is as `isSo` says; returns its new state. */
  seesItem(item: SeenItem, what: string, isSo: (seen: SeenItem) => boolean): Promise<SeenItem> {
    return this.person.view.until(`not seen in ${this.ref}: ${what}`, () => {
      const seen = this.person.view.find(this.ref, item.item.meta.itemId)
      return seen !== undefined && isSo(seen) ? seen : undefined
    })
  }

  /** Waits until the item has this text. */
  seesEdit(item: SeenItem, text: string): Promise<SeenItem> {
    return this.seesItem(item, `the edit to ${JSON.stringify(text)}`, (seen) => {
      return seen.item.meta.itemText === text
    })
  }

  /** Waits until the item is deleted: marked, or gone from the database. */
  seesDeleted(item: SeenItem, how: "marked" | "gone"): Promise<SeenItem> {
    return this.seesItem(item, `${how} as deleted`, (seen) => seen.deleted === how)
  }

  seesDeletion(item: SeenItem): Promise<SeenItem> {
    return this.seesItem(item, "deleted", ({ deleted }) => deleted !== "no")
  }

  /** Waits until the item has this emoji `count` times. */
  seesReaction(item: SeenItem, emoji: string, count = 1): Promise<SeenItem> {
    return this.seesItem(item, `${count} times ${emoji}`, (seen) => {
      const found = seen.item.reactions.find(({ reaction }) => {
        return reaction.type === "emoji" && reaction.emoji === emoji
      })
      return (found?.totalReacted ?? 0) === count
    })
  }

  edit(item: SeenItem, text: string): Promise<T.AChatItem> {
    const content: T.MsgContent = { type: "text", text }
    return this.person.api.apiUpdateChatItem(this.target, item.item.meta.itemId, content)
  }

  delete(item: SeenItem, mode: T.CIDeleteMode): Promise<T.ChatItemDeletion[]> {
    return this.person.api.apiDeleteChatItems(this.target, [item.item.meta.itemId], mode)
  }

  deleteForAll(item: SeenItem): Promise<T.ChatItemDeletion[]> {
    return this.delete(item, "broadcast")
  }

  react(item: SeenItem, emoji: string, add = true): Promise<T.ACIReaction> {
    return this.person.api.apiChatItemReaction(this.target, item.item.meta.itemId, emoji, { add })
  }

  /** Messages of others in this chat, oldest first. */
  messages(): readonly SeenItem[] {
    return this.#received()
  }

  texts(): readonly string[] {
    return this.#received().map(({ text }) => text)
  }

  #received(): SeenItem[] {
    return this.person.view.items.filter(
      ({ chat, item }) => chat === this.ref && item.content.type === "rcvMsgContent",
    )
  }
}

function isNew(expected: ReadonlySet<number>, { item }: SeenItem): boolean {
  return !expected.has(item.meta.itemId)
}

function fits({ item }: SeenItem, expected: Expected, from: string | undefined): boolean {
  if (from !== undefined && authorOf(item) !== from) return false
  if (typeof expected === "function") return expected(item)
  const text = item.meta.itemText
  return typeof expected === "string" ? text === expected : expected.test(text)
}

/** Who wrote a message in a group, by the name in the profile. */
export function authorOf({ chatDir }: T.ChatItem): string | undefined {
  return chatDir.type === "groupRcv" ? chatDir.groupMember.memberProfile.displayName : undefined
}

function describe(expected: Expected): string {
  return typeof expected === "function" ? "as expected" : String(expected)
}
