import type { CR, T } from "@simplex-chat/types"
import type { Chat } from "../../chat/chat.ts"
import { addItem, announce, type NewItem } from "../../items/items.ts"
import { notStored } from "../../simulation/failure.ts"
import type { ItemRow, UserRow } from "../../store/rows.ts"
import { chatInfo, itemView } from "../../views/item-view.ts"

/** What the other side says first in a chat that is shown before anything was sent. */
export function addWelcome(
  chat: Chat,
  user: UserRow,
  content: T.MsgContent,
  item: Pick<NewItem, "chat" | "dir"> & Partial<ItemRow>,
): ItemRow {
  const rcvContent = { type: "rcvMsgContent", msgContent: content } as const
  return addItem(chat, user, { ...item, content: rcvContent, text: content.text })
}

interface RequestMessage {
  readonly msgContent: T.MsgContent
  /** Through a one-time link it is sent as any other: its id is shown at once (p-links 167, not 360). */
  readonly isOneTime?: boolean
}

/** The message that the user sends with the request, shown once the answer is out. */
export function addRequestMessage(
  chat: Chat,
  user: UserRow,
  item: Omit<NewItem, "content" | "text"> & RequestMessage,
): ItemRow {
  const { msgContent, isOneTime, ...more } = item
  const content = { type: "sndMsgContent", msgContent } as const
  const row = addItem(chat, user, { ...more, content, text: msgContent.text })
  chat.afterAnswer(() => announce(chat, [row], isOneTime ? {} : { unshared: true }))
  return row
}

export function preparedAnswer(
  chat: Chat,
  user: UserRow,
  key: string,
  welcome: readonly ItemRow[],
): CR.NewPreparedChat {
  return {
    type: "newPreparedChat",
    user: chat.wire(user),
    chat: {
      chatInfo: chatInfo(chat.state, key),
      chatItems: welcome.map((item) => itemView(chat.state, item, { unshared: true })),
      chatStats: {
        unreadCount: welcome.length,
        unreadMentions: 0,
        reportsCount: 0,
        minUnreadItemId: welcome[0]?.id ?? 0,
        unreadChat: false,
      },
    },
  }
}

/** Runs what connects a prepared chat; where it fails, the core shows the chat again (p-links 611 to 613). */
export function orShowAgain<Answer>(
  chat: Chat,
  user: UserRow,
  key: string,
  connect: () => Answer,
): Answer {
  try {
    return connect()
  } catch (error) {
    chat.afterAnswer(() =>
      chat.emit({
        type: "chatInfoUpdated",
        user: chat.wire(user),
        chatInfo: chatInfo(chat.state, key),
      }),
    )
    throw error
  }
}

/** A chat has one connection at a time. The core leaves this to its database (p-links 180, 613). */
export function alreadyConnected(column: "contact_id" | "group_member_id") {
  const message = `SQLite3 returned ErrorConstraint while attempting to perform step: UNIQUE constraint failed: connections.${column}`
  return notStored({ type: "dBException", message })
}
