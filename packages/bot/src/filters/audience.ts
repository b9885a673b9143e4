import type { T } from "@simplex-chat/types"

/** Contacts of whom a `when` knows, before they write, whether they pass: the owners of a bot. */
export interface Audience {
  /**
   * Their ids in the bot's database; undefined while that is not known.
   *
   * @param identity of the database, as `Bot.identity`
   */
  contactIds(identity: string): readonly number[] | undefined
  includes(contact: T.Contact, identity: string): boolean
  /** Calls back whenever they are others, until the signal. */
  onChange(changed: () => void, signal: AbortSignal): void
}

/** By the function that is given as `when`: a filter is made of nothing else. */
const audiences = new WeakMap<object, Audience>()

export const setAudience = (when: object, audience: Audience): void =>
  void audiences.set(when, audience)

export const audienceOf = (when: object | undefined): Audience | undefined =>
  when === undefined ? undefined : audiences.get(when)
