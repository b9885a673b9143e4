import type { CR } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { removeLink } from "../connections/links.ts"
import { groupRelays } from "../channels/group-relays.ts"
import { deleteItems } from "../items/clear-chat.ts"
import { dropConns, reportGone } from "../receive/group-departures.ts"
import { recipientsOf, sendTo } from "../recipients/recipients.ts"
import { requireRole } from "../groups/roles.ts"
import type { GroupRow, UserRow } from "../store/rows.ts"
import { isCurrent, membersOf, membershipOf } from "../views/views.ts"

/**
 * Deletes a group's chat; as its owner, the group. The core knows one mode only: `messages` deletes all
 * of it as well (r-errors 1365 to 1370).
 */
export function deleteGroup(chat: Chat, user: UserRow, group: GroupRow): CR.GroupDeletedUser {
  const { state } = chat
  const membership = membershipOf(state, group)
  if (isCurrent(membership)) {
    requireRole(chat, group, "owner")
    const msgId = chat.hub.random.sharedId()
    const to = recipientsOf(chat, group)
    for (const one of to) sendTo(chat, one, [{ event: "x.grp.del", msgId }])
    chat.afterAnswer(() => reportGone(chat, to))
  }
  // A former member sends no message about it.
  const signed = isCurrent(membership) && group.channel !== undefined
  const view = chat.groupInfo(group)
  for (const link of state.links.filter(({ groupId }) => groupId === group.id))
    removeLink(chat, link)
  dropConns(chat, group)
  deleteItems(chat, user, `#${group.id}`)
  for (const member of membersOf(state, group.id).reverse()) {
    const shared = member.memberContactId !== undefined
    state.members.delete(member.id)
    // A channel's profiles stay: the relay had profile 8 (k-channels 804), and has 10 after the
    // subscriber deleted the channel and joined again (870).
    if (!shared && group.channel === undefined) state.profiles.delete(member.profile.profileId)
  }
  for (const relay of groupRelays(chat, group)) state.groupRelays.delete(relay.id)
  state.groups.delete(group.id)
  return deletedAnswer(chat, user, view, signed)
}

function deletedAnswer(
  chat: Chat,
  user: UserRow,
  groupInfo: CR.GroupDeletedUser["groupInfo"],
  msgSigned = false,
): CR.GroupDeletedUser {
  return { type: "groupDeletedUser", user: chat.wire(user), groupInfo, msgSigned }
}
