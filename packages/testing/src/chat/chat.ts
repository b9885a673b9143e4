import type { ChatEvent, T } from "@simplex-chat/types"
import type { Call } from "./call.ts"
import { failed, notStored } from "../simulation/failure.ts"
import type { Hub } from "./hub.ts"
import { serverText } from "../simulation/links.ts"
import type { Packet } from "../simulation/packets.ts"
import { chatItemView } from "../views/item-view.ts"
import type { ConnRow, ContactRow, GroupRow, ItemRow, MemberRow, UserRow } from "../store/rows.ts"
import type { State } from "../store/state.ts"
import {
  contactView,
  groupView,
  type MemberLook,
  memberView,
  readCounts,
  userOf,
  userView,
} from "../views/views.ts"

/** What a core emits: an event, or an error that no command caused. */
export type Emission =
  { readonly result: ChatEvent | Undeclared } | { readonly error: T.ChatError | Undeclared }

/** An answer, an event or an error of 7.0 that the declared API does not have yet. */
export interface Undeclared {
  readonly type: string
  readonly [field: string]: unknown
}

/** One core while it is open: what it keeps, and its way to the network. */
export class Chat {
  readonly name: string
  readonly state: State
  readonly hub: Hub
  /** Whether `/_start` was sent, so that the core sends and receives. */
  started = false
  /** Whether `/_start` was sent at all, if only for another app. */
  running = false
  /** Where relative paths of files lead. */
  filesFolder: string | undefined
  tempFolder: string | undefined
  /** The calls that contacts invited to or were invited to, by contact. */
  readonly calls = new Map<number, Call>()
  /** Whether members who are contacts are found by probes. */
  mergesContacts = true
  /** The key of the databases, and whether they have to be opened again. */
  storage: { key: string; changed: boolean } = { key: "", changed: false }
  /** How servers are reached, once an app said so. */
  networkConfig: T.NetworkConfig | undefined
  /** Whether files that are received are encrypted where the command does not say. */
  encryptFiles = false
  readonly #out: (emission: Emission) => void
  #later: (() => void)[] = []
  #deleted: ConnRow[] = []
  /** User and host of the servers that this core has spoken to. */
  readonly #sessions = new Set<string>()

  constructor(name: string, state: State, hub: Hub, out: (emission: Emission) => void) {
    this.name = name
    this.state = state
    this.hub = hub
    this.#out = out
  }

  emit(event: ChatEvent): void {
    // As it is now: rows change in place.
    this.#out({ result: structuredClone(event) })
  }

  /** Emits what the declared API does not have yet. */
  tell(event: Undeclared): void {
    this.#out({ result: structuredClone(event) })
  }

  emitError(error: T.ChatError | Undeclared): void {
    this.#out({ error: structuredClone(error) })
  }

  /** Runs something once the answer of the present command is out. */
  afterAnswer(run: () => void): void {
    this.#later.push(run)
  }

  /** Runs what waits for the answer; called when it is out. */
  answered(): void {
    const later = this.#later
    this.#later = []
    for (const run of later) run()
  }

  /** The agent deletes connections in its own time, those of one command together. */
  agentDeletes(conn: ConnRow): void {
    this.#deleted.push(conn)
    if (this.#deleted.length > 1) return
    this.hub.soon(this, "agent", () => {
      const conns = this.#deleted
      this.#deleted = []
      const server = serverText(this.hub.server)
      this.tell({
        type: "agentRcvQueuesDeleted",
        deletedRcvQueues: conns.map(({ agentConnId }) => ({
          agentConnId,
          server,
          agentQueueId: this.hub.random.url(24),
        })),
      })
      this.tell({
        type: "agentConnsDeleted",
        agentConnIds: conns.map(({ agentConnId }) => agentConnId),
      })
    })
  }

  now(): string {
    return this.hub.clock.stamp()
  }

  /** The first contact with a server's host is an event. Returns whether it was the first. */
  reach(user: UserRow, host: string, protocol: "smp" | "xftp" = "smp"): boolean {
    const session = `${user.id} ${protocol} ${host}`
    if (this.#sessions.has(session)) return false
    this.#sessions.add(session)
    this.emit({ type: "hostConnected", protocol, transportHost: host })
    return true
  }

  /** Closes the connections to the servers: they are made again when they are needed. */
  disconnect(): void {
    this.#sessions.clear()
  }

  activeUser(): UserRow {
    const user = this.state.users.find(({ active }) => active)
    if (user === undefined) throw failed({ type: "noActiveUser" })
    return user
  }

  /** The active user of a chat that runs. */
  runningUser(): UserRow {
    const user = this.activeUser()
    if (!this.started) throw failed({ type: "chatNotStarted" })
    return user
  }

  /** The active user, who must be the one that a command names. */
  runningUserWith(userId: number): UserRow {
    return this.sameUser(this.runningUser(), userId)
  }

  sameUser(user: UserRow, userId: number): UserRow {
    if (user.id === userId) return user
    throw failed({
      type: "differentActiveUser",
      commandUserId: userId,
      activeUserId: user.id,
    })
  }

  wire(user: UserRow): T.User {
    return userView(user)
  }

  /** Emits that an item changed. */
  updatedItem(item: ItemRow): void {
    const user = this.wire(userOf(this.state, item))
    this.emit({ type: "chatItemUpdated", user, chatItem: chatItemView(this.state, item) })
  }

  groupInfo(group: GroupRow): T.GroupInfo {
    return groupView(this.state, group)
  }

  memberInfo(member: MemberRow, look: MemberLook = {}): T.GroupMember {
    return memberView(this.state, member, look)
  }

  contactInfo(contact: ContactRow): T.Contact {
    return contactView(this.state, contact)
  }

  contact(user: UserRow, contactId: number): ContactRow {
    const contact = this.state.contacts.get(contactId)
    if (contact?.userId === user.id) return contact
    throw notStored({ type: "contactNotFound", contactId })
  }

  group(user: UserRow, groupId: number): GroupRow {
    const group = this.state.groups.get(groupId)
    if (group?.userId === user.id) {
      readCounts(this.state, group)
      return group
    }
    throw notStored({ type: "groupNotFound", groupId })
  }

  member(group: GroupRow, memberId: number): MemberRow {
    const member = this.state.members.get(memberId)
    if (member?.groupId === group.id && member.id !== group.membershipId) return member
    throw notStored({ type: "groupMemberNotFound", groupMemberId: memberId })
  }

  conn(connId: number | undefined): ConnRow | undefined {
    return connId === undefined ? undefined : this.state.conns.get(connId)
  }

  /** A name that no other contact of this user has: `zoe`, `zoe_1`, ... */
  freeName(user: UserRow, wanted: string): string {
    const { contacts, groups, members } = this.state
    const taken = new Set<string>([user.localDisplayName])
    for (const row of [...contacts.values(), ...groups.values(), ...members.values()]) {
      if (row.userId === user.id) taken.add(row.localDisplayName)
    }
    let name = wanted
    for (let suffix = 1; taken.has(name); suffix++) name = `${wanted}_${suffix}`
    return name
  }

  /** A profile under a number of its own. */
  profile(profile: T.Profile): T.LocalProfile {
    const { id } = this.state.profiles.insert({})
    const { badge: _, ...kept } = profile
    return { profileId: id, ...kept, localAlias: "" }
  }

  /** Sends to the other side of a connection. */
  send(conn: ConnRow, packet: Packet): void {
    this.hub.send(this, conn, packet)
  }
}
