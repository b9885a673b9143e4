import type { CR, T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { connectionStats } from "../connections/stats.ts"
import { clearItems } from "../items/clear-chat.ts"
import { markRead } from "../items/reading.ts"
import { commandFailed, notStored } from "../simulation/failure.ts"
import type { UserRow } from "../store/rows.ts"
import { chatInfo, chatItemView } from "../views/item-view.ts"
import { formatted } from "../views/markdown.ts"
import { given, membersOf } from "../views/views.ts"
import type { Handlers, ParamsOf } from "./handlers.ts"
import { itemIn, keyOf } from "./items-of-chat.ts"
import { sendComposed } from "./sending.ts"

/** What apps show of chats: read, information, aliases, reports. */
export const readingCommands = {
  APIChatItemsRead(chat, { chatRef, chatItemIds }) {
    const user = chat.runningUser()
    const key = known(chat, user, chatRef)
    const support = supportOf(chatRef)
    // Of items that are not there the core says nothing (r-errors 331).
    markRead(chat, user, key, { ids: chatItemIds, support })
    const info = chatInfo(chat.state, key, support)
    return { type: "itemsReadForChat", user: chat.wire(user), chatInfo: info }
  },

  APIChatRead(chat, { chatRef }) {
    const user = chat.runningUser()
    const { chatType, chatId: contactId } = chatRef
    if (chatType === "direct" && chat.state.contacts.get(contactId) === undefined)
      // Unlike other commands, this one looks for the user of the contact first (r-errors 329; 335 is usual).
      throw notStored({ type: "userNotFoundByContactId", contactId })
    markRead(chat, user, known(chat, user, chatRef), { support: supportOf(chatRef) })
    return { type: "cmdOk", user_: chat.wire(user) }
  },

  APIGetChatItemInfo: itemInfo,
  APIContactInfo: contactInfo,

  APIGroupInfo(chat, { groupId }) {
    const user = chat.runningUser()
    const groupInfo = chat.groupInfo(chat.group(user, groupId))
    return { type: "groupInfo", user: chat.wire(user), groupInfo }
  },

  APIGroupMemberInfo(chat, { groupId, groupMemberId }) {
    const user = chat.runningUser()
    const group = chat.group(user, groupId)
    const member = chat.member(group, groupMemberId)
    const conn = chat.conn(member.connId)
    return {
      type: "groupMemberInfo",
      user: chat.wire(user),
      groupInfo: chat.groupInfo(group),
      member: chat.memberInfo(member),
      ...given("connectionStats_", conn === undefined ? undefined : connectionStats(chat, conn)),
    }
  },

  APISetContactAlias(chat, { contactId, localAlias = "" }) {
    const user = chat.runningUser()
    const contact = chat.contact(user, contactId)
    chat.state.contacts.update(contact, { profile: { ...contact.profile, localAlias } })
    const toContact = chat.contactInfo(contact)
    return { type: "contactAliasUpdated", user: chat.wire(user), toContact }
  },

  APIClearChat(chat, { chatRef }) {
    const user = chat.runningUser()
    if (chatRef.chatScope !== undefined) throw commandFailed("not supported")
    const key = known(chat, user, chatRef)
    clearItems(chat, user, key)
    return { type: "chatCleared", user: chat.wire(user), chatInfo: chatInfo(chat.state, key) }
  },

  APIReportMessage: report,
  APIGetReactionMembers: reactionMembers,
} satisfies Partial<Handlers>

function supportOf({ chatScope }: T.ChatRef): number | undefined {
  return chatScope === undefined ? undefined : (chatScope.groupMemberId_ ?? 0)
}

/** How rows name a chat of the user. */
function known(chat: Chat, user: UserRow, ref: T.ChatRef): string {
  const { chatType, chatId } = ref
  if (chatType === "direct") chat.contact(user, chatId)
  else if (chatType === "group") chat.group(user, chatId)
  else if (chatType !== "local") throw commandFailed("not supported")
  else if (chat.state.notes.get(chatId)?.userId !== user.id)
    throw notStored({ type: "noteFolderNotFound", noteFolderId: chatId })
  return keyOf(ref)
}

/** What a message said before, newest first; in a group, how far it came with each member. */
function itemInfo(
  chat: Chat,
  { chatRef, chatItemId }: ParamsOf<"APIGetChatItemInfo">,
): CR.ChatItemInfo {
  const user = chat.runningUser()
  const item = itemIn(chat, user, known(chat, user, chatRef), chatItemId)
  const { versions = [], recipients } = item
  const itemVersions = versions.map(({ content, at, createdAt }, i) => ({
    chatItemVersionId: i + 1,
    msgContent: content,
    ...given("formattedText", formatted(content.text)),
    itemVersionTs: at,
    createdAt,
  }))
  const statuses = Object.entries(recipients ?? {}).map(
    ([memberId, progress]): T.MemberDeliveryStatus => ({
      groupMemberId: Number(memberId),
      memberDeliveryStatus:
        progress === "rcvd"
          ? { type: "rcvd", msgRcptStatus: "ok" }
          : { type: deliveryStatus[progress] },
      sentViaProxy: false,
    }),
  )
  const [first, ...others] = statuses
  return {
    type: "chatItemInfo",
    user: chat.wire(user),
    chatItem: chatItemView(chat.state, item, { withoutConn: true, stored: true }),
    chatItemInfo: {
      itemVersions: itemVersions.toReversed(),
      ...(first !== undefined && { memberDeliveryStatuses: [first, ...others] }),
    },
  }
}

const deliveryStatus = {
  new: "new",
  pending: "inactive",
  forwarded: "forwarded",
  sent: "sent",
} as const

function contactInfo(chat: Chat, { contactId }: ParamsOf<"APIContactInfo">): CR.ContactInfo {
  const user = chat.runningUser()
  const contact = chat.contact(user, contactId)
  const conn = chat.conn(contact.connId)
  return {
    type: "contactInfo",
    user: chat.wire(user),
    contact: chat.contactInfo(contact),
    ...given("connectionStats_", conn === undefined ? undefined : connectionStats(chat, conn)),
  }
}

/** A message to the group's moderators about another. The core takes any word as a reason. */
function report(chat: Chat, params: ParamsOf<"APIReportMessage">) {
  const { groupId, chatItemId, reportReason: reason, reportText: text = "" } = params
  return sendComposed(chat, {
    sendRef: { chatType: "group", chatId: groupId, chatScope: { type: "memberSupport" } },
    liveMessage: false,
    signMessages: false,
    composedMessages: [
      {
        msgContent: { type: "report", text, reason },
        quotedItemId: chatItemId,
        mentions: {},
      },
    ],
  })
}

function reactionMembers(
  chat: Chat,
  { userId, groupId, chatItemId, reaction }: ParamsOf<"APIGetReactionMembers">,
): CR.ReactionMembers {
  const user = chat.runningUserWith(userId)
  const group = chat.group(user, groupId)
  const item = chat.state.items.get(chatItemId)
  // The core does not look whether there is one: its database finds nothing to show (c-groups 168).
  if (item?.chat !== `#${group.id}` || item.sharedMsgId === undefined)
    throw notStored({ type: "dBException", message: "user error (no such item)" })
  const wanted = JSON.stringify(reaction)
  const members = membersOf(chat.state, group.id)
  const memberReactions = item.reactions.flatMap((one) => {
    const id = one.by === "user" ? group.membershipId : one.by
    const member = members.find((each) => each.id === id)
    if (member === undefined || JSON.stringify(one.reaction) !== wanted) return []
    return [{ groupMember: chat.memberInfo(member, { withoutConn: true }), reactionTs: one.at }]
  })
  return { type: "reactionMembers", user: chat.wire(user), memberReactions }
}
