import type { T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import type { Handlers } from "./handlers.ts"
import { deleteConn } from "../connections/connections.ts"
import { deleteContact } from "../recipients/contact-deletion.ts"
import { deleteGroup } from "./delete-group.ts"
import { compareStamps } from "../simulation/clock.ts"
import { commandFailed, notStored } from "../simulation/failure.ts"
import { answerOnReading } from "../items/support.ts"
import { chatInfo, itemView } from "../views/item-view.ts"
import type { ItemRow, UserRow } from "../store/rows.ts"
import { pendingView } from "../views/views.ts"

export const chatCommands = {
  APIGetChat(chat, { chatRef, contentTag, pagination, search }) {
    const user = chat.runningUser()
    // A pending connection is a chat in the list and in deletions, but has no items to get.
    if (chatRef.chatType === "contactConnection") throw commandFailed("not supported")
    const subject = chatRef.chatScope?.groupMemberId_
    const key = keyOf(chat, user, chatRef)
    const member =
      subject === undefined ? undefined : chat.member(chat.group(user, chatRef.chatId), subject)
    const inScope = all(chat, user, key).filter(
      contentTag === undefined
        ? (item) => scopeFits(chatRef, item)
        : (item) =>
            tagOf(item) === contentTag && (contentTag === "report" || scopeFits(chatRef, item)),
    )
    const text = search?.toLowerCase() ?? ""
    const items = inScope.filter((item) => item.text.toLowerCase().includes(text))
    const { page, navInfo } = paged(items, pagination)
    const look = { withoutConn: true, stored: true } as const
    const chatItems = page.map((item) => itemView(chat.state, item, look))
    // The chat shows that the member needs no attention any more, its items still show the old count
    // (m-history 530).
    if (member !== undefined) {
      answerOnReading(chat, member, inScope)
      chat.state.recount()
    }
    return {
      type: "apiChat",
      user: chat.wire(user),
      chat: {
        chatInfo: chatInfo(chat.state, key, supportOf(chatRef)),
        chatItems,
        // The core counts only where it looks for the place to begin: a page of the newest items says 0
        // unread, also where some are (r-errors 588).
        chatStats: statsOf(navInfo !== undefined ? inScope : []),
      },
      ...(navInfo !== undefined && { navInfo }),
    }
  },

  APIGetChats(chat, { userId, pendingConnections, pagination, query }) {
    const user = chat.sameUser(chat.activeUser(), userId)
    const previews = [...previewsOf(chat, user), ...(pendingConnections ? pending(chat, user) : [])]
    const fitting = previews.filter((preview) => queried(query, preview))
    const sorted = fitting.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : b.order - a.order))
    const chats = pageByTime(sorted, pagination).map(({ make }) => make())
    return { type: "apiChats", user: chat.wire(user), chats }
  },

  APIDeleteChat(chat, { chatRef, chatDeleteMode }) {
    const user = chat.runningUser()
    if (chatRef.chatType === "direct") {
      return deleteContact(chat, user, chat.contact(user, chatRef.chatId), chatDeleteMode)
    }
    if (chatRef.chatType === "group" && chatRef.chatScope === undefined) {
      return deleteGroup(chat, user, chat.group(user, chatRef.chatId))
    }
    if (chatRef.chatType !== "contactConnection") throw commandFailed("not supported")
    const conn = chat.state.conns.get(chatRef.chatId)
    if (conn?.entity.type !== "pending" || conn.userId !== user.id) {
      throw notStored({ type: "pendingConnectionNotFound", connId: chatRef.chatId })
    }
    const connection = pendingView(conn)
    // A link that no one used is withdrawn from its server: using it fails with AUTH (p-links 92 to 101).
    if (conn.connLinkInv !== undefined && conn.status === "new")
      chat.hub.links.remove(conn.connLinkInv)
    deleteConn(chat, conn)
    return { type: "contactConnectionDeleted", user: chat.wire(user), connection }
  },
} satisfies Partial<Handlers>

function keyOf(chat: Chat, user: UserRow, { chatType, chatId }: T.ChatRef): string {
  if (chatType === "direct") return `@${chat.contact(user, chatId).id}`
  if (chatType === "group") return `#${chat.group(user, chatId).id}`
  return `*${chatId}`
}

function supportOf({ chatScope }: T.ChatRef): number | undefined {
  return chatScope === undefined ? undefined : (chatScope.groupMemberId_ ?? 0)
}

function scopeFits(ref: T.ChatRef, { support }: ItemRow): boolean {
  return support === supportOf(ref)
}

/** What kind of message an item is. Reports are found wherever they were sent (m-history 384). */
function tagOf({ content }: ItemRow): string | undefined {
  const isMessage = content.type === "sndMsgContent" || content.type === "rcvMsgContent"
  return isMessage ? content.msgContent.type : undefined
}

/**
 * The items of a group in the order of their time stamps, which has surprises: servers stamp with whole
 * seconds, so a message can stand before what the user did 0.7 s earlier (r-errors 756). Other chats are
 * in the order in which items were made.
 */
function all(chat: Chat, user: UserRow, key: string): ItemRow[] {
  const items = chat.state.items.of(user.id, key)
  if (!key.startsWith("#")) return items
  return items.sort((a, b) => {
    const order = compareStamps(a.itemTs, b.itemTs)
    return order === 0 ? a.id - b.id : order
  })
}

/** Not `slice(-count)`, which would be all of them for 0. */
const lastOf = (items: ItemRow[], count: number) => items.slice(Math.max(0, items.length - count))

function paged(
  items: ItemRow[],
  pagination: T.ChatPagination,
): { page: ItemRow[]; navInfo?: T.NavigationInfo } {
  if (pagination.type === "last") return { page: lastOf(items, pagination.count) }
  if (pagination.type === "initial") {
    const unread = items.findIndex(({ status }) => status.type === "rcvNew")
    if (unread < 0)
      return { page: items.slice(-pagination.count), navInfo: { afterUnread: 0, afterTotal: 0 } }
    return around(items, unread, pagination.count)
  }
  const { itemId, count } = pagination
  const at = items.findIndex(({ id }) => id === itemId)
  if (at < 0) throw notStored({ type: "chatItemNotFound", itemId })
  if (pagination.type === "after") return { page: items.slice(at + 1, at + 1 + count) }
  if (pagination.type === "before") return { page: items.slice(Math.max(0, at - count), at) }
  return around(items, at, count)
}

function around(items: ItemRow[], at: number, count: number) {
  const page = items.slice(Math.max(0, at - count), at + 1 + count)
  const after = items.slice(at + 1 + count)
  const afterUnread = after.filter(({ status }) => status.type === "rcvNew").length
  return { page, navInfo: { afterUnread, afterTotal: after.length } }
}

function statsOf(items: readonly ItemRow[]): T.ChatStats {
  const unread = items.filter(({ status }) => status.type === "rcvNew")
  return {
    unreadCount: unread.length,
    unreadMentions: unread.filter(({ userMention }) => userMention).length,
    reportsCount: 0,
    minUnreadItemId: unread.reduce((least, { id }) => (least === 0 ? id : Math.min(least, id)), 0),
    unreadChat: false,
  }
}

interface Preview {
  readonly at: string
  readonly order: number
  readonly name: string
  readonly key?: string
  readonly unread: number
  readonly make: () => T.AChat
}

function previewsOf(chat: Chat, user: UserRow): Preview[] {
  const { contacts, groups, notes } = chat.state
  const own = ({ userId }: { userId: number }) => userId === user.id
  const rows = [
    ...notes.filter(own).map((row) => ({ key: `*${row.id}`, row, name: "" })),
    ...contacts
      // The user's own row is no chat; the preset contacts are from the beginning (a-first-run 86).
      .filter((row) => own(row) && !row.own)
      .map((row) => ({ key: `@${row.id}`, row, name: row.localDisplayName })),
    ...groups.filter(own).map((row) => ({ key: `#${row.id}`, row, name: row.localDisplayName })),
  ]
  return rows.map(({ key, row, name }, order) => {
    const items = all(chat, user, key).filter(({ support }) => support === undefined)
    const last = items.at(-1)
    return {
      at: row.chatTs,
      order,
      key,
      name,
      unread: items.filter(({ status }) => status.type === "rcvNew").length,
      make: () => ({
        chatInfo: chatInfo(chat.state, key),
        chatItems:
          last !== undefined
            ? [itemView(chat.state, last, { withoutConn: true, stored: true })]
            : [],
        chatStats: statsOf(items),
      }),
    }
  })
}

function pending(chat: Chat, user: UserRow): Preview[] {
  const isPending = (conn: { entity: { type: string }; userId: number }) =>
    conn.entity.type === "pending" && conn.userId === user.id
  return chat.state.conns.filter(isPending).map((conn) => ({
    at: conn.updatedAt,
    order: conn.id,
    name: "",
    unread: 0,
    make: () => ({
      chatInfo: { type: "contactConnection", contactConnection: pendingView(conn) },
      chatItems: [],
      chatStats: statsOf([]),
    }),
  }))
}

function queried(query: T.ChatListQuery, { name, unread, key }: Preview): boolean {
  if (query.type === "search") {
    return key !== undefined && name.toLowerCase().includes(query.search.toLowerCase())
  }
  if (!query.favorite && !query.unread) return true
  return query.unread && unread > 0
}

function pageByTime(previews: Preview[], pagination: T.PaginationByTime): Preview[] {
  const { count } = pagination
  if (pagination.type === "last") return previews.slice(0, count)
  const { time } = pagination
  if (pagination.type === "before") return previews.filter(({ at }) => at < time).slice(0, count)
  return previews.filter(({ at }) => at > time).slice(-count)
}
