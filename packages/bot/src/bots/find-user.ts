import type { T } from "@simplex-chat/types"
import type { WantedUser } from "../bot/shared-user.ts"

/**
 * The user of a bot among those that no other bot has: the one that it had before, by its id and name;
 * else one with that name, or with the declared one, since another database counts ids anew; else the
 * one with the id, whose name was changed.
 */
export function findUser(
  users: readonly T.User[],
  { known, displayName }: Pick<WantedUser, "known" | "displayName">,
): T.User | undefined {
  const nameOf = ({ profile }: T.User) => profile.displayName
  const isKnown = ({ userId }: T.User) => userId === known?.userId
  return (
    users.find((user) => isKnown(user) && nameOf(user) === known?.displayName) ??
    users.find((user) => known !== undefined && nameOf(user) === known.displayName) ??
    users.find((user) => nameOf(user) === displayName) ??
    users.find((user) => isKnown(user))
  )
}
