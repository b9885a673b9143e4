import { styleText } from "node:util"
import type { ChatEvent, ChatResponse, T } from "../src/index.ts"

/** What an answer or event says, in a few words; nothing when it is not worth a line. */
export function narrate(message: ChatResponse | ChatEvent): string | undefined {
  // Narrowed by `type`: in each case the compiler knows the fields.
  switch (message.type) {
    case "activeUser":
      return `${message.user.profile.displayName}${message.user.profile.peerType === "bot" ? ", a bot" : ""}`
    case "chatStarted":
      return "ready"
    case "userContactLinkCreated":
      return message.connLinkContact.connShortLink ?? message.connLinkContact.connFullLink
    case "userContactLinkUpdated":
      return `accepts everybody, and greets: ${quote(message.contactLink.addressSettings.autoReply)}`
    case "connectionPlan":
      return `the link is ${message.connectionPlan.type}`
    case "sentInvitation":
      return "asked to connect"
    case "acceptingContactRequest":
      return `${message.contact.localDisplayName} asks, and is welcome`
    case "contactConnected":
      return `connected to ${message.contact.localDisplayName}`
    case "newChatItems":
      return lines(message.chatItems.map(narrateItem))
    case "chatItemUpdated":
      if (!isMessage(message.chatItem.chatItem)) return undefined
      return `${author(message.chatItem)} now: ${words(message.chatItem.chatItem)}`
    case "chatItemNotChanged":
      return "as it was"
    case "chatItemReaction": {
      const { reaction, chatItem } = message.reaction.chatReaction
      if (reaction.type !== "emoji") return undefined
      return `${reaction.emoji} ${message.added ? "to" : "taken from"} ${words(chatItem)}`
    }
    case "chatItemsDeleted":
      return lines(
        message.chatItemDeletions.map(
          ({ deletedChatItem: { chatItem } }) => `${words(chatItem)} is gone`,
        ),
      )
    case "groupCreated":
      return `#${message.groupInfo.localDisplayName}, owned by ${message.groupInfo.membership.localDisplayName}`
    case "groupMembers":
      return `${message.group.members.length} others are in #${message.group.groupInfo.localDisplayName}`
    case "sentGroupInvitation":
      return `${message.contact.localDisplayName} is invited as ${message.member.memberRole}`
    case "userAcceptedGroupSent":
      return `joins #${message.groupInfo.localDisplayName}`
    case "userJoinedGroup":
      return `is in #${message.groupInfo.localDisplayName}`
    case "joinedGroupMember":
      return `${message.member.localDisplayName} is in #${message.groupInfo.localDisplayName}`
    case "membersRoleUser":
      return `${message.members.map((member) => member.localDisplayName).join(", ")}: ${message.toRole}`
    case "memberRole":
      return `${message.member.localDisplayName} was ${message.fromRole}, is ${message.toRole}`
    default:
      return undefined
  }
}

/** Why the core did not do it. */
export function narrateError(error: T.ChatError): string {
  switch (error.type) {
    case "error":
      return `refused: ${error.errorType.type}`
    case "errorStore":
      return `refused: ${error.storeError.type}`
    case "errorAgent":
      return `failed: ${error.agentError.type}`
    default:
      return "an error that this version does not know"
  }
}

function narrateItem(item: T.AChatItem): string | undefined {
  const { content } = item.chatItem
  switch (content.type) {
    case "sndMsgContent":
    case "rcvMsgContent": {
      const quoted = item.chatItem.quotedItem?.content
      const answer = quoted ? dim(`, to ${quote(quoted)}`) : ""
      return `${author(item)}: ${words(item.chatItem)}${answer}`
    }
    case "rcvDirectE2EEInfo":
      return dim(item.chatItem.meta.itemText.split(".", 1).join())
    case "rcvGroupEvent":
    case "sndGroupEvent":
      return dim(`${author(item)}: ${item.chatItem.meta.itemText}`)
    default:
      return undefined
  }
}

function isMessage({ content }: T.ChatItem): boolean {
  return content.type === "sndMsgContent" || content.type === "rcvMsgContent"
}

/** Who wrote it. */
function author({ chatInfo, chatItem: { chatDir } }: T.AChatItem): string {
  switch (chatDir.type) {
    case "groupRcv":
      return chatDir.groupMember.localDisplayName
    case "directRcv":
      return chatInfo.type === "direct" ? chatInfo.contact.localDisplayName : "?"
    default:
      return "I"
  }
}

/** What it says, with its markdown shown. */
function words({ formattedText, meta }: T.ChatItem): string {
  if (formattedText === undefined) return `“${meta.itemText}”`
  return `“${formattedText.map(({ text, format }) => (format ? formatted(text, format) : text)).join("")}”`
}

function formatted(text: string, format: T.Format): string {
  switch (format.type) {
    case "bold":
      return styleText("bold", text)
    case "uri":
    case "mention":
      return styleText("underline", text)
    default:
      return text
  }
}

function quote(content: T.MsgContent | undefined): string {
  return content === undefined ? "nothing" : `“${content.text}”`
}

function dim(text: string): string {
  return styleText("dim", text)
}

function lines(all: (string | undefined)[]): string | undefined {
  return all.filter((line) => line !== undefined).join("\n") || undefined
}
