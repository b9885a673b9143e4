import type { ChatEvent, T } from "@simplex-chat/types"
import { type Happening, type Line, lineText } from "./line.ts"
import { chatOf, emojiOf, toLine } from "./to-line.ts"

/** How many messages, and how many happenings, a person remembers. */
const kept = 10_000

/** What an answer and an event say of a reaction. */
type Reaction = Pick<ChatEvent & { type: "chatItemReaction" }, "added" | "reaction">

/** What a person sees of all conversations, kept up to date by events. */
export class ConversationView {
  readonly #name: string
  /** By chat and item, in the order in which they came. */
  readonly #lines = new Map<string, Line>()
  #history: Happening[] = []
  /** What happened and no test has expected yet, oldest first. */
  readonly unexpected: Happening[] = []
  /** How many chats could be talked in so far, and the last of them: `@4`, `#1`. */
  opened: { readonly count: number; readonly last?: string } = { count: 0 }

  constructor(name: string) {
    this.#name = name
  }

  /** What is shown now, oldest first. */
  get lines(): Line[] {
    return [...this.#lines.values()].filter(({ deleted }) => deleted !== "gone")
  }

  get history(): readonly Happening[] {
    return this.#history
  }

  /** A message as it is now, also one that is no longer shown. */
  find({ chat, itemId }: Pick<Line, "chat" | "itemId">): Line | undefined {
    return this.#lines.get(`${chat} ${itemId}`)
  }

  hear(event: ChatEvent): void {
    switch (event.type) {
      case "userJoinedGroup":
        return this.#open(`#${event.groupInfo.groupId}`)
      case "contactConnected":
        return this.#open(`@${event.contact.contactId}`)
      case "newChatItems":
        for (const item of event.chatItems) this.add(item)
        return
      case "chatItemUpdated":
        return this.#changed(event.chatItem)
      case "chatItemsStatusesUpdated":
        for (const item of event.chatItems) this.#update(item)
        return
      case "chatItemReaction":
        return this.#reacted(event, "others")
      case "chatItemsDeleted":
        for (const deletion of event.chatItemDeletions)
          this.#delete(deletion, event.timed ? "time" : "others")
        return
      case "rcvFileStart":
      case "rcvFileComplete":
      case "sndFileCompleteXFTP":
        return this.#file(event.chatItem)
      case "receivedGroupInvitation": {
        const text = `invited to ${event.groupInfo.localDisplayName}`
        return this.#happened({ what: "member", by: "others", text })
      }
      case "joinedGroupMember":
      case "joinedGroupMemberConnecting":
        return this.#member(event.member, `joined #${event.groupInfo.groupId}`)
      case "leftMember":
        return this.#member(event.member, `left #${event.groupInfo.groupId}`)
      case "deletedMember":
        return this.#member(event.deletedMember, `was removed from #${event.groupInfo.groupId}`)
      case "deletedMemberUser":
        return this.#happened({
          what: "member",
          by: "others",
          text: `removed from #${event.groupInfo.groupId}`,
        })
      case "memberRole":
        return this.#member(event.member, `is ${event.toRole} in #${event.groupInfo.groupId}`)
      case "memberBlockedForAll": {
        const verb = event.blocked ? "was blocked" : "was unblocked"
        return this.#member(event.member, `${verb} in #${event.groupInfo.groupId}`)
      }
      default:
    }
  }

  /** Adds a message; those of others are expected by tests. */
  add(item: T.AChatItem): Line | undefined {
    const line = toLine(this.#name, item)
    if (line === undefined) return undefined
    this.#put(line)
    const by = line.own ? "self" : "others"
    this.#happened({ what: "message", by, line, text: lineText(line) })
    return line
  }

  /** The person edited an own message. */
  updated(item: T.AChatItem): void {
    const line = this.#update(item)
    if (line !== undefined) this.#edited(line, "self")
  }

  /** The person reacted, or took a reaction back. */
  reacted(reaction: Reaction): void {
    this.#reacted(reaction, "self")
  }

  /** The person deleted a message. */
  deleted(deletion: T.ChatItemDeletion): void {
    this.#delete(deletion, "self")
  }

  #changed(item: T.AChatItem): void {
    const before = this.#known(item)
    const line = this.#update(item)
    if (line === undefined || line.own || before === undefined) return
    if (before.text === line.text && before.live === line.live) return // only its status
    this.#edited(line, "others")
  }

  #edited(line: Line, by: Happening["by"]): void {
    this.#happened({ what: "edit", by, line, text: `${line.from} edited: ${line.text}` })
  }

  #reacted({ added, reaction }: Reaction, by: Happening["by"]): void {
    const { chatInfo, chatReaction } = reaction
    const line = this.#update({ chatInfo, chatItem: chatReaction.chatItem })
    if (line === undefined) return
    const text = `reactions to ${JSON.stringify(line.text)}: ${line.reactions.join("")}`
    const emoji = emojiOf(chatReaction.reaction)
    this.#happened({ what: "reaction", by, line, reaction: { emoji, added }, text })
  }

  #delete({ deletedChatItem, toChatItem }: T.ChatItemDeletion, by: Happening["by"]): void {
    const before = this.#known(deletedChatItem) ?? toLine(this.#name, deletedChatItem)
    if (before === undefined) return
    const now = toChatItem === undefined ? undefined : toLine(this.#name, toChatItem)
    const line = now ?? { ...before, deleted: "gone" as const }
    this.#put(line)
    this.#happened({ what: "deletion", by, line, text: `deleted: ${before.text}` })
  }

  #file(item: T.AChatItem): void {
    const line = this.#update(item)
    if (line?.file === undefined) return
    const text = `${line.file.name}: ${line.file.status}`
    this.#happened({ what: "file", by: "others", line, text })
  }

  #member({ localDisplayName }: T.GroupMember, text: string): void {
    this.#happened({ what: "member", by: "others", text: `${localDisplayName} ${text}` })
  }

  #open(last: string): void {
    this.opened = { count: this.opened.count + 1, last }
  }

  #update(item: T.AChatItem): Line | undefined {
    const line = toLine(this.#name, item)
    if (line === undefined || this.#known(item)?.deleted === "gone") return undefined
    if (this.#known(item) !== undefined) this.#put(line)
    return line
  }

  #known({ chatInfo, chatItem }: T.AChatItem): Line | undefined {
    return this.find({ chat: chatOf(chatInfo), itemId: chatItem.meta.itemId })
  }

  #put(line: Line): void {
    this.#lines.set(`${line.chat} ${line.itemId}`, line)
    const [oldest] = this.#lines.keys()
    if (this.#lines.size > kept && oldest !== undefined) this.#lines.delete(oldest)
  }

  #happened(happening: Happening): void {
    this.#history.push(happening)
    // Seldom, since it moves all that is left.
    if (this.#history.length >= 2 * kept) this.#history = this.#history.slice(-kept)
    if (happening.by !== "self") this.unexpected.push(happening)
  }
}
