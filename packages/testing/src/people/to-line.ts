import type { T } from "@simplex-chat/types"
import type { Line, LineFile } from "./line.ts"

/** A message as the person `name` sees it; undefined for items that are no messages. */
export function toLine(name: string, { chatInfo, chatItem }: T.AChatItem): Line | undefined {
  const { content, chatDir, meta } = chatItem
  if (content.type !== "sndMsgContent" && content.type !== "rcvMsgContent") return undefined
  const own = content.type === "sndMsgContent"
  const file = fileOf(chatItem)
  return {
    from: own ? name : senderOf(chatInfo, chatDir),
    text: file !== undefined && meta.itemText === "" ? file.name : meta.itemText,
    chat: chatOf(chatInfo),
    own,
    itemId: meta.itemId,
    kind: content.msgContent.type,
    deleted: meta.itemDeleted === undefined ? "no" : "marked",
    edited: meta.itemEdited,
    live: meta.itemLive === true,
    quote: chatItem.quotedItem?.content.text,
    reactions: chatItem.reactions.flatMap(({ reaction, totalReacted }) =>
      Array.from({ length: totalReacted }, () => emojiOf(reaction)),
    ),
    file,
  }
}

/** The chat as commands name it. */
export function chatOf(chatInfo: T.ChatInfo): string {
  if (chatInfo.type === "direct") return `@${chatInfo.contact.contactId}`
  if (chatInfo.type !== "group") return "*"
  const { groupChatScope, groupInfo } = chatInfo
  if (groupChatScope === undefined) return `#${groupInfo.groupId}`
  const member = groupChatScope.groupMember_?.groupMemberId
  return `#${groupInfo.groupId}(_support${member === undefined ? "" : `:${member}`})`
}

function fileOf({ file }: T.ChatItem): LineFile | undefined {
  if (file === undefined) return undefined
  return { name: file.fileName, size: file.fileSize, status: file.fileStatus.type }
}

export function emojiOf(reaction: T.MsgReaction): string {
  return "emoji" in reaction && typeof reaction.emoji === "string" ? reaction.emoji : reaction.type
}

function senderOf(chatInfo: T.ChatInfo, chatDir: T.CIDirection): string {
  if (chatDir.type === "groupRcv") return chatDir.groupMember.localDisplayName
  if (chatInfo.type === "group") return chatInfo.groupInfo.localDisplayName // a post of a channel
  return chatInfo.type === "direct" ? chatInfo.contact.localDisplayName : "notes"
}
