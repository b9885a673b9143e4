import { styleText } from "node:util"
import type { ChatEvent, ChatResponse, T } from "../src/index.ts"

/** An answer or event in a few words; undefined when it is not shown. */
export function narrate(message: ChatResponse | ChatEvent): string | undefined {
  // Narrowed by `type`: in each case the compiler knows the fields.
  switch (message.type) {
    case "activeUser":
      return `${message.user.profile.displayName}${message.user.profile.peerType === "bot" ? " (bot)" : ""}`
    case "chatStarted":
      return "ready"
    case "userContactLinkCreated":
      return message.connLinkContact.connShortLink ?? message.connLinkContact.connFullLink
    case "userContactLinkUpdated":
      return `accepts all requests, replies ${quote(message.contactLink.addressSettings.autoReply)}`
    case "connectionPlan":
      return `type of link: ${message.connectionPlan.type}`
    case "sentInvitation":
      return "contact request sent"
    case "acceptingContactRequest":
      return `${message.contact.localDisplayName} sends a contact request; it is accepted`
    case "contactConnected":
      return `connected to ${message.contact.localDisplayName}`
    case "newChatItems":
      return lines(message.chatItems.map(narrateItem))
    case "chatItemUpdated":
      if (!isMessage(message.chatItem.chatItem)) return undefined
      return `${author(message.chatItem)}, edited: ${words(message.chatItem.chatItem)}`
    case "chatItemNotChanged":
      return "not changed"
    case "chatItemReaction": {
      const { reaction, chatItem } = message.reaction.chatReaction
      if (reaction.type !== "emoji") return undefined
      return `${reaction.emoji} ${message.added ? "added to" : "removed from"} ${words(chatItem)}`
    }
    case "chatItemsDeleted":
      return lines(
        message.chatItemDeletions.map(
          ({ deletedChatItem: { chatItem } }) => `${words(chatItem)} deleted`,
        ),
      )
    case "groupCreated":
      return `created #${message.groupInfo.localDisplayName}`
    case "groupMembers":
      return `#${message.group.groupInfo.localDisplayName} has ${message.group.members.length} other members`
    case "sentGroupInvitation":
      return `invites ${message.contact.localDisplayName} as ${message.member.memberRole}`
    case "userAcceptedGroupSent":
      return `accepts the invitation to #${message.groupInfo.localDisplayName}`
    case "userJoinedGroup":
      return `joined #${message.groupInfo.localDisplayName}`
    case "joinedGroupMember":
      return `${message.member.localDisplayName} joined #${message.groupInfo.localDisplayName}`
    case "membersRoleUser":
      return `${message.members.map((member) => member.localDisplayName).join(", ")}: ${message.toRole}`
    case "memberRole":
      return `${message.member.localDisplayName}: ${message.fromRole} to ${message.toRole}`
    default:
      return undefined
  }
}

/** Why the core refused. */
export function narrateError(error: T.ChatError): string {
  switch (error.type) {
    case "error":
      return `refused: ${error.errorType.type}`
    case "errorStore":
      return `refused: ${error.storeError.type}`
    case "errorAgent":
      return `failed: ${error.agentError.type}`
    default:
      return "failed: an unknown kind of error"
  }
}

function narrateItem(item: T.AChatItem): string | undefined {
  const { content } = item.chatItem
  switch (content.type) {
    case "sndMsgContent":
    case "rcvMsgContent": {
      const quoted = item.chatItem.quotedItem?.content
      const answer = quoted !== undefined ? dim(`, in reply to ${quote(quoted)}`) : ""
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
      return "sent"
  }
}

/** What it says, with its markdown shown. */
function words({ formattedText, meta }: T.ChatItem): string {
  if (formattedText === undefined) return `“${meta.itemText}”`
  return `“${formattedText.map(({ text, format }) => (format !== undefined ? formatted(text, format) : text)).join("")}”`
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
  const said = all.filter((line) => line !== undefined)
  return said.length === 0 ? undefined : said.join("\n")
}
