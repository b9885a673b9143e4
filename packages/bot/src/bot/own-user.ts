import type { ChatApi } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import type { Notes } from "../checkpoints/notes.ts"

const note = "user"

/** Remembers which user of the database is the bot's. */
export function rememberUser({ userId, localDisplayName }: T.User, notes: Notes): void {
  notes.set(note, [userId, localDisplayName])
}

/**
 * Makes the bot's user the active one. The database remembers which was active last: after a crash that
 * can be another one, which a handler served by `forUser`, and would get the profile of the bot.
 */
export async function selectUser(api: ChatApi, notes: Notes): Promise<void> {
  const [userId, name] = (notes.get(note) ?? []) as readonly unknown[]
  if (typeof userId !== "number") return
  const users = (await api.apiListUsers()).map(({ user }) => user)
  // With its name: in another database, the ids are those of other users.
  const isKnown = ({ userId: id, localDisplayName }: T.User) =>
    id === userId && localDisplayName === name
  const own = users.find(isKnown)
  if (own === undefined || own.activeUser) return
  // Recorded: the core selects no user (`chatNotStarted`) before.
  await api.startChat()
  await api.apiSetActiveUser(userId)
}
