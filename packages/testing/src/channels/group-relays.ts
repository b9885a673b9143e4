import type { T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { linkOf, linkView, updateGroupLink } from "../groups/group-link.ts"
import { recipientsOf, sendTo } from "../recipients/recipients.ts"
import type { ChatRelayRow, GroupRelayRow, GroupRow, MemberRow, UserRow } from "../store/rows.ts"
import { given } from "../views/views.ts"

/** A relay as its user named it. */
export function chatRelayView({ id, name, address, preset }: ChatRelayRow): T.UserChatRelay {
  return {
    chatRelayId: id,
    address,
    relayProfile: { displayName: name, fullName: "" },
    // What `/relays` adds is of no operator (k-channels 129).
    domains: [""],
    preset: preset ?? false,
    enabled: true,
    deleted: false,
  }
}

/** The state of a relay in a channel, as its owner sees it. */
export function groupRelayView(chat: Chat, row: GroupRelayRow): T.GroupRelay {
  const relay = chat.state.chatRelays.get(row.chatRelayId)
  return {
    groupRelayId: row.id,
    groupMemberId: row.memberId,
    userChatRelay: chatRelayView(
      relay ?? { id: row.chatRelayId, userId: row.userId, name: "", address: "" },
    ),
    relayStatus: row.status,
    ...given("relayLink", chat.state.members.get(row.memberId)?.relayLink),
    relayCap: {},
  }
}

export function groupRelays(chat: Chat, group: GroupRow): GroupRelayRow[] {
  return chat.state.groupRelays.filter(({ groupId }) => groupId === group.id)
}

export function groupRelayOf(chat: Chat, member: MemberRow): GroupRelayRow | undefined {
  return chat.state.groupRelays.find(({ memberId }) => memberId === member.id)
}

/** Emits that a relay of the user's channel has progressed. */
export function relayUpdated(chat: Chat, user: UserRow, group: GroupRow, member: MemberRow): void {
  const row = groupRelayOf(chat, member)
  if (row === undefined) return
  chat.emit({
    type: "groupRelayUpdated",
    user: chat.wire(user),
    groupInfo: chat.groupInfo(group),
    member: chat.memberInfo(member),
    groupRelay: groupRelayView(chat, row),
  })
}

/** The owner writes what changed into the channel's link; it says so when the server has it. */
export function refreshLink(chat: Chat, user: UserRow, group: GroupRow): void {
  chat.hub.soon(chat, `link ${group.id}`, () => {
    const link = linkOf(chat, group)
    if (link === undefined || chat.state.groups.get(group.id) === undefined) return
    const ready = groupRelays(chat, group).filter(({ status }) => status === "acknowledgedRoster")
    for (const row of ready) chat.state.groupRelays.update(row, { status: "active" })
    updateGroupLink(chat, group)
    chat.emit({
      type: "groupLinkDataUpdated",
      user: chat.wire(user),
      groupInfo: chat.groupInfo(group),
      groupLink: linkView(link),
      groupRelays: groupRelays(chat, group).map((row) => groupRelayView(chat, row)),
      relaysChanged: ready.length > 0,
    })
    for (const { memberId } of ready) joinThrough(chat, group, memberId)
  })
}

/** Those who are in the channel already join through a new relay as well. */
function joinThrough(chat: Chat, group: GroupRow, relayId: number): void {
  const { relayLink } = chat.state.members.get(relayId) ?? {}
  if (relayLink === undefined) return
  for (const to of recipientsOf(chat, group)) {
    if (to.member?.id !== relayId) sendTo(chat, to, [{ event: "x.grp.relay.new", relayLink }])
  }
}
