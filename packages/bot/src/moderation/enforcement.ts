import type { T } from "@simplex-chat/types"
import { escape } from "../messages/escape.ts"
import type { Message } from "../messages/message.ts"
import { ownText } from "../texts/own-texts.ts"
import type { MemberActions } from "./member-actions.ts"
import type { ModerationOptions, Penalty } from "./options.ts"
import type { InGroup, ModerationEntry, ModerationRecords } from "./records.ts"
import type { Reason, Rule } from "./rules.ts"

/** What enforcement works with. */
export interface EnforcementParts {
  readonly options: ModerationOptions
  readonly records: ModerationRecords
  readonly members: MemberActions
  readonly now: () => Date
  /** Gives the member the role back after a time. */
  readonly unmuteIn: (ms: number, who: InGroup, role: T.GroupMemberRole) => Promise<unknown>
  /** The role that a member gets back, if it only reads for a time. */
  readonly roleToCome: (who: InGroup) => Promise<T.GroupMemberRole | undefined>
  readonly cancelUnmute: (who: InGroup) => Promise<unknown>
}

/** What taking an entry back has led to. */
export type Undone = "done" | "invited" | "must-rejoin"

const defaultPenalties: readonly Penalty[] = ["warn", "warn", { muteMs: 3_600_000 }, "remove"]

/** Penalties, the log of them, and taking them back. */
export class Enforcement {
  readonly #parts: EnforcementParts

  constructor(parts: EnforcementParts) {
    this.#parts = parts
  }

  /** What follows a message that breaks a rule. It can come again after a kill, and counts once. */
  async punish(message: Message, { name: rule }: Rule, reason: Reason): Promise<void> {
    const { options, records, roleToCome } = this.#parts
    const { member } = message
    const who = whoSent(message)
    // What was written before the bot was there is deleted, and no breach.
    if (message.isHistory) return this.log(who, { rule, action: "deleted" })
    const { penalties = defaultPenalties } = options
    // Of a member who is muted already: otherwise the second mute would never end.
    const before = member.role === "observer" ? await roleToCome(who) : undefined
    const { count, last } = await records.countBreach(who, message.id, before ?? member.role)
    const penalty = penalties[Math.min(count, penalties.length) - 1] ?? "warn"
    const action = await this.#apply(penalty, who, last.role)
    const contactId = member.info.memberContactId
    await this.log(who, { id: last.entry, rule, action, role: last.role, contactId })
    const why =
      typeof reason === "string" ? reason : ownText(message, reason.key, reason.args ?? {})
    const minutes = typeof penalty === "object" ? minutesOf(penalty.muteMs) : 0
    const args = { name: escape(member.name), reason: why, minutes }
    await message.send(ownText(message, `mod-${action}`, args))
  }

  /** Removes a member, and logs it. */
  async remove(who: InGroup, rule: string, member: Pick<ModerationEntry, "role" | "contactId">) {
    if (await this.#parts.members.remove(who))
      await this.log(who, { ...member, rule, action: "removed" })
  }

  async log(
    who: InGroup,
    entry: Omit<ModerationEntry, "id" | "at" | "groupMemberId"> & { readonly id?: number },
  ): Promise<void> {
    const { records, options, now } = this.#parts
    const id = entry.id ?? (await records.newId(who.groupId))
    const at = now().toISOString()
    const whole = { ...entry, id, at, groupMemberId: who.groupMemberId }
    await records.put(who.groupId, whole)
    await options.onAction?.(whole, who.groupId)
  }

  /** Undefined when there is nothing of this number that can be taken back. */
  async undo(groupId: number, id: number): Promise<Undone | undefined> {
    const { records } = this.#parts
    const entry = await records.entry(groupId, id)
    if (entry === undefined || entry.isUndone === true || entry.action === "deleted")
      return undefined
    const who = { groupId, groupMemberId: entry.groupMemberId }
    const undone = await this.#takeBack(who, entry)
    // Afterwards: after a kill in between, it can be done again.
    await records.put(groupId, { ...entry, isUndone: true })
    await records.uncountBreach(who)
    return undone
  }

  async #takeBack(who: InGroup, entry: ModerationEntry): Promise<Undone> {
    const { members, cancelUnmute } = this.#parts
    const { role = "member", contactId } = entry
    switch (entry.action) {
      case "muted":
        await cancelUnmute(who)
        await members.giveBack(who, role)
        return "done"
      case "blocked":
        await members.setBlocked(who, false)
        return "done"
      case "removed": {
        // The core invites contacts only. Others can join by the link again.
        const isInvited =
          contactId !== undefined && (await members.invite(who.groupId, contactId, role))
        return isInvited ? "invited" : "must-rejoin"
      }
      default:
        return "done"
    }
  }

  /** What was done in the end: a bot whose role does not allow the penalty can only warn. */
  async #apply(
    penalty: Penalty,
    who: InGroup,
    role: T.GroupMemberRole,
  ): Promise<"warned" | "muted" | "blocked" | "removed"> {
    const { members, unmuteIn, cancelUnmute } = this.#parts
    switch (penalty) {
      case "warn":
        return "warned"
      case "block":
        return (await members.setBlocked(who, true)) ? "blocked" : "warned"
      case "remove":
        return (await members.remove(who)) ? "removed" : "warned"
      default: {
        // First: after a kill in between, the member would never speak again.
        await unmuteIn(penalty.muteMs, who, role)
        if (await members.setRole(who, "observer")) return "muted"
        await cancelUnmute(who)
        return "warned"
      }
    }
  }
}

/** The member who sent a message of a group. */
export function whoSent(message: Message): InGroup {
  const { chatInfo } = message.item
  const groupId = chatInfo.type === "group" ? chatInfo.groupInfo.groupId : 0
  return { groupId, groupMemberId: message.member.id }
}

export const minutesOf = (ms: number): number => Math.max(1, Math.round(ms / 60_000))
