import { checkOptions, InvalidArgumentError } from "@simplex-chat/core"
import { CC, type ChatResponse, type T } from "@simplex-chat/types"
import type { MemoryCore } from "../network/memory-core.ts"
import type { CoreOptions } from "../network/options.ts"
import { checkAmount, checkName } from "../checks.ts"
import { checkPatience } from "./checks.ts"
import { CommandFailedError, ConversationError } from "./conversation-errors.ts"
import { Expecting } from "./expecting.ts"
import type { Patience } from "./expected.ts"
import type { Surroundings } from "./user.ts"

/** A person or a bot on a network that one can connect to, or an address. */
export type Connectable = Person | { readonly core: MemoryCore } | string

/** How a person's core is opened, and who they are. */
export interface PersonOptions extends Omit<CoreOptions, "name"> {
  /** They serve channels as a relay: owners name the person's address with `/relays`. */
  readonly userChatRelay?: boolean
}

/** How many events a person's core keeps for tests that read them: the person needs none. */
const eventsKept = 1000

type Answer = { result: ChatResponse } | { error: T.ChatError }

/**
 * A person with an app on a network: connects, talks, edits, reacts, sends files, joins groups, and
 * expects answers. Make one with `network.person("alice")`.
 *
 * ```ts
 * const alice = await network.person("alice")
 * await alice.connectTo(bot)
 * await alice.say("7")
 * const answer = await alice.expectLine("7 * 7 = 49")
 * await alice.react("👍", answer)
 * ```
 */
export class Person extends Expecting {
  /** @internal */
  static async join(
    network: Surroundings,
    name: string,
    personOptions: PersonOptions,
  ): Promise<Person> {
    checkName(name)
    const kinds = { folder: "name", userChatRelay: "flag" } as const
    checkOptions<PersonOptions>(personOptions, kinds)
    const { userChatRelay, ...options } = personOptions
    const core = network.openCore({ ...options, name })
    // The person hears what the core says as it is said.
    core.keepEvents(eventsKept)
    const person = new Person(network, name, core)
    const { users } = await person.command("/users", "usersList")
    if (users.length === 0) {
      const profile = { displayName: name, fullName: "" }
      const newUser = { profile, pastTimestamp: false, ...(userChatRelay && { userChatRelay }) }
      await person.command(`/_create user ${JSON.stringify(newUser)}`, "activeUser")
    }
    person.userId = (await person.command("/u", "activeUser")).user.userId
    await person.command("/_start", "chatStarted")
    return person
  }

  /**
   * The person's address, made when there is none; it then accepts every request.
   *
   * @param settings what it has from now on; one that is there keeps its own when absent.
   */
  async address(settings?: T.AddressSettings): Promise<string> {
    const userId = this.userId
    const existing = await addressAt(this.core)
    if (existing !== undefined && settings === undefined) return existing
    if (existing === undefined)
      await this.command(CC.APICreateMyAddress.cmdString({ userId }), "userContactLinkCreated")
    const wanted = settings ?? { businessAddress: false, autoAccept: { acceptIncognito: false } }
    const set = CC.APISetAddressSettings.cmdString({ userId, settings: wanted })
    const { contactLink } = await this.command(set, "userContactLinkUpdated")
    return contactLink.connLinkContact.connShortLink ?? contactLink.connLinkContact.connFullLink
  }

  /**
   * Connects to a peer by its address, and waits until both can talk. From here on `say` speaks
   * to them.
   *
   * @param peer a person, anything with a core whose user has an address, or an address's text.
   * @throws {CommandFailedError} when the core refuses the link.
   * @throws {ConversationError} when the request is not accepted in time.
   */
  async connectTo(peer: Connectable, patience: Patience = {}): Promise<void> {
    checkPatience(patience)
    await this.#open(typeof peer === "string" ? peer : await addressOf(peer), patience)
  }

  /** Joins a group by its link, and speaks there from now on; throws as {@link connectTo}. */
  async joinGroup(link: string, patience: Patience = {}): Promise<void> {
    checkPatience(patience)
    await this.#open(link, patience)
  }

  async #open(link: string, patience: Patience): Promise<void> {
    checkName(link, "link")
    const { count } = this.view.opened
    const text = CC.Connect.cmdString({ incognito: false, connTarget_: link })
    const answer = JSON.parse(await this.core.sendCommand(text)) as Answer
    if ("error" in answer) throw new CommandFailedError(this.name, text, answer.error)
    const known = knownChat(answer.result)
    if (known === undefined) {
      const isOpen = await this.until(() => this.view.opened.count > count, patience)
      if (!isOpen) throw this.failure(`${this.name} did not connect in time`)
    }
    const chat = known ?? this.view.opened.last
    if (chat !== undefined) this.in(chat)
  }

  /** Changes the person's name; contacts and groups learn it. */
  async setName(displayName: string): Promise<void> {
    checkName(displayName)
    const profile = JSON.stringify({ displayName, fullName: "" })
    await this.command(`/_profile ${this.userId} ${profile}`, "userProfileUpdated")
    await this.network.idle()
  }

  /**
   * Lets messages in the chat that the person speaks in disappear after this many seconds, or keeps
   * them: `null`. A contact must allow it too; in a group, an owner decides.
   */
  async disappear(seconds: number | null): Promise<void> {
    if (seconds !== null) checkAmount(seconds, "seconds")
    if (this.chat.startsWith("#")) await this.#disappearInGroup(seconds)
    else {
      const timedMessages = { allow: "yes", ...(seconds !== null && { ttl: seconds }) }
      const text = `/_set prefs ${this.chat} ${JSON.stringify({ timedMessages })}`
      await this.command(text, "contactPrefsUpdated")
    }
    await this.network.idle()
  }

  async #disappearInGroup(seconds: number | null): Promise<void> {
    const { groupInfo } = await this.command(`/_info ${this.chat}`, "groupInfo")
    const timedMessages = seconds === null ? { enable: "off" } : { enable: "on", ttl: seconds }
    const { groupProfile } = groupInfo
    const groupPreferences = { ...groupProfile.groupPreferences, timedMessages }
    const profile = JSON.stringify({ ...groupProfile, groupPreferences })
    await this.command(`/_group_profile ${this.chat} ${profile}`, "groupUpdated")
  }
}

async function addressOf(peer: Exclude<Connectable, string>): Promise<string> {
  if (peer instanceof Person) return peer.address()
  const { core } = ((peer as object | undefined) ?? {}) as { readonly core?: Partial<MemoryCore> }
  if (typeof core?.sendCommand !== "function") {
    const problem = "must be a person, a bot's core in { core }, or the text of an address"
    throw new InvalidArgumentError("peer", problem)
  }
  const address = await addressAt(peer.core)
  if (address !== undefined) return address
  throw new ConversationError("the bot has no address: create one before anyone connects", [])
}

async function addressAt(core: Pick<MemoryCore, "sendCommand">): Promise<string | undefined> {
  const active = JSON.parse(await core.sendCommand("/u")) as { result?: { user: T.User } }
  if (active.result === undefined) return undefined
  const show = CC.APIShowMyAddress.cmdString({ userId: active.result.user.userId })
  const shown = JSON.parse(await core.sendCommand(show)) as {
    result?: { contactLink: T.UserContactLink }
  }
  const link = shown.result?.contactLink.connLinkContact
  return link?.connShortLink ?? link?.connFullLink
}

/** The existing chat with the peer that a link leads to. */
function knownChat(answer: ChatResponse): string | undefined {
  if (answer.type !== "connectionPlan") return undefined
  const { connectionPlan: plan } = answer
  if (plan.type === "contactAddress" && plan.contactAddressPlan.type === "known")
    return `@${plan.contactAddressPlan.contact.contactId}`
  if (plan.type === "groupLink" && plan.groupLinkPlan.type === "known")
    return `#${plan.groupLinkPlan.groupInfo.groupId}`
  return undefined
}
