import { KeyedMutex } from "../scheduling/keyed-mutex.ts"
import type { Storage } from "../state/storage.ts"

/** What was done. It holds no texts. */
export interface ModerationEntry {
  /** Its number in the log of the group. */
  readonly id: number
  /** When, as of the message. */
  readonly at: string
  readonly groupMemberId: number
  /** The rule that was broken: `links`. */
  readonly rule: string
  readonly action: "warned" | "muted" | "removed" | "deleted"
  readonly isUndone?: boolean | undefined
}

interface GroupRecord {
  readonly entries: readonly ModerationEntry[]
  /** How many warnings each member has. */
  readonly warnings: Readonly<Record<string, number>>
  /** What members who have just joined must answer. */
  readonly captchas: Readonly<Record<string, string>>
}

const empty: GroupRecord = { entries: [], warnings: {}, captchas: {} }

/** How many entries of a group are kept. */
const kept = 200

/** What is remembered of each group. */
export class ModerationRecords {
  readonly #storage: Storage
  readonly #mutex = new KeyedMutex()
  readonly #identity: () => string

  constructor(storage: Storage, identity: () => string) {
    this.#storage = storage
    this.#identity = identity
  }

  async read(groupId: number): Promise<GroupRecord> {
    return ((await this.#storage.get(this.#keyOf(groupId))) as GroupRecord | undefined) ?? empty
  }

  /** Counts a warning; returns how many there are now. */
  async warn(groupId: number, member: number, by = 1): Promise<number> {
    const { warnings } = await this.#change(groupId, (record) => {
      const count = Math.max(0, (record.warnings[member] ?? 0) + by)
      return { ...record, warnings: { ...record.warnings, [member]: count } }
    })
    return warnings[member] ?? 0
  }

  async log(groupId: number, entry: Omit<ModerationEntry, "id">): Promise<void> {
    await this.#change(groupId, (record) => {
      const id = (record.entries.at(-1)?.id ?? 0) + 1
      return { ...record, entries: [...record.entries, { ...entry, id }].slice(-kept) }
    })
  }

  async markUndone(groupId: number, id: number): Promise<void> {
    await this.#change(groupId, (record) => ({
      ...record,
      entries: record.entries.map((entry) =>
        entry.id === id ? { ...entry, isUndone: true } : entry,
      ),
    }))
  }

  /** What a member must answer; undefined for nothing. */
  async setCaptcha(groupId: number, member: number, answer: string | undefined): Promise<void> {
    await this.#change(groupId, (record) => {
      const { [member]: _, ...others } = record.captchas
      return {
        ...record,
        captchas: answer === undefined ? others : { ...others, [member]: answer },
      }
    })
  }

  #change(groupId: number, change: (record: GroupRecord) => GroupRecord): Promise<GroupRecord> {
    const key = this.#keyOf(groupId)
    return this.#mutex.run(key, async () => {
      const record = change(await this.read(groupId))
      await this.#storage.set(key, record)
      return record
    })
  }

  #keyOf(groupId: number): string {
    return `moderation/${this.#identity()}/group:${groupId}`
  }
}
