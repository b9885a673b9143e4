import type { OptionKinds } from "@simplex-chat/core"
import { ChatCommandError, type ChatTarget, chatRef, fitsInMessage } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import { randomInt } from "node:crypto"
import type { Bot } from "../bot/bot.ts"
import { arg } from "../commands/argument-kinds.ts"
import { definePlugin, type Plugin } from "../composer/plugin.ts"
import { checkBot, checkOptions, checkId } from "../checks.ts"
import { BotError, ConfigurationError } from "../errors.ts"
import { isA } from "../is-a.ts"
import { chatKey, chatOfKey } from "../messages/chat-key.ts"
import { senderOf } from "../messages/kinds.ts"
import { Message } from "../messages/message.ts"
import { Schedule, type ScheduleClock, type ScheduleStore } from "../schedule/index.ts"
import { after } from "../scheduling/after.ts"
import { KeyedMutex } from "../scheduling/keyed-mutex.ts"
import { checkStorage, type Storage } from "../state/storage.ts"
import { ownText, ownTextIn } from "../texts/own-texts.ts"
import { type KeptPoll, pollText, type PollResult, resultOf, voteReactions } from "./poll.ts"
import { checkPoll, type PollOptions } from "./poll-options.ts"
import { isMember, voterKey, votersGone } from "./voters.ts"

export interface PollsOptions {
  /** Where polls and votes are kept. Workers need one that all of them see. */
  readonly storage: Storage
  /** Where the ends of polls are kept; beside the state file when absent, as those of a `Schedule`. */
  readonly store?: ScheduleStore | undefined
  /** Called with the result of each poll that has ended. */
  readonly onEnd?: ((result: PollResult, chat: ChatTarget) => unknown) | undefined
  /** How often the shown count may change, in milliseconds; 3,000 when absent: each is a send to all. */
  readonly everyMs?: number | undefined
  readonly clock?: ScheduleClock | undefined
}

/**
 * Polls whose choices are tapped, or voted for by reactions. The message shows how many have voted for what,
 * and is edited as votes come in. Each member of a group has one voice, and can change it until the poll ends;
 * that of a member who leaves is taken back. Polls last over restarts.
 *
 * ```ts
 * const polls = new Polls(bot, { storage: await sqliteStorage("data/state.db") })
 * bot.group({}, polls.plugin())
 * bot.onCommand("lunch", (message) =>
 *   polls.open(message, { question: "Lunch?", choices: ["Pizza", "Soup"], endsInMs: 3_600_000 }),
 * )
 * ```
 */
export class Polls {
  readonly #bot: Bot
  readonly #options: PollsOptions
  readonly #schedule: Schedule<{
    "poll-end": (id: number) => Promise<void>
    "poll-resume": () => Promise<void>
  }>
  readonly #mutex = new KeyedMutex()
  /** The polls whose shown count is not up to date. */
  readonly #stale = new Set<number>()
  readonly #paused = new Set<number>()
  /** The polls whose end is being told to `onEnd`. */
  readonly #announced = new Set<number>()

  /** @throws {ConfigurationError} when an option is wrong */
  constructor(bot: Bot, options: PollsOptions) {
    checkBot(bot, "Polls")
    checkOptions(options, kinds)
    checkStorage(options.storage)
    this.#bot = bot
    this.#options = options
    this.#schedule = new Schedule(bot, {
      tasks: {
        "poll-end": async (id: number) => void (await this.close(id)),
        "poll-resume": () => this.#resume(),
      },
      store: options.store,
      clock: options.clock,
    })
  }

  /**
   * Opens a poll in a chat.
   *
   * @param place a message, whose chat and language it gets, or a chat
   * @throws {ConfigurationError} when there are fewer than two choices, or two that are the same
   */
  async open(place: Message | ChatTarget, poll: PollOptions): Promise<PollResult> {
    checkPoll(poll)
    const { question, choices, by = "choices", endsInMs } = poll
    const ref = chatRef(place instanceof Message ? place.chat : place)
    const chat = chatKey(ref)
    if (chat === undefined) throw new ConfigurationError("place", "must be a contact or a group")
    const say = async (key: "poll-votes" | "poll-over") =>
      place instanceof Message ? ownText(place, key) : ownTextIn(this.#bot.api, ref, key)
    const words = { votes: await say("poll-votes"), over: await say("poll-over") }
    const id = await this.#newId()
    const kept: KeptPoll = { id, chat, by, question, choices, votes: {}, words }
    const growth = "▪".repeat(choices.length + 10) + "9".repeat(7 * choices.length)
    if (!fitsInMessage(pollText(kept, false) + growth))
      throw new ConfigurationError("question", "the poll is too long for one message, about 15 kB")
    // First: votes can come before the core has confirmed the message.
    await this.#options.storage.set(this.#keyOf(id), kept)
    const { id: itemId } = await this.#bot
      .send(ref, pollText(kept, false))
      .catch(async (error: unknown) => {
        await this.#options.storage.delete(this.#keyOf(id))
        throw error
      })
    // Under keys of their own: the worker that counts votes need not be this one.
    await this.#options.storage.set(`${this.#keyOf(id)}/item`, itemId)
    await this.#options.storage.set(this.#itemKey(chat, itemId), id)
    if (endsInMs !== undefined) await this.#schedule.in(endsInMs, "poll-end", id)
    // Reactions may have come before it was known what they are for.
    if (by === "reactions") await this.#recount(kept, itemId)
    return resultOf(kept, false)
  }

  /** The result of a poll as it is now; undefined when there is none of this id. */
  async result(id: number): Promise<PollResult | undefined> {
    checkId(id)
    const poll = await this.#read(id)
    return poll === undefined ? undefined : resultOf(poll, await this.#isOver(id))
  }

  /** Ends a poll: shows the result, and takes no votes any more. Its result; undefined when there is none. */
  async close(id: number): Promise<PollResult | undefined> {
    checkId(id)
    // `onEnd` may ask for it, too.
    if (this.#announced.has(id)) return this.result(id)
    return this.#mutex.run(`end ${id}`, () => this.#end(id))
  }

  /** What a bot needs of it: the command that is tapped. */
  plugin(): Plugin {
    return definePlugin("polls", (plugin) => {
      const args = { poll: arg.int(), choice: arg.int({ min: 1 }) }
      plugin.onCommand("vote", { args }, async (message, { args: { poll, choice } }) => {
        const problem = await this.#vote(message, poll, choice - 1)
        if (problem !== undefined) await message.reply(ownText(message, problem))
      })
      plugin.onEvent("chatItemReaction", async ({ added, reaction }, { next }) => {
        await this.#reacted(added, reaction)
        await next()
      })
      plugin.onEvent("leftMember", async ({ groupInfo, member }, { next }) => {
        await this.#hasLeft(groupInfo, member)
        await next()
      })
      plugin.onEvent("deletedMember", async ({ groupInfo, deletedMember }, { next }) => {
        await this.#hasLeft(groupInfo, deletedMember)
        await next()
      })
      // The count that was not shown before the last stop. As a task, of several workers one does it.
      plugin.onStart(() => this.#schedule.in(0, "poll-resume", undefined, { id: "poll-resume" }))
    })()
  }

  async #end(id: number): Promise<PollResult | undefined> {
    const { storage, onEnd } = this.#options
    const key = `${this.#keyOf(id)}/over`
    if ((await storage.get(key)) === true) return this.result(id)
    // Takes no votes any more. After a kill in the middle of this, it goes on from here.
    await storage.set(key, "ending")
    // Once the votes that are being counted are counted.
    const poll = await this.#withoutGone(await this.#change(id, (kept) => kept))
    if (poll === undefined) {
      await storage.delete(key)
      return undefined
    }
    // The result counts even where the chat is gone.
    await this.#show(poll, true).catch(ignoreGone)
    const result = resultOf(poll, true)
    this.#announced.add(id)
    try {
      await onEnd?.(result, chatOfKey(poll.chat))
    } finally {
      this.#announced.delete(id)
      await storage.set(key, true)
    }
    return result
  }

  /** A number that no poll has, of those that are kept. */
  async #newId(): Promise<number> {
    for (;;) {
      const id = randomInt(100_000, 1_000_000)
      if ((await this.#read(id)) === undefined) return id
    }
  }

  async #vote(
    message: Message,
    id: number,
    choice: number,
  ): Promise<"poll-unknown" | "poll-over" | undefined> {
    const chat = chatKey(chatRef(message.chat))
    const poll = await this.#read(id)
    // A poll of another chat is none of theirs.
    if (poll === undefined || poll.chat !== chat || choice >= poll.choices.length)
      return "poll-unknown"
    if (poll.by !== "choices") return "poll-unknown"
    if (await this.#isOver(id)) return "poll-over"
    const { key } = message.sender
    await this.#change(id, ({ votes, ...kept }) => ({
      ...kept,
      votes: { ...votes, [key]: [choice] },
    }))
    await this.#changed(id)
    return undefined
  }

  /** A reaction was added or taken back. */
  async #reacted(
    added: boolean,
    { chatInfo, chatReaction: { chatDir, chatItem, reaction } }: T.ACIReaction,
  ): Promise<void> {
    const chat = chatKey(chatRef(chatInfo))
    const isOwn = chatDir.type === "groupSnd" || chatDir.type === "directSnd"
    if (chat === undefined || isOwn || reaction.type !== "emoji") return
    const id = Number(await this.#options.storage.get(this.#itemKey(chat, chatItem.meta.itemId)))
    const poll = Number.isNaN(id) ? undefined : await this.#read(id)
    const place = voteReactions.findIndex((one) => one === reaction.emoji)
    if (poll === undefined || place < 0 || place >= poll.choices.length) return
    if (await this.#isOver(id)) return
    const { key } = senderOf({ chatInfo, chatItem: { ...chatItem, chatDir } })
    await this.#change(id, ({ votes, ...kept }) => {
      const others = (votes[key] ?? []).filter((one) => one !== place)
      return { ...kept, votes: { ...votes, [key]: added ? [...others, place] : others } }
    })
    await this.#changed(id)
  }

  /** A member has left the group, or was removed. */
  async #hasLeft({ groupId }: T.GroupInfo, member: T.GroupMember): Promise<void> {
    const { storage } = this.#options
    const gone = new Set([voterKey(groupId, member)])
    for (const key of (await storage.keys?.(this.#itemKey(`group:${groupId}`))) ?? []) {
      const poll = await this.#read(Number(await storage.get(key)))
      if (poll === undefined || (await this.#isOver(poll.id))) continue
      if ((await this.#takeBack(poll, gone)) === poll) continue
      await this.#changed(poll.id)
    }
  }

  /** Takes back the votes of those who have left since they voted. */
  async #withoutGone(poll: KeptPoll | undefined): Promise<KeptPoll | undefined> {
    if (poll === undefined) return undefined
    const gone = await votersGone(this.#bot.api, poll).catch((error: unknown) => {
      ignoreGone(error)
      return new Set<string>()
    })
    return this.#takeBack(poll, gone)
  }

  async #takeBack(poll: KeptPoll, voters: ReadonlySet<string>): Promise<KeptPoll | undefined> {
    if (!Object.keys(poll.votes).some((key) => voters.has(key))) return poll
    return this.#change(poll.id, ({ votes, ...kept }) => {
      const left = Object.entries(votes).filter(([key]) => !voters.has(key))
      return { ...kept, votes: Object.fromEntries(left) }
    })
  }

  /**
   * Counts the reactions that the core has: the events of those that came while the bot was down, or was
   * killed, are gone. The core lists who reacted in groups only.
   */
  async #recount(poll: KeptPoll, itemId: number): Promise<void> {
    const { chatType, chatId: groupId } = chatOfKey(poll.chat)
    if (chatType !== "group") return
    const { api, user } = this.#bot
    const found: { readonly key: string; readonly place: number; readonly at: string }[] = []
    for (const [place, emoji] of voteReactions.slice(0, poll.choices.length).entries()) {
      const item = { groupId, chatItemId: itemId }
      const members = await api.apiGetReactionMembers(user.userId, item, { type: "emoji", emoji })
      for (const { groupMember, reactionTs: at } of members) {
        if (groupMember.memberCategory === "user" || !isMember(groupMember)) continue
        found.push({ key: voterKey(groupId, groupMember), place, at })
      }
    }
    const votes: Record<string, number[]> = {}
    for (const { key, place } of found.toSorted((a, b) => a.at.localeCompare(b.at)))
      votes[key] = [...(votes[key] ?? []), place]
    if (JSON.stringify(votes) === JSON.stringify(poll.votes)) return
    await this.#change(poll.id, (kept) => ({ ...kept, votes }))
    await this.#changed(poll.id)
  }

  /** The count that is shown is not that of the votes any more. */
  async #changed(id: number): Promise<void> {
    this.#stale.add(id)
    await this.#refresh(id)
  }

  /** Shows the count, now or when the pause is over. */
  async #refresh(id: number): Promise<void> {
    if (this.#paused.has(id) || !this.#stale.delete(id)) return
    const { everyMs = 3000 } = this.#options
    this.#paused.add(id)
    after(everyMs, () => {
      this.#paused.delete(id)
      this.#refresh(id).catch(() => {})
    })?.unref()
    const poll = await this.#read(id)
    if (poll !== undefined && !(await this.#isOver(id))) await this.#show(poll, false)
  }

  async #resume(): Promise<void> {
    const { storage } = this.#options
    const keys = await storage.keys?.(this.#prefix)
    for (const key of keys ?? []) {
      const id = Number(/^\d+$/.exec(key.slice(this.#prefix.length))?.[0])
      const poll = await this.#read(id)
      const itemId = await this.#itemOf(id)
      if (poll === undefined || itemId === undefined || (await this.#isOver(id))) continue
      if (poll.by === "reactions") await this.#recount(poll, itemId).catch(ignoreGone)
      await this.#show((await this.#read(id)) ?? poll, false)
    }
  }

  /** A message can be edited for about a day: later the result is sent as a new one. */
  async #show(poll: KeptPoll, isOver: boolean): Promise<void> {
    const chat = chatOfKey(poll.chat)
    const text = pollText(poll, isOver)
    try {
      const itemId = await this.#itemOf(poll.id)
      if (itemId === undefined) throw new BotError("the poll has no message yet")
      await this.#bot.api.apiUpdateChatItem(chat, itemId, { type: "text", text })
    } catch {
      if (isOver) await this.#bot.send(chat, text)
    }
  }

  #change(id: number, change: (poll: KeptPoll) => KeptPoll): Promise<KeptPoll | undefined> {
    return this.#mutex.run(String(id), async () => {
      const kept = await this.#read(id)
      if (kept === undefined) return undefined
      const changed = change(kept)
      if (changed !== kept) await this.#options.storage.set(this.#keyOf(id), changed)
      return changed
    })
  }

  async #read(id: number): Promise<KeptPoll | undefined> {
    return (await this.#options.storage.get(this.#keyOf(id))) as KeptPoll | undefined
  }

  async #isOver(id: number): Promise<boolean> {
    return ((await this.#options.storage.get(`${this.#keyOf(id)}/over`)) ?? false) !== false
  }

  async #itemOf(id: number): Promise<number | undefined> {
    return (await this.#options.storage.get(`${this.#keyOf(id)}/item`)) as number | undefined
  }

  /** Without an item, what the keys of all polls of the chat begin with. */
  #itemKey(chat: string, itemId: number | "" = ""): string {
    return `${this.#prefix}item/${chat}/${itemId}`
  }

  get #prefix(): string {
    return `poll/${this.#bot.identity}/`
  }

  #keyOf(id: number): string {
    return `${this.#prefix}${id}`
  }
}

/** A poll of a group that the bot has left, or whose message was deleted, is not counted again. */
function ignoreGone(error: unknown): void {
  if (!isA(error, ChatCommandError)) throw error
}

const kinds: OptionKinds<PollsOptions> = {
  storage: "any",
  store: "object",
  onEnd: "function",
  everyMs: "ms",
  clock: "object",
}
