import { ChatCommandError } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import { isA } from "../is-a.ts"
import { escape } from "../messages/escape.ts"
import type { Message } from "../messages/message.ts"
import { KeyedMutex } from "../scheduling/keyed-mutex.ts"
import type { OwnTextKey, TextArgs } from "../texts/own-texts.ts"
import { type Captcha, isAnswer, newCaptcha } from "./captcha/captcha.ts"
import { type Enforcement, minutesOf, whoSent } from "./enforcement.ts"
import { isModerated, type MemberActions } from "./member-actions.ts"
import { type ModerationOptions, moderatorRoles } from "./options.ts"
import type { InGroup, ModerationRecords, PendingCaptcha } from "./records.ts"

/** What the review works with. */
export interface JoinReviewParts {
  readonly options: ModerationOptions
  readonly records: ModerationRecords
  readonly members: MemberActions
  readonly enforcement: Enforcement
  readonly now: () => Date
  /** Sends to the support chat of a member. */
  readonly tell: (who: InGroup, content: T.MsgContent) => Promise<unknown>
  /** A text in the language of the group. */
  readonly text: (who: InGroup, key: OwnTextKey, args: TextArgs) => Promise<string>
  /** Gives the member the role after a time. */
  readonly roleIn: (ms: number, who: InGroup, role: T.GroupMemberRole) => Promise<unknown>
  /** The role that a member gets, if it only reads for a time. */
  readonly roleToCome: (who: InGroup) => Promise<T.GroupMemberRole | undefined>
  /** Removes the member after a time, unless it is cancelled. */
  readonly expireIn: (ms: number, who: InGroup) => Promise<unknown>
  readonly cancelExpiry: (who: InGroup) => Promise<unknown>
}

/** The command with which a member asks for a sum instead of a picture. */
const sumCommand = /^\/?sum$/i

/**
 * New members: their names, the captcha, and a time in which they only read. The captcha is asked in the
 * support chat of the member, where observers and members that wait for review can write, and where
 * it costs no send to the others (recorded: a pending member writes to `#1(_support)`, moderators
 * answer in `#1(_support:5)`).
 */
export class JoinReview {
  readonly #parts: JoinReviewParts
  readonly #mutex = new KeyedMutex()

  constructor(parts: JoinReviewParts) {
    this.#parts = parts
  }

  /** A member has joined, or waits for review. */
  async joined({ groupId }: T.GroupInfo, member: T.GroupMember): Promise<void> {
    const { options, records } = this.#parts
    const who = { groupId, groupMemberId: member.groupMemberId }
    await this.#mutex.run(`${groupId} ${who.groupMemberId}`, async () => {
      // The host and other moderators learn of a member by different events, and sometimes by two.
      if (await records.isReviewed(who)) return
      await this.#review(who, member)
      // A member that waits for a moderator is reviewed once it is let in.
      if (isWaiting(member) && options.captchaMs === undefined) return
      await records.setReviewed(who)
    })
  }

  async #review(who: InGroup, member: T.GroupMember): Promise<void> {
    const { options, records, members, enforcement, now, roleIn, roleToCome } = this.#parts
    const { captchaMs, observeMs, rules, exempt = moderatorRoles } = options
    const { memberContactId: contactId, localDisplayName: name } = member
    if (exempt.includes(member.memberRole)) return
    const broken = rules.find((one) => one.member?.(name) !== undefined)
    if (broken !== undefined)
      return enforcement.remove(who, broken.name, { role: member.memberRole, contactId })
    const isPending = isWaiting(member)
    // After a kill in the middle of this, it only reads already.
    const isReader = member.memberRole === "observer"
    const role = (isReader ? await roleToCome(who) : undefined) ?? member.memberRole
    if (captchaMs === undefined) {
      // A moderator decides whether a member that waits for review is let in.
      if (observeMs === undefined || isPending) return
      await roleIn(observeMs, who, role)
      await members.setRole(who, "observer")
      return
    }
    if ((await records.captcha(who)) !== undefined) return
    const { captcha: kind = "picture", captchaAttempts: left = 3 } = options
    const until = now().getTime() + captchaMs
    const { answer } = newCaptcha(kind)
    const pending = { ...who, kind, answer, left, role, isPending, until, name, isAsked: false }
    await records.setCaptcha(pending)
    await this.#begin(pending)
  }

  /** A moderator has let the member in: nothing is left to be asked. */
  async acceptedByOther({ groupId }: T.GroupInfo, { groupMemberId }: T.GroupMember): Promise<void> {
    await this.#end({ groupId, groupMemberId })
  }

  /**
   * Goes on with what a kill has interrupted: questions that were not sent, and members whose event was
   * lost.
   */
  async resume(
    groups: readonly T.GroupInfo[],
    list: (groupId: number) => Promise<T.GroupMember[]>,
  ) {
    const { records, options } = this.#parts
    const captchas = await records.captchas()
    for (const captcha of captchas) if (!captcha.isAsked) await this.#begin(captcha)
    const { captchaMs, observeMs, rules } = options
    const isAsking = captchaMs !== undefined
    const hasNames = rules.some((one) => one.member !== undefined)
    if (!isAsking && observeMs === undefined && !hasNames) return
    for (const group of groups) {
      const { groupId, membership } = group
      if (!moderatorRoles.includes(membership.memberRole)) continue
      const members = await list(groupId)
      const upTo = await records.reviewedUpTo(groupId)
      for (const member of members) {
        const isNew = member.groupMemberId > (upTo ?? 0)
        // At the first start with this kit, members have been in before.
        const isMissed = isNew && hasJoined(member) && upTo !== undefined
        if (isMissed || (isNew && isAsking && isWaiting(member))) await this.joined(group, member)
      }
      await records.setReviewedUpTo(
        groupId,
        Math.max(0, ...members.map((one) => one.groupMemberId)),
      )
    }
  }

  /** Whether the message comes from a member who has yet to answer: it goes to no handler. */
  async takes(message: Message): Promise<boolean> {
    const captcha = await this.#parts.records.captcha(whoSent(message))
    if (captcha === undefined) return false
    if (message.isEdit) return true
    // Sent before the member was made an observer, or by one whom the bot may not make one.
    if (!isInSupportChat(message)) await isModerated(message)
    else if (sumCommand.test(message.text.trim())) await this.#ask(captcha, "sum")
    else if (isAnswer(message.text, captcha.answer)) await this.#pass(captcha)
    else await this.#wrong(captcha, message.id)
    return true
  }

  /** The time is over. */
  async expired(who: InGroup): Promise<void> {
    const captcha = await this.#parts.records.captcha(who)
    if (captcha !== undefined) await this.#fail(captcha)
  }

  async #begin(captcha: PendingCaptcha): Promise<void> {
    const { members, expireIn, now } = this.#parts
    await expireIn(Math.max(0, captcha.until - now().getTime()), captcha)
    // A member that waits for review reads nothing, and cannot be given a role.
    if (!captcha.isPending) await members.setRole(captcha, "observer")
    await this.#ask(captcha, captcha.kind)
  }

  async #ask(captcha: PendingCaptcha, kind: Captcha["kind"]): Promise<void> {
    const { records, tell } = this.#parts
    const question = newCaptcha(kind)
    const asked = { ...captcha, kind, answer: question.answer, isAsked: true }
    // First: the answer can come before the core has confirmed the question.
    await records.setCaptcha(asked)
    try {
      await tell(captcha, await this.#contentOf(captcha, question))
    } catch (error) {
      // Where pictures are not allowed. Anything else is tried again at the next start.
      await records.setCaptcha({ ...asked, isAsked: false })
      if (kind === "sum" || !isA(error, ChatCommandError)) throw error
      await this.#ask(captcha, "sum")
    }
  }

  async #contentOf(
    { name, until, ...who }: PendingCaptcha,
    { kind, shown }: Captcha,
  ): Promise<T.MsgContent> {
    const { text, now } = this.#parts
    const minutes = minutesOf(until - now().getTime())
    const args = { name: escape(name), sum: shown, minutes }
    if (kind === "sum") return { type: "text", text: await text(who, "mod-captcha-sum", args) }
    const caption = await text(who, "mod-captcha-picture", { ...args, sum: "/sum" })
    // Only a preview, no file: groups that allow no files show it, and it is there at once.
    return { type: "image", text: caption, image: shown }
  }

  async #pass(captcha: PendingCaptcha): Promise<void> {
    const { options, members, roleIn, text, tell } = this.#parts
    const { observeMs, letsIn = true } = options
    const { role, isPending, name } = captcha
    const isIn = !isPending || letsIn
    if (isIn && observeMs !== undefined) await roleIn(observeMs, captcha, role)
    const next = observeMs === undefined ? role : "observer"
    if (!isPending) await members.setRole(captcha, next)
    else if (letsIn) await members.letIn(captcha, next)
    // Last: after a kill before this, the answer comes again.
    await this.#end(captcha)
    const thanks = await text(captcha, "mod-welcome", { name: escape(name) })
    await tell(captcha, { type: "text", text: thanks })
  }

  async #wrong(captcha: PendingCaptcha, itemId: number): Promise<void> {
    // The message comes again after a kill, and counts once.
    const left = captcha.itemId === itemId ? captcha.left : captcha.left - 1
    if (left > 0) await this.#ask({ ...captcha, left, itemId }, captcha.kind)
    else await this.#fail(captcha)
  }

  async #fail(captcha: PendingCaptcha): Promise<void> {
    await this.#parts.enforcement.remove(captcha, "captcha", { role: captcha.role })
    await this.#end(captcha)
  }

  async #end(who: InGroup): Promise<void> {
    await this.#parts.records.deleteCaptcha(who)
    await this.#parts.cancelExpiry(who)
  }
}

/** Whether the member has joined after the bot, and is there. */
const hasJoined = ({ memberCategory, memberStatus }: T.GroupMember): boolean =>
  ["invitee", "post"].includes(memberCategory) && ["connected", "complete"].includes(memberStatus)

/** Whether the member waits until a moderator, or the bot, lets it in. */
export const isWaiting = ({ memberStatus }: T.GroupMember): boolean =>
  memberStatus === "pending_review" || memberStatus === "pending_approval"

/** Whether the message was sent to the moderators of a group. */
export const isInSupportChat = ({ item: { chatInfo } }: Message): boolean =>
  chatInfo.type === "group" && chatInfo.groupChatScope !== undefined
