import type { CR, T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import type { Handlers } from "./handlers.ts"
import { failed, notStored } from "../simulation/failure.ts"
import { linkOf, linkView, updateGroupLink } from "../groups/group-link.ts"
import { requireRole } from "../groups/roles.ts"
import type { GroupRow } from "../store/rows.ts"
import { addLink, removeLink } from "../connections/links.ts"

export const groupLinkCommands = {
  APICreateGroupLink(chat, { groupId, memberRole }) {
    const user = chat.runningUser()
    const group = chat.group(user, groupId)
    requireRole(chat, group, "admin")
    checkInitial(chat, group, memberRole)
    if (linkOf(chat, group) !== undefined) {
      throw notStored({ type: "duplicateGroupLink", groupInfo: chat.groupInfo(group) })
    }
    chat.hub.reachable(chat.hub.server)
    chat.reach(user, chat.hub.server.host)
    const groupLinkId = `${chat.hub.random.url(16)}==`
    const link = addLink(chat, user, "group", {
      groupId,
      groupLinkId,
      acceptMemberRole: memberRole,
    })
    updateGroupLink(chat, group)
    return {
      type: "groupLinkCreated",
      user: chat.wire(user),
      groupInfo: chat.groupInfo(group),
      groupLink: linkView(link),
    }
  },

  APIGroupLinkMemberRole(chat, { groupId, memberRole }) {
    const { user, group, link } = existing(chat, groupId, "admin")
    checkInitial(chat, group, memberRole)
    chat.state.links.update(link, { acceptMemberRole: memberRole })
    return {
      type: "groupLink",
      user: chat.wire(user),
      groupInfo: chat.groupInfo(group),
      groupLink: linkView(link),
    }
  },

  APIDeleteGroupLink(chat, { groupId }) {
    const { user, group, link } = existing(chat, groupId, "admin")
    // Accepted for a channel, too, which is broken then: relays can be neither added nor removed
    // (k-channels 1021 to 1029).
    removeLink(chat, link)
    return { type: "groupLinkDeleted", user: chat.wire(user), groupInfo: chat.groupInfo(group) }
  },

  APIGetGroupLink: (chat, { groupId }) => shown(chat, groupId),

  /** Links of 7.0 have a short form from the beginning. */
  APIAddGroupShortLink: (chat, { groupId }) => shown(chat, groupId),
} satisfies Partial<Handlers>

/** A link lets people join as members or observers, in no other role (p-links 736 to 741). */
function checkInitial(chat: Chat, group: GroupRow, initialRole: T.GroupMemberRole): void {
  if (initialRole === "member" || initialRole === "observer") return
  throw failed({ type: "groupMemberInitialRole", groupInfo: chat.groupInfo(group), initialRole })
}

function shown(chat: Chat, groupId: number): CR.GroupLink {
  const { user, group, link } = existing(chat, groupId)
  const groupInfo = chat.groupInfo(group)
  return { type: "groupLink", user: chat.wire(user), groupInfo, groupLink: linkView(link) }
}

function existing(chat: Chat, groupId: number, role?: T.GroupMemberRole) {
  const user = chat.runningUser()
  const group = chat.group(user, groupId)
  if (role !== undefined) requireRole(chat, group, role)
  const link = linkOf(chat, group)
  if (link === undefined) {
    throw notStored({ type: "groupLinkNotFound", groupInfo: chat.groupInfo(group) })
  }
  return { user, group, link }
}
