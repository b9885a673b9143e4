import type { AnyEvent } from "@simplex-chat/api"
import type { ChatResponse, T } from "@simplex-chat/types"
import type { ChatKey } from "../messages/chat-key.ts"

/** A contact, group or member that is gone. */
export interface Left {
  readonly chat: ChatKey
  readonly groupMemberId?: number | undefined
}

/** Answers to the commands that end a chat: no event reports these. */
export const goneByOneself = [
  "contactDeleted",
  "groupDeletedUser",
  "leftMemberUser",
  "userDeletedMembers",
] as const satisfies readonly ChatResponse["type"][]

/** The contacts, groups and members that are gone after an event or answer. */
export function leftBy(said: AnyEvent | ChatResponse): readonly Left[] {
  switch (said.type) {
    case "contactDeleted":
    case "contactDeletedByContact":
      return [{ chat: `direct:${said.contact.contactId}` }]
    case "leftMember":
      return [memberOf(said.groupInfo, said.member)]
    case "deletedMember":
      return [memberOf(said.groupInfo, said.deletedMember)]
    case "userDeletedMembers":
      return said.members.map((member) => memberOf(said.groupInfo, member))
    case "deletedMemberUser":
    case "groupDeleted":
    case "groupDeletedUser":
    case "leftMemberUser":
      return [{ chat: groupOf(said.groupInfo) }]
    default:
      return []
  }
}

const groupOf = ({ groupId }: T.GroupInfo): ChatKey => `group:${groupId}`

const memberOf = (group: T.GroupInfo, { groupMemberId }: T.GroupMember): Left => ({
  chat: groupOf(group),
  groupMemberId,
})
