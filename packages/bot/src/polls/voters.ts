import type { ChatApi } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import { chatOfKey } from "../messages/chat-key.ts"
import type { KeptPoll } from "./poll.ts"

/** The `sender.key` of a member. */
export const voterKey = (groupId: number, { groupMemberId }: T.GroupMember): string =>
  `group:${groupId}:member:${groupMemberId}`

const isGone: ReadonlySet<T.GroupMemberStatus> = new Set(["rejected", "removed", "left", "deleted"])

export const isMember = ({ memberStatus }: T.GroupMember): boolean => !isGone.has(memberStatus)

/**
 * Those of a poll's voters who have left its group. Whoever joins again is another member, with another
 * `memberId` and another profile in the database: nothing tells that they have voted.
 */
export async function votersGone(
  api: ChatApi,
  { chat, votes }: KeptPoll,
): Promise<ReadonlySet<string>> {
  const { chatType, chatId: groupId } = chatOfKey(chat)
  if (chatType !== "group" || Object.keys(votes).length === 0) return new Set()
  const members = await api.apiListMembers(groupId)
  const present = new Set(members.filter(isMember).map((member) => voterKey(groupId, member)))
  const voters = Object.keys(votes).filter((key) => key.includes(":member:"))
  return new Set(voters.filter((key) => !present.has(key)))
}
