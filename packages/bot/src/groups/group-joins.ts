import type { AnyEvent } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import type { Notes } from "../checkpoints/notes.ts"

/**
 * Knows when the bot joined its groups: groups hand their recent history to new members, forwarded by
 * the member who let them in, with the times at which it was sent.
 */
export class GroupJoins {
  readonly #notes: Notes

  constructor(notes: Notes) {
    this.#notes = notes
  }

  /** Remembers when the bot joined a group, also when it returns to one. */
  see(event: AnyEvent): void {
    if (event.type !== "userJoinedGroup") return
    const { groupId, membership } = event.groupInfo
    const { memberId, updatedAt } = membership
    this.#notes.set(noteOf(groupId), [memberId, updatedAt])
  }

  /**
   * Whether a message was sent before the bot joined. Members who are not connected to the bot yet,
   * and the relays of channels, forward new messages as well: only the time distinguishes them.
   */
  isHistory({ chatInfo, chatItem: { meta } }: T.AChatItem): boolean {
    if (chatInfo.type !== "group" || meta.forwardedByMember === undefined) return false
    const { groupId, membership } = chatInfo.groupInfo
    // Who made the group gets no history; in a channel all that members write is forwarded by relays.
    if (membership.memberStatus === "creator") return false
    return Date.parse(meta.itemTs) <= Date.parse(this.#joinedAt(groupId, membership))
  }

  #joinedAt(groupId: number, { memberId, createdAt }: T.GroupMember): string {
    // With the id that the network gave the bot: in another database, the group is another.
    const [of, at] = (this.#notes.get(noteOf(groupId)) ?? []) as readonly string[]
    return of === memberId && at !== undefined ? at : createdAt
  }
}

const noteOf = (groupId: number): string => `joined/${groupId}`
