import { type ChatApi, ChatCommandError } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import { isA } from "../is-a.ts"
import { unlessGone } from "../messages/is-gone.ts"
import type { Message } from "../messages/message.ts"
import type { InGroup } from "./records.ts"

/**
 * Whether the core did it: false when what it was about is gone, and when the role of the bot does not
 * allow it.
 */
export async function isDone(work: Promise<unknown>): Promise<boolean> {
  try {
    return await unlessGone(work)
  } catch (error) {
    if (isA(error, ChatCommandError) && error.code === "groupUserRole") return false
    throw error
  }
}

/** Whether the core deleted a message for all. The history of a group can have what it deletes for no one. */
export async function isModerated(message: Message): Promise<boolean> {
  try {
    return await unlessGone(message.moderate())
  } catch (error) {
    if (isA(error, ChatCommandError)) return false
    throw error
  }
}

/** The role of authors is given by no command. */
const givable = (role: T.GroupMemberRole): T.GroupMemberRole =>
  role === "author" ? "member" : role

/** A member that does not wait any more is in. As recorded: `member should be pending approval ...`. */
function unlessLetIn(error: unknown): void {
  const isLetIn =
    isA(error, ChatCommandError) &&
    error.chatError?.type === "error" &&
    error.chatError.errorType.type === "commandError" &&
    error.chatError.errorType.message.startsWith("member should be pending")
  if (!isLetIn) throw error
}

/** What is done to members. Each can be done again: after a kill it is. */
export const memberActions = (api: () => ChatApi) => ({
  setRole: ({ groupId, groupMemberId }: InGroup, role: T.GroupMemberRole) =>
    isDone(api().apiSetMembersRole(groupId, [groupMemberId], givable(role))),
  /** Ends a mute. A member that was given another role in the meantime keeps it. */
  giveBack: async ({ groupId, groupMemberId }: InGroup, role: T.GroupMemberRole) => {
    const give = async () => {
      const members = await api().apiListMembers(groupId)
      const found = members.find((member) => member.groupMemberId === groupMemberId)
      if (found?.memberRole !== "observer") return
      await api().apiSetMembersRole(groupId, [groupMemberId], givable(role))
    }
    await isDone(give())
  },
  remove: ({ groupId, groupMemberId }: InGroup) =>
    isDone(api().apiRemoveMembers(groupId, [groupMemberId])),
  setBlocked: ({ groupId, groupMemberId }: InGroup, isBlocked: boolean) =>
    isDone(api().apiBlockMembersForAll(groupId, [groupMemberId], isBlocked)),
  letIn: ({ groupId, groupMemberId }: InGroup, role: T.GroupMemberRole) =>
    isDone(api().apiAcceptMember(groupId, groupMemberId, givable(role)).catch(unlessLetIn)),
  invite: (groupId: number, contactId: number, role: T.GroupMemberRole) =>
    isDone(api().apiAddMember(groupId, contactId, givable(role))),
})

export type MemberActions = ReturnType<typeof memberActions>
