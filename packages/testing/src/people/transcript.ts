import type { ChatEvent, T } from "@simplex-chat/types"

/** One message as somebody sees it. */
export interface Line {
  /** Who said it, by display name. */
  readonly from: string
  readonly text: string
  /** Where: `@4`, `#1`. */
  readonly chat: string
  /** Whether it was said by the one whose transcript it is. */
  readonly own: boolean
}

/** How many messages a person remembers. */
const linesKept = 10_000

/** What a person said and heard. */
export class Transcript {
  #lines: Line[] = []
  /** What was heard and not expected yet, oldest first. */
  readonly unexpected: Line[] = []
  /** How many chats could be talked in since, and the last of them: `@4`, `#1`. */
  opened: { readonly count: number; readonly last?: string } = { count: 0 }

  get lines(): Line[] {
    return this.#lines.slice(-linesKept)
  }

  hear(name: string, event: ChatEvent): void {
    if (event.type === "userJoinedGroup") this.#open(`#${event.groupInfo.groupId}`)
    if (event.type === "contactConnected") this.#open(`@${event.contact.contactId}`)
    if (event.type !== "newChatItems") return
    for (const item of event.chatItems) this.add(name, item)
  }

  #open(last: string): void {
    this.opened = { count: this.opened.count + 1, last }
  }

  add(name: string, { chatInfo, chatItem }: T.AChatItem): void {
    const { content, chatDir } = chatItem
    if (content.type !== "sndMsgContent" && content.type !== "rcvMsgContent") return
    const own = content.type === "sndMsgContent"
    const from = own ? name : senderOf(chatInfo, chatDir)
    const { file, meta } = chatItem
    const text = file !== undefined && meta.itemText === "" ? file.fileName : meta.itemText
    const line = { from, text, chat: keyOf(chatInfo), own }
    this.#lines.push(line)
    // Seldom, since it moves all that is left.
    if (this.#lines.length >= 2 * linesKept) this.#lines = this.#lines.slice(-linesKept)
    if (!own) this.unexpected.push(line)
  }
}

function senderOf(chatInfo: T.ChatInfo, chatDir: T.CIDirection): string {
  if (chatDir.type === "groupRcv") return chatDir.groupMember.localDisplayName
  return chatInfo.type === "direct" ? chatInfo.contact.localDisplayName : "somebody"
}

function keyOf(chatInfo: T.ChatInfo): string {
  if (chatInfo.type === "direct") return `@${chatInfo.contact.contactId}`
  return chatInfo.type === "group" ? `#${chatInfo.groupInfo.groupId}` : "*"
}
