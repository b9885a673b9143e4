import type { ChatApi } from "@simplex-chat/api"
import type { Core } from "@simplex-chat/core"
import type { T } from "@simplex-chat/types"
import type { Notes } from "../checkpoints/notes.ts"
import { type BotDatabase, isOwnDatabase } from "./database.ts"
import type { BotOptions } from "./options.ts"
import { findOrMakeUser } from "./reconcile-profile.ts"

/** A core that several bots share, each as another user of it. */
export interface SharedUser extends Core {
  /** Whether the database was opened in this process. */
  readonly isOpenedHere: boolean
  /**
   * Makes the user of the bot the user of this core, and starts the chat: before, the core cannot switch
   * between users.
   *
   * @throws {ConfigurationError} when another bot on the core has the name
   */
  claim(wanted: WantedUser): Promise<void>
}

/** By what a bot recognizes its user among those of the core. */
export interface WantedUser {
  /** The user that it had before. */
  readonly known: KnownUser | undefined
  /** The declared name. */
  readonly displayName: string
  /** Makes the user when there is none. */
  make(): Promise<unknown>
}

export interface KnownUser {
  readonly userId: number
  readonly displayName: string
}

export const isSharedUser = (db: BotDatabase): db is SharedUser => "claim" in db

/** Whether the core of the bot runs in this process, and nothing else uses the database. */
export const isOpenedHere = (db: BotDatabase): boolean =>
  isSharedUser(db) ? db.isOpenedHere : isOwnDatabase(db)

/** The user of the bot: the one of its database, or its own among those of a shared core. */
export async function userOf(api: ChatApi, options: BotOptions, notes: Notes): Promise<T.User> {
  const { db, profile } = options
  if (isSharedUser(db)) {
    await db.claim({
      known: notes.get("user") as KnownUser | undefined,
      displayName: profile.displayName,
      make: () => findOrMakeUser(api, options),
    })
  } else await selectUser(api, notes)
  return findOrMakeUser(api, options)
}

/**
 * Makes the bot's user the active one. The database remembers which was active last: after a crash that
 * can be another one, which a handler served by `forUser`, and would get the profile of the bot.
 */
async function selectUser(api: ChatApi, notes: Notes): Promise<void> {
  const known = notes.get("user") as KnownUser | undefined
  if (known === undefined) return
  const users = (await api.apiListUsers()).map(({ user }) => user)
  // With its name: in another database, the ids are those of other users.
  const isKnown = ({ userId, profile }: T.User) =>
    userId === known.userId && profile.displayName === known.displayName
  const own = users.find(isKnown)
  if (own === undefined || own.activeUser) return
  // Recorded: the core selects no user (`chatNotStarted`) before.
  await api.startChat()
  await api.apiSetActiveUser(own.userId)
}

/** Remembers which user of the core the bot has: by the name that it has in the core now. */
export function rememberUser({ userId, profile }: T.User, notes: Notes): void {
  const { displayName } = profile
  const known = notes.get("user") as KnownUser | undefined
  if (known?.userId === userId && known.displayName === displayName) return
  notes.set("user", { userId, displayName } satisfies KnownUser)
}
