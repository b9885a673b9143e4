import type { T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import type { GroupRow, LinkRow } from "../store/rows.ts"
import { groupView, membersOf, membershipOf } from "../views/views.ts"
import { plainProfile } from "./members.ts"

/** The link of a group: of a channel, at its owner; of a relay in it, at the relay. */
export function linkOf(chat: Chat, group: GroupRow): LinkRow | undefined {
  return chat.state.links.find(({ groupId }) => groupId === group.id)
}

export function linkView({ id, link, groupLinkId, acceptMemberRole }: LinkRow): T.GroupLink {
  return {
    userContactLinkId: id,
    connLinkContact: link,
    shortLinkDataSet: true,
    shortLinkLargeDataSet: true,
    groupLinkId: groupLinkId ?? "",
    acceptMemberRole: acceptMemberRole ?? "member",
  }
}

/** What the server of a group's link shows to those who look it up. */
export function updateGroupLink(chat: Chat, group: GroupRow): void {
  const row = linkOf(chat, group)
  const queue = chat.conn(row?.connId)?.queue
  if (row === undefined || queue === undefined) return
  const { groupProfile, channel, relayOwnStatus } = group
  const at = { link: row.link, queue }
  if (channel === undefined)
    return void chat.hub.links.add({ kind: "group", ...at, group: { groupProfile } })
  const { memberId, pubKey = "", profile } = membershipOf(chat.state, group)
  if (relayOwnStatus !== undefined) {
    const relayMember = { memberId, pubKey, profile: plainProfile(profile) }
    return void chat.hub.links.add({ kind: "group", ...at, group: { groupProfile }, relayMember })
  }
  const { publicMemberCount = 0 } = groupView(chat.state, group).groupSummary
  const { publicGroupId, rootPubKey } = channel
  chat.hub.links.add({
    kind: "channel",
    ...at,
    group: { groupProfile, publicGroupData: { publicMemberCount } },
    channel: {
      publicGroupId,
      rootPubKey,
      owners: [{ memberId, pubKey }],
      relays: activeRelays(chat, group),
    },
  })
}

/** The links of the relays through which one can join now. */
function activeRelays(chat: Chat, group: GroupRow): string[] {
  const serving = chat.state.groupRelays.filter(
    ({ groupId, status }) => groupId === group.id && status === "active",
  )
  const members = membersOf(chat.state, group.id)
  return serving.flatMap(
    ({ memberId }) => members.find(({ id }) => id === memberId)?.relayLink ?? [],
  )
}
