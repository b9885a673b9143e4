import { Conns } from "./connections-table.ts"
import { Items } from "./items-table.ts"
import type {
  ChatRelayRow,
  ContactRow,
  EarlyRow,
  FileRow,
  GroupRelayRow,
  GroupRow,
  LinkRow,
  MemberRow,
  NoteRow,
  OutboxRow,
  ProbeRow,
  RequestRow,
  TagRow,
  TrackRow,
  UserRow,
} from "./rows.ts"
import { Table } from "./table.ts"

/** Numbers that only ever grow. */
export interface Counter {
  id: number
  value: number
}

/** What is counted of a group. */
export interface GroupCounts {
  readonly currentMembers: number
  readonly relays: number
  readonly membersRequireAttention: number
}

/** Everything that one core keeps. */
export class State {
  readonly users = new Table<UserRow>("users")
  readonly contacts = new Table<ContactRow>("contacts")
  readonly conns = new Conns()
  readonly groups = new Table<GroupRow>("groups")
  readonly members = new Table<MemberRow>("members")
  readonly items = new Items(() => this.count("item"))
  readonly links = new Table<LinkRow>("links")
  readonly chatRelays = new Table<ChatRelayRow>("chatRelays")
  readonly groupRelays = new Table<GroupRelayRow>("groupRelays")
  readonly requests = new Table<RequestRow>("requests")
  readonly files = new Table<FileRow>("files")
  readonly notes = new Table<NoteRow>("notes")
  readonly tags = new Table<TagRow>("tags")
  readonly outbox = new Table<OutboxRow>("outbox")
  readonly tracks = new Table<TrackRow>("tracks")
  readonly early = new Table<EarlyRow>("early")
  readonly probes = new Table<ProbeRow>("probes")
  /** Profiles of users, contacts and members share their numbers. */
  readonly profiles = new Table<{ id: number }>("profiles")
  readonly counters = new Table<Counter>("counters")

  /** The time of the network. */
  readonly nowMs: () => number

  /**
   * What was counted of a group when the present command or packet began: the core reads a group
   * once, and what it emits has those counts until it is done. "added carol" shows two members
   * (c-groups 122), and the next message three (129).
   */
  readonly #counted = new Map<number, GroupCounts>()

  constructor(nowMs: () => number) {
    this.nowMs = nowMs
  }

  /** Counts a group, once until {@link State.recount}. */
  counted(groupId: number, count: () => GroupCounts): GroupCounts {
    const known = this.#counted.get(groupId)
    if (known !== undefined) return known
    const counts = count()
    this.#counted.set(groupId, counts)
    return counts
  }

  /** Sets what is counted of a group until {@link State.recount}. */
  setCounted(groupId: number, counts: GroupCounts): void {
    this.#counted.set(groupId, counts)
  }

  /** Groups are read anew from here on. */
  recount(): void {
    this.#counted.clear()
  }

  /** The next number of a count that never goes back. */
  count(which: keyof typeof countIds): number {
    const row = this.counters.get(countIds[which]) ?? { id: countIds[which], value: 0 }
    return this.counters.put({ ...row, value: row.value + 1 }).value
  }

  /** Whether what was written is to be deleted. */
  #isForgotten = false

  get isForgotten(): boolean {
    return this.#isForgotten
  }

  /** Deletes what was written: all that is left is in memory until the core is closed. */
  forget(): void {
    this.#isForgotten = true
  }

  /** The time of the network when this was last written. */
  get savedMs(): number {
    return this.counters.get(countIds.savedMs)?.value ?? 0
  }

  set savedMs(value: number) {
    if (value !== this.savedMs) this.counters.put({ id: countIds.savedMs, value })
  }

  tables(): Table<{ id: number }>[] {
    const { users, contacts, conns, groups, members, items, links, requests, files, notes } = this
    const all = [users, contacts, conns, groups, members, items, links, requests, files, notes]
    // Each holds rows of its own kind; code that iterates over all of them knows none of the kinds.
    return [
      ...all,
      this.chatRelays,
      this.groupRelays,
      this.tags,
      this.outbox,
      this.tracks,
      this.early,
      this.probes,
      this.profiles,
      this.counters,
    ] as unknown as Table<{
      id: number
    }>[]
  }
}

const countIds = {
  agentUser: 1,
  activeOrder: 2,
  item: 3,
  savedMs: 4,
  starts: 5,
  fileDescription: 6,
} as const
