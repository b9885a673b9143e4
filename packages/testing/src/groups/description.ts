import type { Chat } from "../chat/chat.ts"
import { addItem, announce } from "../items/items.ts"
import type { GroupRow, MemberRow, UserRow } from "../store/rows.ts"
import { keepsHistory } from "./history.ts"

/**
 * Shows a new member what the group says to them. Where the group keeps a history, that brings it
 * (c-groups 126); who prepared the chat saw it before (p-links 590 to 592, not 628).
 */
export function showDescription(
  chat: Chat,
  user: UserRow,
  { group, host }: { readonly group: GroupRow; readonly host: MemberRow },
): void {
  const { description } = group.groupProfile
  const isShown = group.preparedGroup?.welcomeSharedMsgId !== undefined
  if (description === undefined || group.channel !== undefined || isShown || keepsHistory(group))
    return
  const item = addItem(chat, user, {
    chat: `#${group.id}`,
    dir: { type: "groupRcv", memberId: host.id },
    content: { type: "rcvMsgContent", msgContent: { type: "text", text: description } },
    text: description,
  })
  announce(chat, [item])
}
