import type { AnyEvent, ChatApi } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import type { Notes } from "../../checkpoints/notes.ts"
import { menuCommands } from "../../composer/help.ts"
import type { Plan } from "../../composer/plan.ts"
import type { MenuChat } from "../../filters/reach.ts"
import { isChatGone } from "../../messages/is-gone.ts"
import { isTemporary } from "../../messages/is-temporary.ts"
import { checkProfileSize } from "../check-options.ts"
import type { BotOptions } from "../options.ts"
import { Reconciler, type ReconcilerCallbacks } from "../reconciler.ts"
import { contactKey, contactMenu, seesMenu } from "./contact-menu.ts"
import { groupKey, groupMenu, isWithCustomer, maySetMenu } from "./group-menu.ts"
import { wholeMenu, wireEntry } from "./menu.ts"
import { isSame, OwnMenus } from "./own-menus.ts"

export interface ChatMenusParts {
  readonly callbacks: ReconcilerCallbacks
  readonly api: ChatApi
  readonly plan: Plan
  /** As they were given: `commands` without those that describe themselves. */
  readonly options: BotOptions
  readonly notes: Notes
  readonly userId: number
  /** Aborted when the bot stops. */
  readonly signal: AbortSignal
}

/** After these a group may be one that gets the menu, with somebody in it to see it. */
const groupChanges: ReadonlySet<string> = new Set([
  "joinedGroupMember",
  "memberRole",
  "userJoinedGroup",
] satisfies AnyEvent["type"][])

/**
 * The menus that differ from the one in the profile of the bot, which is for direct chats: owners and other
 * contacts that filters name have commands of their own, and groups those that can be used there.
 *
 * What fails for want of a network is tried again, apart from the bot's profile and address: there may be
 * thousands of groups, for which new contacts should not wait.
 */
export class ChatMenus {
  readonly #parts: ChatMenusParts
  readonly #own: OwnMenus
  readonly #reconciler: Reconciler
  /** The contacts that have a menu of their own, or had one when the bot started. */
  readonly #contacts = new Set<number>()
  /** The groups that were looked at: what their owners change then stays until the next start. */
  readonly #groups = new Set<number>()
  /** Of the bot's database, once it is known. */
  #identity = ""
  /** Undefined when apps show no menu. */
  readonly #everybodys: readonly T.ChatBotCommand[] | undefined

  constructor(parts: ChatMenusParts) {
    const { options, notes } = parts
    const { useBotProfile = true } = options
    this.#parts = parts
    this.#own = new OwnMenus(notes)
    this.#reconciler = new Reconciler([], parts.callbacks)
    this.#everybodys = useBotProfile ? this.#menuIn({ type: "direct" }) : undefined
  }

  /** What failed, and is tried again. */
  get pending(): string[] {
    return this.#reconciler.pending
  }

  /**
   * Begins to keep the menus as they are declared.
   *
   * @param identity as `Bot.identity`
   */
  start(chats: readonly T.AChat[], identity: string): void {
    this.#identity = identity
    const { api, plan, userId, signal } = this.#parts
    const groups: T.GroupInfo[] = []
    for (const { chatInfo } of chats) {
      if (chatInfo.type === "group") groups.push(chatInfo.groupInfo)
      if (chatInfo.type !== "direct") continue
      const { contactId } = chatInfo.contact
      if (this.#own.has(contactKey(contactId))) this.#contacts.add(contactId)
    }
    const run = () => this.#each(groups, (group) => this.#bringGroup(group))
    if (groups.length > 0) this.#reconciler.add({ name: "menus of groups", run })
    for (const audience of new Set(plan.steps.map(({ reach }) => reach?.audience)))
      audience?.onChange(() => this.#checkContacts(), signal)
    this.#checkContacts()
    const unsubscribe = api.onAnswer("groupCreated", ({ user, groupInfo }) => {
      if (user.userId === userId) this.#checkGroup(groupInfo)
    })
    signal.addEventListener("abort", unsubscribe, { once: true })
  }

  see(event: AnyEvent): void {
    if (event.type === "hostConnected") this.#reconciler.networkIsBack()
    if (groupChanges.has(event.type) && "groupInfo" in event)
      this.#checkGroup(event.groupInfo as T.GroupInfo)
  }

  stop(): Promise<void> {
    return this.#reconciler.stop()
  }

  #menuIn(chat: MenuChat): readonly T.ChatBotCommand[] {
    const { plan, options } = this.#parts
    return wholeMenu(options.commands ?? [], menuCommands(plan, chat)).map(wireEntry)
  }

  #checkContacts(): void {
    const named = this.#namedContacts()
    if (named === undefined) return
    for (const contactId of named) this.#contacts.add(contactId)
    const run = () => this.#each(this.#contacts, (contactId) => this.#bringContact(contactId))
    if (this.#contacts.size > 0) this.#reconciler.add({ name: "menus of contacts", run })
  }

  /** The contacts that filters of commands name; undefined while some are not known. */
  #namedContacts(): number[] | undefined {
    const { plan } = this.#parts
    const named: number[] = []
    for (const { reach } of plan.steps.slice(0, plan.messagesFrom)) {
      if (reach === undefined) continue
      const { contactIds, audience } = reach
      const members = audience === undefined ? [] : audience.contactIds(this.#identity)
      if (members === undefined) return undefined
      named.push(...contactIds, ...members)
    }
    return named
  }

  async #bringContact(contactId: number): Promise<void> {
    const { api, options } = this.#parts
    const identity = this.#identity
    const { contact } = await api.apiContactInfo(contactId)
    if (!seesMenu(contact)) return
    const everybodys = this.#everybodys
    const menu =
      everybodys === undefined ? undefined : this.#menuIn({ type: "direct", contact, identity })
    const wanted = isSame(menu, everybodys) ? undefined : menu
    // The core stores a longer one, and sends it to nobody.
    if (wanted !== undefined) checkProfileSize({ ...options, commands: wanted })
    await this.#own.bring(contactMenu(api, contact), wanted)
    if (wanted === undefined) this.#contacts.delete(contactId)
  }

  #checkGroup(group: T.GroupInfo): void {
    const { groupId } = group
    if (this.#groups.has(groupId) || !maySetMenu(group)) return
    const run = () => this.#each([group], () => this.#bringGroup(group))
    this.#reconciler.add({ name: `menu of group ${groupId}`, run })
  }

  async #bringGroup(group: T.GroupInfo): Promise<void> {
    const { api, options } = this.#parts
    const { groupMenus = isWithCustomer(group) } = options
    const { groupId } = group
    if (!maySetMenu(group)) {
      this.#own.forget(groupKey(groupId))
      return
    }
    this.#groups.add(groupId)
    const isMeant = groupMenus && this.#everybodys !== undefined
    const menu = isMeant ? this.#menuIn({ type: "group", groupId }) : []
    const wanted = menu.length === 0 ? undefined : menu
    if (isSame(groupMenu(api, group).current, wanted)) return
    // Read again: what others changed since then stays.
    await this.#own.bring(groupMenu(api, await api.apiGroupInfo(groupId)), wanted)
  }

  /** Goes on when one fails, and throws a failure that passes rather than one that stays. */
  async #each<Item>(items: Iterable<Item>, work: (item: Item) => Promise<void>): Promise<void> {
    const errors: unknown[] = []
    for (const item of items) {
      if (this.#parts.signal.aborted) return
      await work(item).catch((error: unknown) => {
        if (!isChatGone(error)) errors.push(error)
      })
    }
    if (errors.length > 0) throw errors.find(isTemporary) ?? errors[0]
  }
}
