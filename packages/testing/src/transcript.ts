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

/** What a person said and heard. */
export class Transcript {
  readonly lines: Line[] = []
  /** The chats that can be talked in since, in order: `@4`, `#1`. */
  readonly opened: string[] = []

  hear(name: string, event: ChatEvent): void {
    if (event.type === "userJoinedGroup") this.opened.push(`#${event.groupInfo.groupId}`)
    if (event.type === "contactConnected") this.opened.push(`@${event.contact.contactId}`)
    if (event.type !== "newChatItems") return
    for (const item of event.chatItems) this.add(name, item)
  }

  add(name: string, { chatInfo, chatItem }: T.AChatItem): void {
    const { content, chatDir } = chatItem
    if (content.type !== "sndMsgContent" && content.type !== "rcvMsgContent") return
    const own = content.type === "sndMsgContent"
    const from = own ? name : senderOf(chatInfo, chatDir)
    const { file, meta } = chatItem
    const text = file !== undefined && meta.itemText === "" ? file.fileName : meta.itemText
    this.lines.push({ from, text, chat: keyOf(chatInfo), own })
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
