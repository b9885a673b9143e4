import { type AnyEvent, chatRef } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import type { Bot } from "../bot/bot.ts"
import { arg } from "../commands/argument-kinds.ts"
import { definePlugin, type Plugin } from "../composer/plugin.ts"
import { checkBot, checkId } from "../checks.ts"
import type { Message } from "../messages/message.ts"
import { escape } from "../messages/escape.ts"
import { unlessGone } from "../messages/is-gone.ts"
import { Schedule } from "../schedule/index.ts"
import { ownText, ownTextIn } from "../texts/own-texts.ts"
import { Enforcement, type Undone } from "./enforcement.ts"
import { isInSupportChat, isWaiting, JoinReview } from "./join-review.ts"
import { isModerated, memberActions } from "./member-actions.ts"
import { type ModerationOptions, moderatorRoles, checkModeration } from "./options.ts"
import { type InGroup, type ModerationEntry, ModerationRecords } from "./records.ts"

/** A member who gets a role at a time. */
interface WithRole extends InGroup {
  readonly role: T.GroupMemberRole
}

/** How many entries of the log are shown. */
const shownEntries = 20

/**
 * Keeps groups in order: deletes what breaks a rule, also in edits, and in the history from before the bot
 * joined; warns, mutes for a time, blocks and removes; asks new members to solve a captcha. Moderators
 * read the log with `/modlog` and take things back with `/undo`. The bot must be a moderator of the
 * group, and an admin to mute and to remove.
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
  readonly #enforcement: Enforcement
  readonly #review: JoinReview
  readonly #schedule: Schedule<{
    "moderation-unmute": (who: WithRole) => Promise<unknown>
    "moderation-captcha": (who: InGroup) => Promise<unknown>
    "moderation-resume": () => Promise<unknown>
  }>

  /** @throws {ConfigurationError} when an option is wrong */
  constructor(bot: Bot, options: ModerationOptions) {
    checkBot(bot, "Moderation")
    checkModeration(options)
    this.#bot = bot
    this.#options = options
    const records = (this.#records = new ModerationRecords(options.storage, () => bot.identity))
    const members = memberActions(() => bot.api)
    const now = () => this.#schedule.now()
    const roleIn = (ms: number, who: InGroup, role: T.GroupMemberRole) =>
      this.#schedule.in(ms, "moderation-unmute", { ...only(who), role }, { id: unmuteId(who) })
    const roleToCome = async (who: InGroup) => {
      const unmute = (await this.#schedule.list()).find(({ id }) => id === unmuteId(who))
      return (unmute?.payload as WithRole | undefined)?.role
    }
    const enforcement = (this.#enforcement = new Enforcement({
      options,
      records,
      members,
      now,
      unmuteIn: roleIn,
      roleToCome,
      cancelUnmute: (who) => this.#schedule.cancel(unmuteId(who)),
    }))
    this.#review = new JoinReview({
      options,
      records,
      members,
      enforcement,
      now,
      tell: (who, content) => unlessGone(bot.send(supportChat(who), content)),
      text: ({ groupId: chatId }, key, args) =>
        ownTextIn(bot.api, { chatType: "group", chatId }, key, args),
      roleIn,
      roleToCome,
      expireIn: (ms, who) =>
        this.#schedule.in(ms, "moderation-captcha", only(who), { id: captchaId(who) }),
      cancelExpiry: (who) => this.#schedule.cancel(captchaId(who)),
    })
    this.#schedule = new Schedule(bot, {
      tasks: {
        "moderation-unmute": ({ role, ...who }: WithRole) => members.giveBack(who, role),
        "moderation-captcha": (who: InGroup) => this.#review.expired(who),
        "moderation-resume": () => this.#resume(),
      },
      store: options.store,
      clock: options.clock,
    })
  }

  /** The log of a group, oldest first. It holds no texts. */
  async log(groupId: number): Promise<readonly ModerationEntry[]> {
    checkId(groupId, "groupId")
    return this.#records.entries(groupId)
  }

  /**
   * Takes something back: a mute or a block ends, a breach is not counted any more. Who was removed is
   * invited again if it is a contact of the bot, and must join by the link again otherwise
   * (`must-rejoin`). What was deleted stays deleted.
   *
   * @returns undefined when there is nothing of this number that can be taken back
   */
  async undo(groupId: number, id: number): Promise<Undone | undefined> {
    checkId(groupId, "groupId")
    checkId(id)
    return this.#enforcement.undo(groupId, id)
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
      for (const tag of joinEvents)
        plugin.onEvent(tag, async (event, { next }) => {
          await this.#joined(event)
          await next()
        })
      // As a task, of several workers one does it.
      plugin.onStart(() =>
        this.#schedule.in(0, "moderation-resume", undefined, { id: "moderation-resume" }),
      )
      this.#addCommands(plugin)
    })()
  }

  #addCommands(plugin: Plugin): void {
    const moderators = { chatType: "group", role: moderatorRoles } as const
    plugin.onCommand("modlog", moderators, async (message) => {
      const entries = (await this.log(groupOf(message))).slice(-shownEntries)
      const members = await this.#bot.api.apiListMembers(groupOf(message))
      const names = new Map(members.map((one) => [one.groupMemberId, one.localDisplayName]))
      const lines = entries.map((entry) => lineOf(entry, names.get(entry.groupMemberId)))
      await message.reply(lines.length > 0 ? lines.join("\n") : ownText(message, "mod-log-empty"))
    })
    const args = { number: arg.int({ min: 1 }) }
    plugin.onCommand("undo", { ...moderators, args }, async (message, { args: { number } }) => {
      const undone = await this.undo(groupOf(message), number)
      await message.reply(ownText(message, undone === undefined ? "mod-not-undone" : said[undone]))
    })
  }

  /** Whether the message was dealt with, and goes to no handler. */
  async #check(message: Message): Promise<boolean> {
    const { sender, chat } = message
    const { exempt = moderatorRoles, rules, captchaMs } = this.#options
    if (chat.type !== "group" || sender.type !== "member" || exempt.includes(sender.role))
      return false
    const isNew = !message.isHistory
    if (isNew && captchaMs !== undefined && (await this.#review.takes(message))) return true
    // What members show moderators is for these to judge.
    if (isInSupportChat(message)) return false
    for (const rule of rules) {
      const reason = rule.message?.(message) ?? rule.member?.(sender.name)
      if (reason === undefined) continue
      // A bot that joins by a link gets history before it is made a moderator.
      if (message.isHistory && !(await isModerated(message))) return false
      if (isNew) await unlessGone(message.moderate())
      await this.#enforcement.punish(message, rule, reason)
      return true
    }
    return false
  }

  async #joined(event: AnyEvent): Promise<void> {
    switch (event.type) {
      // As recorded: the member who let it in gets the first, others the second one, also of those who
      // were there before.
      case "joinedGroupMember":
        return this.#review.joined(event.groupInfo, event.member)
      case "connectedToGroupMember":
        if (event.member.memberCategory !== "post") return
        return this.#review.joined(event.groupInfo, event.member)
      case "memberAcceptedByOther":
        if (isWaiting(event.member)) return
        return this.#review.acceptedByOther(event.groupInfo, event.member)
      default:
    }
  }

  async #resume(): Promise<void> {
    const { api, user } = this.#bot
    const groups = await api.apiListGroups(user.userId)
    await this.#review.resume(groups, (groupId) => api.apiListMembers(groupId))
  }
}

const joinEvents = ["joinedGroupMember", "connectedToGroupMember", "memberAcceptedByOther"] as const

const said = {
  done: "mod-undone",
  invited: "mod-invited",
  "must-rejoin": "mod-must-rejoin",
} as const

const unmuteId = ({ groupId, groupMemberId }: InGroup): string =>
  `unmute:${groupId}:${groupMemberId}`
const captchaId = ({ groupId, groupMemberId }: InGroup): string =>
  `captcha:${groupId}:${groupMemberId}`

/** Without what else is known of the member. */
const only = ({ groupId, groupMemberId }: InGroup): InGroup => ({ groupId, groupMemberId })

const supportChat = ({ groupId: chatId, groupMemberId: groupMemberId_ }: InGroup): T.ChatRef => ({
  chatType: "group",
  chatId,
  chatScope: { type: "memberSupport", groupMemberId_ },
})

const groupOf = (message: Message): number => chatRef(message.chat).chatId

const lineOf = (
  { id, at, groupMemberId, rule, action, isUndone }: ModerationEntry,
  name = `${groupMemberId}`,
): string => {
  const time = at.slice(0, 16).replace("T", " ")
  const what = `${id}. ${time} ${action} ${escape(name)}: ${rule}`
  return isUndone === true ? `~${what}~` : what
}
