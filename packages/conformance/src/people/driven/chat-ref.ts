import type { T } from "@simplex-chat/types"

/** The chat of an item as commands name it: `@4`, `#1`, `#1(_support)`, `#1(_support:3)`, `*1`. */
export function refOf(chatInfo: T.ChatInfo): string {
  switch (chatInfo.type) {
    case "direct":
      return `@${chatInfo.contact.contactId}`
    case "group":
      return `#${chatInfo.groupInfo.groupId}${scopeOf(chatInfo.groupChatScope)}`
    case "local":
      return `*${chatInfo.noteFolder.noteFolderId}`
    case "contactRequest":
      return `request ${chatInfo.contactRequest.contactRequestId}`
    case "contactConnection":
      return `:${chatInfo.contactConnection.pccConnId}`
    case "invalidJSON": // a chat that the core cannot read; it has no id
      return "unreadable"
  }
}

function scopeOf(scope: T.GroupChatScopeInfo | undefined): string {
  if (scope === undefined) return ""
  const id = scope.groupMember_?.groupMemberId
  return id === undefined ? "(_support)" : `(_support:${id})`
}
