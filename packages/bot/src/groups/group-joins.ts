import type { AnyEvent } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import type { Notes } from "../checkpoints/notes.ts"

/**
 * Knows when the bot joined its groups: groups hand their recent history to new members, forwarded by
 * the member who let them in, with the times at which it was sent.
 *
 * These are the times of servers, and the time of joining is that of this machine, whose clock may be wrong.
 * So it is corrected by what is certain: the bot joined after everything that it had received before, and
 * before everything that members of the group have sent to it directly.
 */
export class GroupJoins {
  readonly #notes: Notes
  /** The latest time of a server that was seen. */
  #latest = ""
  /** Groups in which a member has sent something directly since the bot joined, or started. */
  readonly #corrected = new Set<number>()

  constructor(notes: Notes) {
    this.#notes = notes
  }

  /** Remembers when the bot joined a group, also when it returns to one. */
  see(event: AnyEvent): void {
    if (event.type === "newChatItems") for (const item of event.chatItems) this.#seeItem(item)
    if (event.type !== "userJoinedGroup") return
    const { groupId, membership } = event.groupInfo
    const { memberId, updatedAt } = membership
    this.#corrected.delete(groupId)
    const isLate = this.#latest !== "" && Date.parse(this.#latest) > Date.parse(updatedAt)
    this.#notes.set(noteOf(groupId), [memberId, isLate ? this.#latest : updatedAt])
  }

  #seeItem({ chatInfo, chatItem: { content, meta } }: T.AChatItem): void {
    // What others forward has the time that they say.
    if (content.type !== "rcvMsgContent" || meta.forwardedByMember !== undefined) return
    if (this.#latest === "" || Date.parse(meta.itemTs) > Date.parse(this.#latest))
      this.#latest = meta.itemTs
    if (chatInfo.type !== "group") return
    const { groupId, membership } = chatInfo.groupInfo
    if (this.#corrected.has(groupId)) return
    this.#corrected.add(groupId)
    if (Date.parse(meta.itemTs) < Date.parse(this.#joinedAt(groupId, membership)))
      this.#notes.set(noteOf(groupId), [membership.memberId, meta.itemTs])
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
