import { randomInt } from "node:crypto"
import type { T } from "@simplex-chat/types"
import { KeyedMutex } from "../scheduling/keyed-mutex.ts"
import type { Storage } from "../state/storage.ts"
import type { CaptchaKind } from "./captcha/captcha.ts"

/** A member of a group. */
export interface InGroup {
  readonly groupId: number
  readonly groupMemberId: number
}

/** What was done. It holds no texts. */
export interface ModerationEntry {
  /** Its number in the log of the group: four digits, in no order. */
  readonly id: number
  /** When it was done. */
  readonly at: string
  readonly groupMemberId: number
  /** The rule that was broken: `links`. */
  readonly rule: string
  readonly action: "warned" | "muted" | "blocked" | "removed" | "deleted"
  readonly isUndone?: boolean | undefined
  /** The role that the member had before. */
  readonly role?: T.GroupMemberRole | undefined
  /** The member as a contact of the bot, who can be invited again. */
  readonly contactId?: number | undefined
}

/** The breaches of a member. */
export interface Breaches {
  readonly count: number
  /** The last one: a message that comes again after a kill is not counted again. */
  readonly last?: Breach | undefined
}

export interface Breach {
  readonly itemId: number
  /** The role of the member before. */
  readonly role: T.GroupMemberRole
  /** The entry in the log. */
  readonly entry: number
}

/** What a new member has yet to answer. */
export interface PendingCaptcha extends InGroup {
  readonly kind: CaptchaKind
  readonly answer: string
  /** How many wrong answers are left. */
  readonly left: number
  /** What the member will be. */
  readonly role: T.GroupMemberRole
  /** Whether the member waits for review, and so reads nothing yet. */
  readonly isPending: boolean
  /** Until when, in milliseconds since 1970. */
  readonly until: number
  readonly name: string
  /** The message that was counted last. */
  readonly itemId?: number | undefined
  /** Whether the question was sent: a kill can come before that. */
  readonly isAsked: boolean
}

/** How many entries of a group are kept, and how many there may be before the oldest go. */
const kept = 200
const mostEntries = 250

/**
 * What is remembered. Each value has a key of its own, because several workers write: one has the
 * messages of the group, another those of a support chat, and a third one does scheduled work.
 */
export class ModerationRecords {
  readonly #storage: Storage
  readonly #mutex = new KeyedMutex()
  readonly #identity: () => string

  constructor(storage: Storage, identity: () => string) {
    this.#storage = storage
    this.#identity = identity
  }

  /** The log of a group, oldest first. */
  async entries(groupId: number): Promise<readonly ModerationEntry[]> {
    const found = await this.#all<ModerationEntry>(`group:${groupId}:log:`)
    return found.toSorted((a, b) => a.at.localeCompare(b.at))
  }

  async entry(groupId: number, id: number): Promise<ModerationEntry | undefined> {
    return this.#get<ModerationEntry>(logKey(groupId, id))
  }

  /** Adds an entry, or stores it in place of the one with its number. */
  async put(groupId: number, entry: ModerationEntry): Promise<void> {
    await this.#set(logKey(groupId, entry.id), entry)
    const keys = [...((await this.#storage.keys?.(this.#keyOf(`group:${groupId}:log:`))) ?? [])]
    if (keys.length <= mostEntries) return
    const oldest = (await this.entries(groupId)).slice(0, -kept)
    for (const { id } of oldest) await this.#set(logKey(groupId, id), undefined)
  }

  /** A number that no entry of the group has. */
  async newId(groupId: number): Promise<number> {
    for (;;) {
      const id = randomInt(1000, 10_000)
      if ((await this.entry(groupId, id)) === undefined) return id
    }
  }

  /** Counts a breach: once for each message, however often that comes. */
  async countBreach(
    who: InGroup,
    itemId: number,
    role: T.GroupMemberRole,
  ): Promise<Breaches & { readonly last: Breach }> {
    const key = breachesKey(who)
    return this.#mutex.run(key, async () => {
      const { count, last } = (await this.#get<Breaches>(key)) ?? { count: 0 }
      if (last?.itemId === itemId) return { count, last }
      const entry = await this.newId(who.groupId)
      const counted = { count: count + 1, last: { itemId, role, entry } }
      await this.#set(key, counted)
      return counted
    })
  }

  /** Takes a breach back. */
  async uncountBreach(who: InGroup): Promise<void> {
    const key = breachesKey(who)
    await this.#mutex.run(key, async () => {
      const breaches = (await this.#get<Breaches>(key)) ?? { count: 0 }
      await this.#set(key, { ...breaches, count: Math.max(0, breaches.count - 1) })
    })
  }

  async captcha(who: InGroup): Promise<PendingCaptcha | undefined> {
    return this.#get<PendingCaptcha>(captchaKey(who))
  }

  async setCaptcha(captcha: PendingCaptcha): Promise<void> {
    await this.#set(captchaKey(captcha), captcha)
  }

  async deleteCaptcha(who: InGroup): Promise<void> {
    await this.#set(captchaKey(who), undefined)
  }

  /** Whether a member who has joined was reviewed. */
  async isReviewed(who: InGroup): Promise<boolean> {
    return (await this.#get(reviewedKey(who))) === true
  }

  async setReviewed(who: InGroup): Promise<void> {
    await this.#set(reviewedKey(who), true)
    // In a group that is new to the bot, members that joined earlier are not reviewed.
    if ((await this.reviewedUpTo(who.groupId)) === undefined)
      await this.#set(upToKey(who.groupId), who.groupMemberId - 1)
  }

  /** The last member, by id, up to which all are reviewed; undefined when none was. */
  async reviewedUpTo(groupId: number): Promise<number | undefined> {
    return this.#get<number>(upToKey(groupId))
  }

  async setReviewedUpTo(groupId: number, last: number): Promise<void> {
    const prefix = this.#keyOf(`group:${groupId}:reviewed:`)
    await this.#set(upToKey(groupId), last)
    const keys = [...((await this.#storage.keys?.(prefix)) ?? [])]
    for (const key of keys)
      if (Number(key.slice(prefix.length)) <= last) await this.#storage.delete(key)
  }

  /** The members of all groups who have yet to answer. */
  async captchas(): Promise<readonly PendingCaptcha[]> {
    const all = await this.#all<Partial<PendingCaptcha>>("group:")
    return all.filter((one): one is PendingCaptcha => one.answer !== undefined)
  }

  async #all<Value>(prefix: string): Promise<Value[]> {
    const keys = [...((await this.#storage.keys?.(this.#keyOf(prefix))) ?? [])]
    const values = await Promise.all(keys.map((key) => this.#storage.get(key)))
    return values.filter((value): value is Value => value !== undefined)
  }

  async #get<Value>(key: string): Promise<Value | undefined> {
    return (await this.#storage.get(this.#keyOf(key))) as Value | undefined
  }

  async #set(key: string, value: unknown): Promise<void> {
    if (value === undefined) await this.#storage.delete(this.#keyOf(key))
    else await this.#storage.set(this.#keyOf(key), value)
  }

  #keyOf(key: string): string {
    return `moderation/${this.#identity()}/${key}`
  }
}

const logKey = (groupId: number, id: number) => `group:${groupId}:log:${id}`
const breachesKey = ({ groupId, groupMemberId }: InGroup) =>
  `group:${groupId}:breaches:${groupMemberId}`
const reviewedKey = ({ groupId, groupMemberId }: InGroup) =>
  `group:${groupId}:reviewed:${groupMemberId}`
const upToKey = (groupId: number) => `group:${groupId}:reviewed-up-to`
const captchaKey = ({ groupId, groupMemberId }: InGroup) =>
  `group:${groupId}:captcha:${groupMemberId}`
