/** Something that is to be done at a time. Ids belong to one bot: see `Bot.identity`. */
export interface ScheduledEntry {
  readonly id: string
  /** The task that does it. */
  readonly name: string
  /** When, in milliseconds since 1970. */
  readonly at: number
  /** What the task gets, as JSON has it. */
  readonly payload: unknown
  /** Whether its payload cannot be read: it is logged in place of being done. */
  readonly isBroken?: boolean | undefined
  /** When it is repeated: a cron pattern, and the time zone in which it is read. */
  readonly every?: Repetition | undefined
}

export interface Repetition {
  readonly pattern: string
  readonly timeZone: string
}

/** What a process claims: nothing else does what it has claimed. */
export interface Claim {
  /** The tasks that it has. */
  readonly names: readonly string[]
  /** What is due until then, in milliseconds since 1970. */
  readonly now: number
  /** Until when the claim holds, unless it is extended. */
  readonly until: number
  /** Identifies the process. */
  readonly owner: string
  /** How many entries at most. */
  readonly limit: number
}

/**
 * Keeps scheduled entries, for one or several processes. Calls may be asynchronous. Each entry is under
 * the identity of its bot.
 */
export interface ScheduleStore {
  /** Stores an entry in place of one with its id. */
  put(bot: string, entry: ScheduledEntry): void | Promise<void>
  /** Stores a repeated entry unless one with its id, pattern and time zone is there. */
  declare(bot: string, entry: ScheduledEntry): void | Promise<void>
  /** False when there is none. */
  remove(bot: string, id: string): boolean | Promise<boolean>
  list(bot: string): readonly ScheduledEntry[] | Promise<readonly ScheduledEntry[]>
  /** Claims entries that are due and that no other process has claimed: all or none of each. */
  claim(bot: string, claim: Claim): readonly ScheduledEntry[] | Promise<readonly ScheduledEntry[]>
  /** Holds a claim for longer; false when it was lost. */
  extend(bot: string, id: string, owner: string, until: number): boolean | Promise<boolean>
  /** Removes an entry that is done, or puts it off to its next time. Does nothing without the claim. */
  finish(bot: string, id: string, owner: string, next?: number): void | Promise<void>
  /** Gives a claim back: the entry is due as before. */
  release(bot: string, id: string, owner: string): void | Promise<void>
  /** When something is due next, or a claim of a process that died ends. */
  next(bot: string, names: readonly string[]): number | undefined | Promise<number | undefined>
  /** Whether other processes use it: a store of one process alone gives back what it had claimed. */
  readonly isShared: boolean
  close?(): void | Promise<void>
}

interface Kept extends ScheduledEntry {
  readonly owner?: string
  readonly until?: number
}

/** A store that is gone with the process. */
export function memoryScheduleStore(): ScheduleStore {
  const bots = new Map<string, Map<string, Kept>>()
  const entriesOf = (bot: string) => {
    const entries = bots.get(bot) ?? new Map<string, Kept>()
    bots.set(bot, entries)
    return entries
  }
  const owned = (bot: string, id: string, owner: string) => {
    const entry = entriesOf(bot).get(id)
    return entry?.owner === owner ? entry : undefined
  }
  const free = ({ id, name, at, payload, every }: Kept): ScheduledEntry => ({
    id,
    name,
    at,
    payload,
    every,
  })
  const freeAt = ({ at, until = 0 }: Kept) => Math.max(at, until)
  const put = (bot: string, entry: ScheduledEntry) => {
    const payload: unknown = structuredClone(entry.payload)
    entriesOf(bot).set(entry.id, { ...entry, payload })
  }
  return {
    isShared: false,
    put,
    declare: (bot, entry) => {
      const { every } = entriesOf(bot).get(entry.id) ?? {}
      if (JSON.stringify(every) !== JSON.stringify(entry.every)) put(bot, entry)
    },
    remove: (bot, id) => entriesOf(bot).delete(id),
    list: (bot) => [...entriesOf(bot).values()].map(free),
    claim: (bot, { names, now, until, owner, limit }) => {
      const due = [...entriesOf(bot).values()]
        .filter((entry) => names.includes(entry.name) && freeAt(entry) <= now)
        .toSorted((a, b) => a.at - b.at)
        .slice(0, limit)
      for (const entry of due) entriesOf(bot).set(entry.id, { ...entry, owner, until })
      return due.map(free)
    },
    extend: (bot, id, owner, until) => {
      const entry = owned(bot, id, owner)
      if (entry !== undefined) entriesOf(bot).set(id, { ...entry, until })
      return entry !== undefined
    },
    finish: (bot, id, owner, next) => {
      const entry = owned(bot, id, owner)
      if (entry === undefined) return
      if (next === undefined) entriesOf(bot).delete(id)
      else entriesOf(bot).set(id, { ...free(entry), at: next })
    },
    release: (bot, id, owner) => {
      const entry = owned(bot, id, owner)
      if (entry !== undefined) entriesOf(bot).set(id, free(entry))
    },
    next: (bot, names) => {
      const times = [...entriesOf(bot).values()].filter(({ name }) => names.includes(name))
      return times.length === 0 ? undefined : Math.min(...times.map(freeAt))
    },
  }
}
