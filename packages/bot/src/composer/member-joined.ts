import type { AnyEvent, EventTag } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import { Member } from "../messages/member.ts"
import type { MemberJoinedHandler } from "./handlers.ts"
import type { EventRoute } from "./plan.ts"

/** The events by which a new member of a group can become known. */
export const joinEvents = [
  "joinedGroupMember",
  "connectedToGroupMember",
  "memberAcceptedByOther",
] as const satisfies readonly EventTag[]

/** Calls the handler for events by which a member has joined. */
export function memberJoinedCall(handler: MemberJoinedHandler): EventRoute["call"] {
  return (event, context, api) => {
    const joined = joinedMember(event)
    if (joined === undefined) return context.next()
    const { group, member } = joined
    return handler({ group, member: new Member(api, group, member) }, context)
  }
}

/**
 * The member that has joined by an event, and can read what is sent to the group. Undefined when the
 * member was there before the bot, or still waits for approval.
 *
 * As recorded: the member who let it in gets `joinedGroupMember`, the others `connectedToGroupMember`.
 */
function joinedMember(event: AnyEvent): { group: T.GroupInfo; member: T.GroupMember } | undefined {
  switch (event.type) {
    case "joinedGroupMember":
      return accepted(event.groupInfo, event.member)
    case "connectedToGroupMember":
      return event.member.memberCategory === "post"
        ? accepted(event.groupInfo, event.member)
        : undefined
    case "memberAcceptedByOther":
      return accepted(event.groupInfo, event.member)
    default:
      return undefined
  }
}

const waiting: readonly T.GroupMemberStatus[] = ["pending_approval", "pending_review"]

const accepted = (group: T.GroupInfo, member: T.GroupMember) =>
  waiting.includes(member.memberStatus) ? undefined : { group, member }
