import type { Core } from "@simplex-chat/api"
import type { Person, PersonOptions } from "../people/person.ts"

/** What a world may lack; a scenario that needs it is skipped there, and the report says so. */
export type Ability =
  /** End a core as `kill -9` does. */
  | "kill"
  /** Stop and start the servers. */
  | "servers"
  /** Move time on. */
  | "clock"

/** Somewhere that cores can be opened: the network in memory, or real servers. */
export interface World {
  readonly name: string
  readonly abilities: ReadonlySet<Ability>
  /** A core with a new database, or with that of a core of this name that was closed or killed. */
  openCore(name: string): Promise<Core>
  /** A person with a user on such a core. */
  person(name: string, options?: PersonOptions): Promise<Person>
  /** Ends the core of this name at once, without closing it. */
  kill(name: string): Promise<void>
  /** Resolves when nothing has happened for a while. */
  quiet(): Promise<void>
  serversDown(isDown: boolean): Promise<void>
  /** Advances the time, in milliseconds. */
  advance(ms: number): Promise<void>
  /** Closes all cores and removes what they wrote. */
  close(): Promise<void>
}
