import { undeclared } from "../schema.ts"
import { join } from "node:path"
import type { T } from "@simplex-chat/types"
import { createNetwork, type Network, type Person } from "../../src/index.ts"

export const names = ["alice", "bob", "carol"] as const
export type Name = (typeof names)[number]

/** A chat in which several of the three talk: `alice bob`, or `group`. */
export type Room = "group" | `${Name} ${Name}`

/** Something that was said. */
export interface Said {
  readonly id: string
  readonly room: Room
  readonly by: Name
  /** Those who must have it: members when it was said, as far as its author knew. */
  readonly to: readonly Name[]
  /** Of them, those who must have all that became of it: they were members long before. */
  readonly exact: readonly Name[]
  /** How often the group's members had changed by then. */
  readonly epoch: number
  /** The file that it brought, by its bytes. */
  readonly bytes?: string
}

export type Item = T.ChatItem

/**
 * Three people on a network in which things go wrong. Each knows the others, and all are in a group
 * of alice's, two of them through its link.
 */
export class World {
  network: Network
  readonly folder: string
  readonly said: Said[] = []
  /** What a person deleted only for themselves: others still have it. */
  readonly hidden = new Set<string>()
  /** Who takes part in the group, as all of them know. */
  members: Name[] = []
  epoch = 0
  /** Since when each is in the group without a break. */
  readonly since = new Map<Name, number>()
  readonly #people = new Map<Name, Person>()
  readonly #contacts = new Map<string, number>()

  constructor(seed: number, folder: string) {
    this.folder = folder
    this.network = this.#create(seed)
  }

  #create(seed: number): Network {
    const network = createNetwork({ seed, delivery: "manual" })
    network.observe((frame) => {
      const json = "event" in frame ? frame.event : "answer" in frame ? frame.answer : undefined
      if (json === undefined) return
      const { result, error } = JSON.parse(json) as { result?: object; error?: object }
      const type = "event" in frame ? "ChatEvent" : "ChatResponse"
      const problems =
        result !== undefined ? undeclared(type, result) : undeclared("ChatError", error)
      if (problems.length > 0) throw new Error(`not as declared: ${JSON.stringify(problems)}`)
    })
    return network
  }

  person(name: Name): Person {
    const person = this.#people.get(name)
    if (person === undefined) throw new Error(`${name} is not there`)
    return person
  }

  async open(name: Name): Promise<void> {
    const person = await this.network.person(name, { folder: join(this.folder, name) })
    const paths = {
      appFilesFolder: join(this.folder, `${name}-files`),
      appTempFolder: this.folder,
      appAssetsFolder: join(this.folder, `${name}-files`),
    }
    await person.command(`/set file paths ${JSON.stringify(paths)}`, "cmdOk")
    this.#people.set(name, person)
  }

  async kill(name: Name): Promise<void> {
    this.person(name).core.kill()
    await this.open(name)
  }

  /** All processes end, and everyone goes on in another one. */
  async restart(seed: number): Promise<void> {
    for (const name of names) this.person(name).core.kill()
    this.network = this.#create(seed)
    for (const name of names) await this.open(name)
    this.network.settle()
  }

  async close(): Promise<void> {
    for (const { core } of this.#people.values()) await core.close()
  }

  /** All know each other, and meet in the group. */
  async meet(groupPreferences: T.GroupPreferences, preferences: T.Preferences): Promise<void> {
    for (const name of names) await this.open(name)
    const alice = this.person("alice")
    const profile = { displayName: "team", fullName: "", groupPreferences }
    await alice.command(`/_group 1 ${JSON.stringify(profile)}`, "groupCreated")
    const { groupLink } = await alice.command("/_create link #1 member", "groupLinkCreated")
    for (const [one, other] of pairs) {
      await this.person(other).connectTo(this.person(one))
      this.network.settle()
      for (const [who, peer] of [
        [one, other],
        [other, one],
      ] as const) {
        const { contacts } = await this.person(who).command("/_contacts 1", "contactsList")
        const contactId = contacts.find(({ profile: { displayName } }) => displayName === peer)
        this.#contacts.set(`${who} ${peer}`, contactId?.contactId ?? 0)
      }
    }
    for (const name of ["bob", "carol"] as const)
      await this.person(name).joinGroup(groupLink.connLinkContact.connFullLink)
    this.network.settle()
    for (const name of names) {
      const profile = { displayName: name, fullName: "", preferences }
      await this.person(name).command(
        `/_profile 1 ${JSON.stringify(profile)}`,
        "userProfileUpdated",
      )
    }
    await this.settled()
  }

  /** Lets everything through, and takes note of who is in the group by now. */
  async settled(): Promise<void> {
    this.quiet()
    const members: Name[] = []
    for (const name of names) if ((await this.ref(name, "group")) !== undefined) members.push(name)
    if (members.join() === this.members.join()) return
    this.epoch += 1
    this.members = members
  }

  /** A person begins to join: what was said before is not for them. */
  joins(name: Name): void {
    this.epoch += 1
    this.since.set(name, this.epoch)
  }

  /** The members of the group as one person sees it. */
  async seenBy(who: Name): Promise<Name[]> {
    const ref = await this.ref(who, "group")
    if (ref === undefined) return []
    const { group } = await this.person(who).command(`/_members ${ref}`, "groupMembers")
    const known = group.members.filter(({ memberStatus }) => current.has(memberStatus))
    const ids = new Set(known.map(({ memberId }) => memberId))
    const seen: Name[] = [who]
    for (const name of names) {
      const { membership } = (await this.group(name)) ?? {}
      if (membership !== undefined && ids.has(membership.memberId)) seen.push(name)
    }
    return seen
  }

  /** Everyone is online, and everything in flight arrives; the other faults go on. */
  quiet(): void {
    this.network.faults.serversDown = false
    for (const name of names) this.network.faults.offline(name, false)
    this.network.settle()
  }

  contact(who: Name, peer: Name): number {
    return this.#contacts.get(`${who} ${peer}`) ?? 0
  }

  /** The latest group of a person: an invitation that is repeated makes a new one. */
  async group(who: Name): Promise<T.GroupInfo | undefined> {
    const { groups } = await this.person(who).command("/_groups 1", "groupsList")
    return groups.at(-1)
  }

  /** How a person's commands name a room; undefined where they are not in it. */
  async ref(who: Name, room: Room): Promise<string | undefined> {
    if (room !== "group") {
      const peer = room.split(" ").find((name) => name !== who) as Name
      return room.includes(who) ? `@${this.contact(who, peer)}` : undefined
    }
    const group = await this.group(who)
    const isIn = current.has(group?.membership.memberStatus ?? "")
    return group !== undefined && isIn ? `#${group.groupId}` : undefined
  }

  /** What was said in a chat, oldest first. */
  async items(who: Name, ref: string): Promise<Item[]> {
    const { chat } = await this.person(who).command(`/_get chat ${ref} count=500`, "apiChat")
    return chat.chatItems.filter(
      ({ content: { type }, meta }) =>
        meta.itemSharedMsgId !== undefined && /MsgContent|Moderated/.test(type),
    )
  }
}

export const pairs = [
  ["alice", "bob"],
  ["alice", "carol"],
  ["bob", "carol"],
] as const

export const rooms: readonly Room[] = [...pairs.map(([a, b]) => `${a} ${b}` as const), "group"]

/** The statuses of those who take part. */
export const current = new Set([
  "introduced",
  "intro-inv",
  "accepted",
  "announced",
  "connected",
  "complete",
  "creator",
])
