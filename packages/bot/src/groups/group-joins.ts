import type { AnyEvent } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import type { Notes } from "../checkpoints/notes.ts"

/** What is remembered of a group. */
interface Joining {
  /** When the bot joined. */
  readonly at: string
  /** The first item that is certainly no history any more; undefined until there is one. */
  readonly newsFrom?: number | undefined
}

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
  /** Groups whose host has: it hands history over before it says anything, in one queue. */
  readonly #handedOver = new Set<number>()

  constructor(notes: Notes) {
    this.#notes = notes
  }

  /** Remembers when the bot joined a group, also when it returns to one. */
  see(event: AnyEvent): void {
    if (event.type === "newChatItems") for (const item of event.chatItems) this.#seeItem(item)
    if (event.type !== "userJoinedGroup") return
    const { groupId, membership } = event.groupInfo
    const { updatedAt } = membership
    this.#corrected.delete(groupId)
    this.#handedOver.delete(groupId)
    const isLate = this.#latest !== "" && Date.parse(this.#latest) > Date.parse(updatedAt)
    this.#remember(groupId, membership, { at: isLate ? this.#latest : updatedAt })
  }

  #seeItem({ chatInfo, chatItem: { content, meta, chatDir } }: T.AChatItem): void {
    // What others forward has the time that they say.
    if (content.type !== "rcvMsgContent" || meta.forwardedByMember !== undefined) return
    if (this.#latest === "" || Date.parse(meta.itemTs) > Date.parse(this.#latest))
      this.#latest = meta.itemTs
    if (chatInfo.type !== "group") return
    const { groupId, membership } = chatInfo.groupInfo
    if (!this.#corrected.has(groupId)) {
      this.#corrected.add(groupId)
      const joining = this.#joining(groupId, membership)
      if (secondOf(meta.itemTs) < secondOf(joining.at))
        this.#remember(groupId, membership, { ...joining, at: endOfSecond(meta.itemTs) })
    }
    const isOfHost = chatDir.type === "groupRcv" && chatDir.groupMember.memberCategory === "host"
    if (!isOfHost || this.#handedOver.has(groupId)) return
    this.#handedOver.add(groupId)
    const joining = this.#joining(groupId, membership)
    if (joining.newsFrom === undefined)
      this.#remember(groupId, membership, { ...joining, newsFrom: meta.itemId })
  }

  /**
   * Whether a message was sent before the bot joined. Members who are not connected to the bot yet,
   * and the relays of channels, forward new messages as well: only the time distinguishes them. It is in whole
   * seconds, but for what the host itself said: in the second in which the bot joined, the order decides.
   */
  isHistory({ chatInfo, chatItem: { chatDir, meta } }: T.AChatItem): boolean {
    if (chatInfo.type !== "group" || meta.forwardedByMember === undefined) return false
    const { groupId, membership, fullGroupPreferences } = chatInfo.groupInfo
    // Who made the group gets no history; in a channel all that members write is forwarded by relays.
    if (membership.memberStatus === "creator") return false
    const sender = chatDir.type === "groupRcv" ? chatDir.groupMember.groupMemberId : undefined
    // What members themselves say now they do not forward.
    if (sender === meta.forwardedByMember) return true
    const { at, newsFrom } = this.#joining(groupId, membership)
    if (secondOf(meta.itemTs) !== secondOf(at)) return secondOf(meta.itemTs) < secondOf(at)
    if (fullGroupPreferences.history.enable === "off") return false
    return newsFrom === undefined || meta.itemId < newsFrom
  }

  #joining(groupId: number, { memberId, createdAt }: T.GroupMember): Joining {
    // With the id that the network gave the bot: in another database, the group is another.
    const [of, at, newsFrom] = (this.#notes.get(noteOf(groupId)) ?? []) as readonly unknown[]
    if (of !== memberId || typeof at !== "string") return { at: createdAt }
    return { at, newsFrom: typeof newsFrom === "number" ? newsFrom : undefined }
  }

  #remember(groupId: number, { memberId }: T.GroupMember, { at, newsFrom }: Joining): void {
    this.#notes.set(
      noteOf(groupId),
      newsFrom === undefined ? [memberId, at] : [memberId, at, newsFrom],
    )
  }
}

const secondOf = (time: string): number => Math.floor(Date.parse(time) / 1000)

/** The latest that a time in whole seconds can mean. */
const endOfSecond = (time: string): string => new Date(secondOf(time) * 1000 + 999).toISOString()

const noteOf = (groupId: number): string => `joined/${groupId}`
