import type { T } from "@simplex-chat/types"
import type { Chat } from "../../chat/chat.ts"
import { clearItems } from "../../items/clear-chat.ts"
import { markRead } from "../../items/reading.ts"
import { notStored } from "../../simulation/failure.ts"
import { serverText } from "../../simulation/links.ts"
import type { ConnRow, ItemRow, UserRow } from "../../store/rows.ts"
import { chatInfo, chatItemView } from "../../views/item-view.ts"
import { formatted } from "../../views/markdown.ts"
import { given, membersOf } from "../../views/views.ts"
import { itemIn } from "../items-of-chat.ts"
import { sendComposed } from "../sending.ts"
import { type Answer, type BeyondCommand, command, ids } from "./command.ts"

const scoped = String.raw`([@#*]\d+)(\(_support(?::\d+)?\))?`

/** What apps show of chats: read, information, aliases, reports. */
export const chatCommands: readonly BeyondCommand[] = [
  command("/_read chat items ", new RegExp(`^${scoped} ([\\d,]+)$`), readItems),
  command("/_read chat ", new RegExp(`^${scoped}$`), (chat, [key = "", scope]) => {
    const user = chat.runningUser()
    const id = Number(key.slice(1))
    if (key.startsWith("@") && chat.state.contacts.get(id) === undefined)
      throw notStored({ type: "userNotFoundByContactId", contactId: id })
    known(chat, user, key)
    markRead(chat, user, key, { support: supportOf(scope) })
    return { type: "cmdOk", user_: chat.wire(user) }
  }),
  command("/_get item info ", new RegExp(`^${scoped} (\\d+)$`), itemInfo),
  command("/_info @", /^(\d+)$/, (chat, [id]) => contactInfo(chat, Number(id))),
  command("/_info #", /^(\d+)$/, (chat, [id]) => {
    const user = chat.runningUser()
    const groupInfo = chat.groupInfo(chat.group(user, Number(id)))
    return { type: "groupInfo", user: chat.wire(user), groupInfo }
  }),
  command("/_set alias @", /^(\d+) ?(.*)$/s, (chat, [id, alias = ""]) => {
    const user = chat.runningUser()
    const contact = chat.contact(user, Number(id))
    chat.state.contacts.update(contact, { profile: { ...contact.profile, localAlias: alias } })
    const toContact = chat.contactInfo(contact)
    return { type: "contactAliasUpdated", user: chat.wire(user), toContact }
  }),
  command("/_clear chat ", /^([@#*]\d+)$/, (chat, [key = ""]) => {
    const user = chat.runningUser()
    known(chat, user, key)
    clearItems(chat, user, key)
    return { type: "chatCleared", user: chat.wire(user), chatInfo: chatInfo(chat.state, key) }
  }),
  command("/_report #", /^(\d+) (\d+) reason=(\S+)(?: (.*))?$/s, report),
  command("/_reaction members ", /^(\d+) #(\d+) (\d+) (\{.*\})$/s, reactionMembers),
]

function supportOf(scope: string | undefined): number | undefined {
  if (scope === undefined) return undefined
  return Number(/\d+/.exec(scope)?.[0] ?? 0)
}

/** Fails where the user has no such chat. */
function known(chat: Chat, user: UserRow, key: string): void {
  const id = Number(key.slice(1))
  if (key.startsWith("@")) chat.contact(user, id)
  else if (key.startsWith("#")) chat.group(user, id)
  else if (chat.state.notes.get(id)?.userId !== user.id)
    throw notStored({ type: "noteFolderNotFound", noteFolderId: id })
}

/** The core is silent about items that do not exist. */
function readItems(chat: Chat, [key = "", scope, list]: readonly (string | undefined)[]): Answer {
  const user = chat.runningUser()
  known(chat, user, key)
  markRead(chat, user, key, { ids: ids(list), support: supportOf(scope) })
  const info = chatInfo(chat.state, key, supportOf(scope))
  return { type: "itemsReadForChat", user: chat.wire(user), chatInfo: info }
}

/** What a message said before, newest first; in a group, how far it came with each member. */
function itemInfo(chat: Chat, [key = "", , id]: readonly (string | undefined)[]): Answer {
  const user = chat.runningUser()
  known(chat, user, key)
  const item = itemIn(chat, user, key, Number(id))
  const { versions = [], recipients } = item
  const itemVersions = versions.map(({ content, at, createdAt }, i) => ({
    chatItemVersionId: i + 1,
    msgContent: content,
    ...given("formattedText", formatted(content.text)),
    itemVersionTs: at,
    createdAt,
  }))
  const memberDeliveryStatuses =
    recipients === undefined
      ? undefined
      : Object.entries(recipients).map(([memberId, progress]) => ({
          groupMemberId: Number(memberId),
          memberDeliveryStatus: {
            type: deliveryStatus[progress],
            ...(progress === "rcvd" && { msgRcptStatus: "ok" }),
          },
          sentViaProxy: false,
        }))
  return {
    type: "chatItemInfo",
    user: chat.wire(user),
    chatItem: chatItemView(chat.state, item, { withoutConn: true, stored: true }),
    chatItemInfo: {
      itemVersions: itemVersions.toReversed(),
      ...given("memberDeliveryStatuses", memberDeliveryStatuses),
    },
  }
}

const deliveryStatus: Record<NonNullable<ItemRow["recipients"]>[number], string> = {
  new: "new",
  pending: "inactive",
  forwarded: "forwarded",
  sent: "sent",
  rcvd: "rcvd",
}

const isInviter = ({ connLinkInv, askedLink }: ConnRow) =>
  connLinkInv !== undefined && askedLink === undefined

function contactInfo(chat: Chat, contactId: number): Answer {
  const user = chat.runningUser()
  const contact = chat.contact(user, contactId)
  const conn = chat.conn(contact.connId)
  const server = serverText(chat.hub.server)
  const subStatus = { type: "active" }
  return {
    type: "contactInfo",
    user: chat.wire(user),
    contact: chat.contactInfo(contact),
    ...(conn !== undefined && {
      connectionStats_: {
        connAgentVersion: 7,
        // Who made a one-time link may send at once, and waits for the first message (o-users).
        rcvQueuesInfo: [
          {
            rcvServer: server,
            status: conn.heard || !isInviter(conn) ? "active" : "confirmed",
            canAbortSwitch: false,
            subStatus,
          },
        ],
        sndQueuesInfo: [{ sndServer: server, status: isInviter(conn) ? "active" : "confirmed" }],
        ratchetSyncState: "ok",
        ratchetSyncSupported: true,
        subStatus,
      },
    }),
  }
}

/** A message to the group's moderators about another. The core takes any word as a reason. */
function report(chat: Chat, [groupId, itemId, reason, text = ""]: readonly (string | undefined)[]) {
  return sendComposed(chat, {
    sendRef: { chatType: "group", chatId: Number(groupId), chatScope: { type: "memberSupport" } },
    liveMessage: false,
    signMessages: false,
    composedMessages: [
      {
        msgContent: { type: "report", text, reason: reason as T.ReportReason },
        quotedItemId: Number(itemId),
        mentions: {},
      },
    ],
  })
}

function reactionMembers(chat: Chat, found: readonly (string | undefined)[]): Answer {
  const [userId, groupId, itemId, reaction = ""] = found
  const user = chat.sameUser(chat.runningUser(), Number(userId))
  const group = chat.group(user, Number(groupId))
  const item = chat.state.items.get(Number(itemId))
  // The core does not look whether there is one: its database finds nothing to show (c-groups).
  if (item?.chat !== `#${group.id}` || item.sharedMsgId === undefined)
    throw notStored({ type: "dBException", message: "user error (no such item)" })
  const wanted = JSON.stringify(JSON.parse(reaction))
  const members = membersOf(chat.state, group.id)
  const memberReactions = item.reactions.flatMap((one) => {
    const id = one.by === "user" ? group.membershipId : one.by
    const member = members.find((each) => each.id === id)
    if (member === undefined || JSON.stringify(one.reaction) !== wanted) return []
    return [{ groupMember: chat.memberInfo(member, { withoutConn: true }), reactionTs: one.at }]
  })
  return { type: "reactionMembers", user: chat.wire(user), memberReactions }
}
