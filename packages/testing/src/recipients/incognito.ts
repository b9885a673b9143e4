import type { T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { fullPreferences } from "../views/preferences.ts"
import type { ConnRow, UserRow } from "../store/rows.ts"

// Who connects incognito is known to the other side by a profile that is made for it alone.

const adjectives = ["Brave", "Calm", "Clever", "Gentle", "Happy", "Lucky", "Quiet", "Swift"]
const nouns = ["Badger", "Falcon", "Heron", "Lynx", "Otter", "Raven", "Salmon", "Willow"]

/** A profile for one connection; nothing where the user shows who they are. */
export function incognitoProfile(
  chat: Chat,
  wanted: boolean | undefined,
): Pick<ConnRow, "incognito"> {
  if (!wanted) return {}
  const { random } = chat.hub
  const pick = (words: readonly string[]) => words[random.below(words.length)] ?? ""
  const displayName = `${pick(adjectives)}${pick(nouns)}`
  return { incognito: chat.profile({ displayName, fullName: "" }) }
}

/** The profile that is made for a connection, as answers and events show it. */
export function customProfile({ incognito }: Pick<ConnRow, "incognito">): T.Profile | undefined {
  if (incognito === undefined) return undefined
  const { profileId: _, localAlias: __, ...profile } = incognito
  return profile
}

/** The profile that others see: preferences with every default filled in. */
export function shownProfile(chat: Chat, user: UserRow, conn?: ConnRow): T.Profile {
  const custom = conn === undefined ? undefined : customProfile(conn)
  if (custom !== undefined) return { ...custom, preferences: fullPreferences(undefined) }
  const { profileId: _, localAlias: __, ...profile } = user.profile
  return { ...profile, preferences: chat.wire(user).fullPreferences }
}
