import type { CR, T } from "@simplex-chat/types"
import type { Chat } from "../../chat/chat.ts"
import { addSubscription, joinChannel } from "../../channels/join.ts"
import { addGroup } from "../../groups/members.ts"
import { addBanner, addGroupFeatures } from "../../items/items.ts"
import { commandFailed } from "../../simulation/failure.ts"
import { parseLink } from "../../simulation/links.ts"
import type { GroupRow, ItemRow, UserRow } from "../../store/rows.ts"
import { given } from "../../views/views.ts"
import { addWelcome, preparedAnswer } from "./answers.ts"

type ChannelData = T.GroupShortLinkData & { readonly link: T.CreatedConnLink }

export function prepareChannel(chat: Chat, user: UserRow, data: ChannelData): CR.NewPreparedChat {
  const { group, welcome } = showChannel(chat, user, data)
  return preparedAnswer(chat, user, `#${group.id}`, welcome)
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
  const more = { chat: key, dir, ...given("sharedMsgId", welcomeSharedMsgId) }
  const content = { type: "text", text: description } as const
  const welcome = addWelcome(chat, user, content, { ...more, showGroupAsSender: true })
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
