import { type ChatApi, ChatCommandError, chatRef } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import { randomInt } from "node:crypto"
import type { Bot } from "../bot/bot.ts"
import { arg } from "../commands/argument-kinds.ts"
import { definePlugin, type Plugin } from "../composer/plugin.ts"
import { ConfigurationError } from "../errors.ts"
import { isA } from "../is-a.ts"
import { escape } from "../messages/escape.ts"
import { unlessGone } from "../messages/is-gone.ts"
import type { Member } from "../messages/member.ts"
import type { Message } from "../messages/message.ts"
import { Schedule, type ScheduleClock, type ScheduleStore } from "../schedule/index.ts"
import { checkStorage, type Storage } from "../state/storage.ts"
import { ownText } from "../texts/own-texts.ts"
import { type ModerationEntry, ModerationRecords } from "./records.ts"
import type { Reason, Rule } from "./rules.ts"

/** What follows when a rule is broken. */
export type Penalty = "warn" | "remove" | { readonly muteMs: number }

export interface ModerationOptions {
  /** What members must keep to; see `rule`. */
  readonly rules: readonly Rule[]
  /** Where warnings and the log are kept. Workers need one that all of them see. */
  readonly storage: Storage
  /** Where the ends of mutes are kept; beside the state file when absent, as those of a `Schedule`. */
  readonly store?: ScheduleStore | undefined
  /**
   * What follows the first, the second, ... breach of a member; the last one repeats. When absent: two
   * warnings, a mute of an hour, removal.
   */
  readonly penalties?: readonly [Penalty, ...Penalty[]] | undefined
  /** Whose messages are not checked; moderators, admins and owners when absent. */
  readonly exempt?: readonly T.GroupMemberRole[] | undefined
  /** How long new members have to answer a sum, in milliseconds; they are not asked when absent. */
  readonly captchaMs?: number | undefined
  /** How long new members can only read, in milliseconds; they can write at once when absent. */
  readonly observeMs?: number | undefined
  /** Called with each thing that was done: to count, or to tell the moderators elsewhere. */
  readonly onAction?: ((entry: Omit<ModerationEntry, "id">, groupId: number) => unknown) | undefined
  readonly clock?: ScheduleClock | undefined
}

interface InGroup {
  readonly groupId: number
  readonly groupMemberId: number
}

const moderatorRoles: readonly T.GroupMemberRole[] = ["moderator", "admin", "owner"]

/** How many entries of the log are shown. */
const shownEntries = 20

/**
 * Keeps groups in order: deletes what breaks a rule, also in edits, and in the history from before the bot
 * joined; warns, mutes for a time, and removes. Moderators read the log with `/modlog` and take things
 * back with `/undo`. The bot must be a moderator of the group, and an admin to mute and to remove.
 *
 * ```ts
 * const moderation = new Moderation(bot, {
 *   rules: [rule.links({ allow: ["example.com"] }), rule.floods({ limit: 5, windowMs: 10_000 })],
 *   storage: await sqliteStorage("data/state.db"),
 *   captchaMs: 300_000,
 * })
 * bot.group({}, moderation.plugin())
 * ```
 */
export class Moderation {
  readonly #bot: Bot
  readonly #options: ModerationOptions
  readonly #records: ModerationRecords
  readonly #schedule: Schedule<{
    "moderation-unmute": (who: InGroup) => Promise<unknown>
    "moderation-captcha": (who: InGroup) => Promise<unknown>
  }>

  /** @throws {ConfigurationError} when an option is wrong */
  constructor(bot: Bot, options: ModerationOptions) {
    checkOptions(options)
    this.#bot = bot
    this.#options = options
    this.#records = new ModerationRecords(options.storage, () => bot.identity)
    this.#schedule = new Schedule(bot, {
      tasks: {
        "moderation-unmute": (who: InGroup) => this.#setRole(who, "member"),
        "moderation-captcha": (who: InGroup) => this.#captchaOver(who),
      },
      store: options.store,
      clock: options.clock,
    })
  }

  /** The log of a group, oldest first. It holds no texts. */
  async log(groupId: number): Promise<readonly ModerationEntry[]> {
    return (await this.#records.read(groupId)).entries
  }

  /**
   * Takes something back: a mute ends, a warning is not counted any more. What was deleted stays deleted,
   * and who was removed must join again.
   *
   * @returns false when there is nothing of this number that can be taken back
   */
  async undo(groupId: number, id: number): Promise<boolean> {
    const entry = (await this.log(groupId)).find((one) => one.id === id)
    if (entry === undefined || entry.isUndone === true) return false
    if (entry.action === "removed" || entry.action === "deleted") return false
    const who = { groupId, groupMemberId: entry.groupMemberId }
    await this.#records.markUndone(groupId, id)
    await this.#records.warn(groupId, entry.groupMemberId, -1)
    if (entry.action === "muted") {
      await this.#schedule.cancel(unmuteId(who))
      await this.#setRole(who, "member")
    }
    return true
  }

  /** What a bot needs of it: checks of all messages, and the commands of moderators. */
  plugin(): Plugin {
    return definePlugin("moderation", (plugin) => {
      plugin.useAround(async (update, next) => {
        const isHandled = update.type === "message" && (await this.#check(update.message))
        if (!isHandled) await next()
      })
      // Without handlers, edits and history would not come at all.
      const groups = { chatType: "group" } as const
      plugin.onMessage({ ...groups, edited: true }, (_, { next }) => next())
      plugin.onMessage({ ...groups, history: true }, (_, { next }) => next())
      plugin.onMemberJoined(async ({ group, member }, { next }) => {
        await this.#joined(group, member)
        await next()
      })
      const moderators = { chatType: "group", role: moderatorRoles } as const
      plugin.onCommand("modlog", moderators, async (message) => {
        const entries = await this.log(groupOf(message))
        const lines = entries.slice(-shownEntries).map(lineOf)
        await message.reply(lines.length > 0 ? lines.join("\n") : ownText(message, "mod-log-empty"))
      })
      plugin.onCommand(
        "undo",
        { ...moderators, args: { number: arg.int({ min: 1 }) } },
        async (message, { args }) => {
          const isUndone = await this.undo(groupOf(message), args.number)
          await message.reply(ownText(message, isUndone ? "mod-undone" : "mod-not-undone"))
        },
      )
    })()
  }

  /** Whether the message was dealt with, and goes to no handler. */
  async #check(message: Message): Promise<boolean> {
    const { sender, chat } = message
    const { exempt = moderatorRoles } = this.#options
    if (chat.type !== "group" || sender.type !== "member" || exempt.includes(sender.role))
      return false
    if (!message.isHistory && (await this.#isCaptcha(message))) return true
    for (const rule of this.#options.rules) {
      const reason = rule.message?.(message) ?? rule.member?.(sender.name)
      if (reason === undefined) continue
      // A bot that joins by a link gets history before it is made a moderator.
      if (message.isHistory && !(await this.#isAllowed(message.moderate()))) return false
      if (!message.isHistory) await unlessGone(message.moderate())
      await this.#penalize(message, rule, reason)
      return true
    }
    return false
  }

  async #penalize(message: Message, { name: rule }: Rule, reason: Reason): Promise<void> {
    const groupId = groupOf(message)
    const { member } = message
    const who = { groupId, groupMemberId: member.id }
    const done = (action: ModerationEntry["action"]) =>
      this.#log(who, { at: message.sentAt.toISOString(), groupMemberId: member.id, rule, action })
    // What was written before the bot was there is deleted, and no breach.
    if (message.isHistory) return done("deleted")
    const { penalties = defaultPenalties } = this.#options
    const count = await this.#records.warn(groupId, member.id)
    const penalty = penalties[Math.min(count, penalties.length) - 1] ?? "warn"
    const why =
      typeof reason === "string" ? reason : ownText(message, reason.key, reason.args ?? {})
    if (penalty === "remove") {
      await member.remove()
      await message.send(ownText(message, "mod-removed", { reason: why }))
      return done("removed")
    }
    if (penalty === "warn") {
      await message.send(ownText(message, "mod-warned", { name: escape(member.name), reason: why }))
      return done("warned")
    }
    await member.setRole("observer")
    await this.#schedule.in(penalty.muteMs, "moderation-unmute", who, { id: unmuteId(who) })
    const minutes = Math.max(1, Math.round(penalty.muteMs / 60_000))
    await message.send(
      ownText(message, "mod-muted", { name: escape(member.name), reason: why, minutes }),
    )
    return done("muted")
  }

  async #isAllowed(work: Promise<unknown>): Promise<boolean> {
    try {
      return await unlessGone(work)
    } catch (error) {
      if (isA(error, ChatCommandError)) return false
      throw error
    }
  }

  async #log(who: InGroup, entry: Omit<ModerationEntry, "id">): Promise<void> {
    await this.#records.log(who.groupId, entry)
    await this.#options.onAction?.(entry, who.groupId)
  }

  async #joined(group: T.GroupInfo, member: Member): Promise<void> {
    const { captchaMs, observeMs, rules, exempt = moderatorRoles } = this.#options
    if (exempt.includes(member.role)) return
    const who = { groupId: group.groupId, groupMemberId: member.id }
    const rule = rules.find((one) => one.member?.(member.name) !== undefined)
    if (rule !== undefined) {
      await member.remove()
      await this.#log(who, {
        at: this.#schedule.now().toISOString(),
        groupMemberId: member.id,
        rule: rule.name,
        action: "removed",
      })
      return
    }
    if (captchaMs === undefined) {
      if (observeMs !== undefined) await this.#observe(who, observeMs)
      return
    }
    const [a, b] = [randomInt(2, 10), randomInt(2, 10)]
    await this.#records.setCaptcha(who.groupId, member.id, String(a + b))
    await this.#schedule.in(captchaMs, "moderation-captcha", who, { id: captchaId(who) })
    const minutes = Math.max(1, Math.round(captchaMs / 60_000))
    const args = { name: escape(member.name), sum: `${a} + ${b}`, minutes }
    const chat = { chatType: "group", chatId: group.groupId } as const
    await this.#bot.send(chat, ownText(member, "mod-captcha", args))
  }

  /** Whether the member has yet to answer: nothing else counts until then. */
  async #isCaptcha(message: Message): Promise<boolean> {
    const who = { groupId: groupOf(message), groupMemberId: message.member.id }
    const { captchas } = await this.#records.read(who.groupId)
    const answer = captchas[who.groupMemberId]
    if (answer === undefined) return false
    await unlessGone(message.moderate())
    if (message.text.normalize("NFKC").trim() !== answer) return true
    await this.#records.setCaptcha(who.groupId, who.groupMemberId, undefined)
    await this.#schedule.cancel(captchaId(who))
    await message.send(ownText(message, "mod-welcome", { name: escape(message.member.name) }))
    const { observeMs } = this.#options
    if (observeMs !== undefined) await this.#observe(who, observeMs)
    return true
  }

  async #captchaOver(who: InGroup): Promise<void> {
    const { captchas } = await this.#records.read(who.groupId)
    if (captchas[who.groupMemberId] === undefined) return
    await this.#records.setCaptcha(who.groupId, who.groupMemberId, undefined)
    await unlessGone(this.#api.apiRemoveMembers(who.groupId, [who.groupMemberId]))
    const at = this.#schedule.now().toISOString()
    const { groupMemberId } = who
    await this.#log(who, { at, groupMemberId, rule: "captcha", action: "removed" })
  }

  async #observe(who: InGroup, ms: number): Promise<void> {
    await this.#setRole(who, "observer")
    await this.#schedule.in(ms, "moderation-unmute", who, { id: unmuteId(who) })
  }

  /** False when the member is gone. */
  #setRole({ groupId, groupMemberId }: InGroup, role: T.GroupMemberRole): Promise<boolean> {
    return unlessGone(this.#api.apiSetMembersRole(groupId, [groupMemberId], role))
  }

  get #api(): ChatApi {
    return this.#bot.api
  }
}

const defaultPenalties: readonly Penalty[] = ["warn", "warn", { muteMs: 3_600_000 }, "remove"]

const unmuteId = ({ groupId, groupMemberId }: InGroup): string =>
  `unmute:${groupId}:${groupMemberId}`
const captchaId = ({ groupId, groupMemberId }: InGroup): string =>
  `captcha:${groupId}:${groupMemberId}`

const groupOf = (message: Message): number => chatRef(message.chat).chatId

const lineOf = ({ id, at, groupMemberId, rule, action, isUndone }: ModerationEntry): string => {
  const what = `${id}. ${at.slice(0, 16).replace("T", " ")} ${action} ${groupMemberId}: ${rule}`
  return isUndone === true ? `~${what}~` : what
}

function checkOptions(options: ModerationOptions): void {
  checkStorage(options.storage)
  const { rules, penalties, captchaMs, observeMs } = options
  const isList = Array.isArray(rules as unknown) && rules.length > 0
  if (!isList || !rules.every((one) => typeof (one as Rule | undefined)?.name === "string"))
    throw new ConfigurationError("rules", "must be a list: [rule.links(), rule.names(/admin/i)]")
  const isPenalty = (one: Penalty) =>
    ["warn", "remove"].includes(one as string) || (typeof one === "object" && one.muteMs > 0)
  if (penalties !== undefined && (penalties.length < 1 || !penalties.every(isPenalty)))
    throw new ConfigurationError("penalties", 'must be a list of "warn", { muteMs }, "remove"')
  for (const [name, ms] of Object.entries({ captchaMs, observeMs }))
    if (ms !== undefined && !(typeof ms === "number" && ms > 0))
      throw new ConfigurationError(name, "must be a number of milliseconds above 0")
}
