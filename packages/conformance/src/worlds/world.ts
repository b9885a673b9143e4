import type { Core, Servers } from "@simplex-chat/api"
import type { DrivenPerson, DrivenPersonOptions } from "../people/driven/driven-person.ts"
import type { Person } from "../people/person.ts"
import type { Notes } from "../notes/notes.ts"
import type { Launch, Launched } from "./launch.ts"

/** What a world may lack; a scenario that needs it is skipped there, and the report says so. */
export type Ability =
  /** End the process of a bot as `kill -9` does. */
  | "kill"
  /** Stop and start the servers. */
  | "servers"
  /** Move time on. */
  | "clock"

/** How long a bot leaves its core alone, in milliseconds: the option `quiet` of bots. */
export interface QuietAround {
  readonly startMs?: number
  readonly stopMs?: number
}

/** Somewhere that cores can be opened: the network in memory, or real servers. */
export interface World {
  readonly name: string
  readonly abilities: ReadonlySet<Ability>
  /** What a run reports besides whether it passed. */
  readonly notes: Notes
  /** The servers that everyone uses; undefined where there is no choice. */
  readonly servers: Servers | undefined
  /** How long bots leave their cores alone around a stop. */
  readonly quietAround: QuietAround
  /** How long an expectation waits, in milliseconds. */
  readonly timeoutMs: number
  /** How long people pause between two messages when they talk without end, in milliseconds. */
  readonly paceMs: number
  /** A core with a new database, or with that of a core of this name that was closed or killed. */
  openCore(name: string): Promise<Core>
  /** A person who drives a core of this name through `ChatApi`. */
  person(name: string, options?: DrivenPersonOptions): Promise<DrivenPerson>
  /** A person as scenarios about bots know them. */
  someone(name: string): Promise<Person>
  /** Starts a program on the core of this name, in a process of its own where it must be killed. */
  launch(name: string, launch: Launch): Promise<Launched>
  /** A folder of a core or a bot, which lasts until the world is closed. */
  folder(name: string, part: string): string
  /** Resolves when nothing has happened for a while. */
  quiet(): Promise<void>
  serversDown(isDown: boolean): Promise<void>
  /** Lets some time go by, so that what comes next is stamped later than what was before. */
  pass(): Promise<void>
  /** Advances the time, in milliseconds. */
  advance(ms: number): Promise<void>
  /** Closes all cores and removes what they wrote. */
  close(): Promise<void>
}
