import type { CR, T } from "@simplex-chat/types"
import type { Answer } from "./beyond/command.ts"
import type { Chat } from "../chat/chat.ts"
import { ask } from "../recipients/ask.ts"
import { commandFailed, unreadable } from "../simulation/failure.ts"
import { addSubscription, joinChannel } from "../channels/join.ts"
import { given } from "../views/views.ts"
import type { GroupRow, ItemRow, UserRow } from "../store/rows.ts"
import { chatInfo, itemView } from "../views/item-view.ts"
import { addBanner, addGroupFeatures, addItem } from "../items/items.ts"
import { parseLink } from "../simulation/links.ts"
import { addGroup, addMember, addMembership } from "../groups/members.ts"

// Apps show a group before they join it. The bot API does not declare these commands.

/** `/_prepare group USER LINK [SHORT LINK] DATA` */
export function prepareGroup(chat: Chat, text: string): Answer {
  const match = /^(\d+) (\S+)(?: (\S+?))?(?: direct=(?:on|off))? (\{.*\})$/s.exec(text)
  const [, userId, connFullLink, connShortLink, data] = match ?? []
  if (connFullLink === undefined || data === undefined) throw unreadable()
  const user = chat.runningUserWith(Number(userId))
  const link: T.CreatedConnLink = {
    connFullLink,
    ...(connShortLink !== undefined && { connShortLink }),
  }
  const { groupProfile, publicGroupData } = JSON.parse(data) as T.GroupShortLinkData
  const { displayName, description } = groupProfile
  if (groupProfile.publicGroup !== undefined)
    return prepareChannel(chat, user, { link, groupProfile, publicGroupData })
  const group = addGroup(chat, user, groupProfile, {
    preparedGroup: {
      connLinkToConnect: link,
      connLinkPreparedConnection: false,
      connLinkStartedConnection: false,
      ...(description !== undefined && { welcomeSharedMsgId: chat.hub.random.sharedId() }),
    },
  })
  const base64 = (name: string) => Buffer.from(name).toString("base64")
  const unknownId = chat.hub.random.base64(12)
  const hostId = base64(`${displayName}_unknown_host_${unknownId}`)
  const hostName = base64(unknownId).slice(0, 7)
  const host = addMember(chat, user, group, {
    memberId: hostId,
    memberRole: "admin",
    memberCategory: "host",
    memberStatus: "accepted",
    invitedBy: { type: "unknown" },
    localDisplayName: hostName,
    profile: chat.profile({ displayName: hostName, fullName: "" }),
    memberChatVRange: { minVersion: 1, maxVersion: 1 },
  })
  chat.state.groups.update(group, { hostMemberId: host.id })
  addMembership(chat, user, group, {
    memberId: base64(`${displayName}_user_unknown_id`),
    memberRole: "member",
    memberStatus: "unknown",
    invitedBy: { type: "unknown" },
    invitedByGroupMemberId: host.id,
  })
  const key = `#${group.id}`
  const welcome: ItemRow[] = []
  const dir = { type: "groupRcv", memberId: host.id } as const
  addBanner(chat, user, key)
  addGroupFeatures(chat, user, group, { dir })
  if (description !== undefined) {
    const content = {
      type: "rcvMsgContent",
      msgContent: { type: "text", text: description },
    } as const
    welcome.push(
      addItem(chat, user, { chat: key, dir, content, text: description, showGroupAsSender: true }),
    )
  }
  return preparedAnswer(chat, user, key, welcome)
}

type ChannelData = T.GroupShortLinkData & { readonly link: T.CreatedConnLink }

function prepareChannel(chat: Chat, user: UserRow, data: ChannelData): Answer {
  const { group, welcome } = showChannel(chat, user, data)
  const answer = preparedAnswer(chat, user, `#${group.id}`, welcome)
  // Its shared id shows once the chat is read again (k-channels).
  const sharedMsgId = group.preparedGroup?.welcomeSharedMsgId
  for (const item of welcome)
    chat.state.items.put(Object.assign(item, given("sharedMsgId", sharedMsgId)))
  return answer
}

/** A channel that is shown before it is joined: what it says, it says itself. */
export function showChannel(
  chat: Chat,
  user: UserRow,
  { link, groupProfile, publicGroupData }: ChannelData,
): { readonly group: GroupRow; readonly welcome: ItemRow[] } {
  const { description, publicGroup } = groupProfile
  const welcomeSharedMsgId = description === undefined ? undefined : chat.hub.random.sharedId()
  const group = addGroup(chat, user, groupProfile, {
    channel: { publicGroupId: publicGroup?.publicGroupId ?? "", rootPubKey: "" },
    ...given("publicMemberCount", publicGroupData?.publicMemberCount),
    preparedGroup: {
      connLinkToConnect: link,
      connLinkPreparedConnection: false,
      connLinkStartedConnection: false,
      ...given("welcomeSharedMsgId", welcomeSharedMsgId),
    },
  })
  addSubscription(chat, user, group)
  const key = `#${group.id}`
  const dir = { type: "channelRcv" } as const
  addBanner(chat, user, key)
  addGroupFeatures(chat, user, group, { dir })
  if (description === undefined) return { group, welcome: [] }
  const msgContent = { type: "text", text: description } as const
  const welcome = addItem(chat, user, {
    chat: key,
    dir,
    content: { type: "rcvMsgContent", msgContent },
    text: description,
    showGroupAsSender: true,
  })
  return { group, welcome: [welcome] }
}

/** Asks to join a channel that is shown. */
export function connectChannel(
  chat: Chat,
  user: UserRow,
  group: GroupRow,
): CR.StartedConnectionToGroup {
  const { preparedGroup } = group
  if (preparedGroup === undefined) throw commandFailed("group is not prepared")
  const { connFullLink, connShortLink } = preparedGroup.connLinkToConnect
  const entry = chat.hub.resolve(chat, user, parseLink(connShortLink ?? connFullLink))
  const relayResults = joinChannel(chat, user, group, entry)
  chat.state.groups.update(group, {
    preparedGroup: {
      ...preparedGroup,
      connLinkPreparedConnection: true,
      connLinkStartedConnection: true,
    },
  })
  const groupInfo = chat.groupInfo(group)
  return { type: "startedConnectionToGroup", user: chat.wire(user), groupInfo, relayResults }
}

/** `/_connect group #ID` */
export function connectPreparedGroup(chat: Chat, text: string): Answer {
  const user = chat.runningUser()
  const group = chat.group(user, Number(/^#?(\d+)/.exec(text)?.[1]))
  const { preparedGroup, hostMemberId } = group
  if (group.channel !== undefined) return connectChannel(chat, user, group)
  const host = chat.state.members.get(hostMemberId ?? 0)
  if (preparedGroup === undefined || host === undefined)
    throw commandFailed("group is not prepared")
  const { connFullLink } = preparedGroup.connLinkToConnect
  const entry = chat.hub.resolve(chat, user, parseLink(connFullLink))
  const conn = ask(chat, user, entry, {
    entity: { type: "member", memberId: host.id },
    connType: "member",
    pqSupport: false,
    pqEncryption: false,
  })
  chat.state.members.update(host, { connId: conn.id })
  chat.state.groups.update(group, {
    viaGroupLinkUri: entry.link.connFullLink,
    preparedGroup: {
      ...preparedGroup,
      connLinkPreparedConnection: true,
      connLinkStartedConnection: true,
    },
  })
  return {
    type: "startedConnectionToGroup",
    user: chat.wire(user),
    groupInfo: chat.groupInfo(group),
    relayResults: [],
  }
}

/** A chat that is shown before anything is sent, with what the other side says first. */
export function preparedAnswer(
  chat: Chat,
  user: UserRow,
  key: string,
  welcome: readonly ItemRow[],
): Answer {
  return {
    type: "newPreparedChat",
    user: chat.wire(user),
    chat: {
      chatInfo: chatInfo(chat.state, key),
      chatItems: welcome.map((item) => itemView(chat.state, item)),
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
