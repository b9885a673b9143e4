import { type ChatApi, ChatCommandError } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import { isDeepStrictEqual } from "node:util"
import { ConfigurationError } from "../errors.ts"
import { asContent } from "../messages/outgoing.ts"
import { wireEntry } from "./menus/menu.ts"
import type { BotOptions } from "./options.ts"
import type { Notes } from "../checkpoints/notes.ts"

/** What the core has of the bot. Changes as it is reconciled. */
export interface Identified {
  user: T.User
  address: string | undefined
}

/** The user of the bot, made if there is none, with the profile that was declared. */
export async function findOrMakeUser(api: ChatApi, options: BotOptions): Promise<T.User> {
  const user = await api.apiGetActiveUser()
  if (user !== undefined) return user
  return api.apiCreateActiveUser(declaredProfile(options)).catch((error: unknown) => {
    if (!(error instanceof ChatCommandError) || error.code !== "invalidDisplayName") throw error
    const problem = "the core refuses this name"
    throw new ConfigurationError("profile.displayName", problem, { cause: error })
  })
}

/**
 * Changes the profile if it is not what is declared, and sends it to the contacts. The chat must be
 * started.
 *
 * Without a server the core fails after it has stored the new profile, and sends it to no contact;
 * another update with the same profile would change nothing. So it is noted that the profile is not
 * sent yet, and it is sent by way of another one.
 *
 * @returns to how many contacts it could not be sent; undefined when it was up to date
 */
export async function reconcileProfile(
  api: ChatApi,
  bot: Identified,
  options: BotOptions,
  notes: Notes,
): Promise<number | undefined> {
  const { updateProfile = true } = options
  if (!updateProfile) return undefined
  bot.user = (await api.apiGetActiveUser()) ?? bot.user
  const current = sentProfile(bot.user.profile)
  const wanted = declaredProfile(options, current)
  const isUnsent = notes.get("unsentProfile") === true
  if (isSame(current, wanted) && !isUnsent) return undefined
  notes.set("unsentProfile", true)
  const { userId } = bot.user
  if (isSame(current, wanted)) await api.apiUpdateProfile(userId, variantOf(wanted))
  const summary = await api
    .apiUpdateProfile(userId, wanted)
    .catch((error: unknown) => explainName(api, bot.user, options, error))
  notes.delete("unsentProfile")
  bot.user = (await api.apiGetActiveUser()) ?? bot.user
  return summary?.updateFailures ?? 0
}

/** Sets whether direct chats that members of groups offer are accepted: as requests are. */
export async function reconcileMemberContacts(
  api: ChatApi,
  bot: Identified,
  { autoAccept = true }: BotOptions,
): Promise<void> {
  const { userId, autoAcceptMemberContacts } = bot.user
  if (autoAcceptMemberContacts === autoAccept) return
  await api.apiSetAutoAcceptMemberContacts(userId, autoAccept)
  bot.user = { ...bot.user, autoAcceptMemberContacts: autoAccept }
}

/** Makes an address if there is none, with the settings that are declared. */
export async function reconcileAddress(
  api: ChatApi,
  bot: Identified,
  options: BotOptions,
  notes: Notes,
): Promise<void> {
  const { createAddress = true } = options
  const { userId } = bot.user
  const existing = await api.apiGetUserAddress(userId)
  if (existing === undefined && !createAddress) return
  const link = existing?.connLinkContact ?? (await api.apiCreateUserAddress(userId))
  bot.address = link.connShortLink ?? link.connFullLink
  // Without its settings a new address accepts no requests.
  if (existing === undefined) await reconcileSettings(api, bot, options, notes)
}

/** Makes the settings of the address what is declared. They are noted while the server lacks them. */
export async function reconcileSettings(
  api: ChatApi,
  { user: { userId } }: Identified,
  options: BotOptions,
  notes: Notes,
): Promise<void> {
  const { updateAddress = true } = options
  const address = updateAddress ? await api.apiGetUserAddress(userId) : undefined
  if (address === undefined) return
  const settings = declaredSettings(options)
  if (isSame(address.addressSettings, settings) && notes.get("unsentSettings") !== true) return
  notes.set("unsentSettings", true)
  await api.apiSetAddressSettings(userId, settings)
  notes.delete("unsentSettings")
}

/** Says what is wrong with a name that the core refuses, or that a chat in the database has. */
async function explainName(
  api: ChatApi,
  { userId }: T.User,
  { profile: { displayName } }: BotOptions,
  error: unknown,
): Promise<never> {
  if (error instanceof ChatCommandError && error.code === "invalidDisplayName") {
    throw new ConfigurationError("profile.displayName", "the core refuses this name", {
      cause: error,
    })
  }
  if (!(error instanceof ChatCommandError) || error.code !== "duplicateName") throw error
  const contacts = await api.apiListContacts(userId)
  const groups = await api.apiListGroups(userId)
  const contact = contacts.find(({ localDisplayName }) => localDisplayName === displayName)
  const group = groups.find(({ localDisplayName }) => localDisplayName === displayName)
  const who =
    contact !== undefined
      ? `the contact with contactId ${contact.contactId}`
      : group !== undefined
        ? `the group with groupId ${group.groupId}`
        : "a member of one of its groups"
  const problem = `${who} has this name in the bot's database; choose another name, or delete that chat`
  throw new ConfigurationError("profile.displayName", problem, { cause: error })
}

/** The same but for something that hardly shows. */
const variantOf = (profile: T.Profile): T.Profile => ({
  ...profile,
  shortDescr: profile.shortDescr === undefined ? "\u2060" : undefined,
})

/** A profile without what the core adds for this device alone. */
function sentProfile(local: T.LocalProfile): T.Profile {
  const { profileId: _id, localAlias: _alias, localBadge: _badge, ...profile } = local
  const { contactDomainVerified: _verified, ...sent } = profile
  return sent
}

/** The profile with what the options declare. What they do not know, the core keeps as it is. */
function declaredProfile(options: BotOptions, current?: T.Profile): T.Profile {
  const { profile, allowFiles = false, useBotProfile = true, commands = [] } = options
  const { displayName, fullName = "", shortDescr, image } = profile
  return {
    ...current,
    displayName,
    fullName,
    shortDescr,
    image,
    // The address in the profile is set by a command of its own.
    contactLink: current?.contactLink,
    peerType: useBotProfile ? "bot" : undefined,
    preferences: {
      ...current?.preferences,
      ...profile.preferences,
      files: { allow: allowFiles ? "yes" : "no" },
      commands: useBotProfile ? commands.map(wireEntry) : undefined,
    },
  }
}

function declaredSettings(options: BotOptions): T.AddressSettings {
  const { autoAccept = true, businessAddress = false, welcome } = options
  return {
    businessAddress,
    autoAccept: autoAccept ? { acceptIncognito: false } : undefined,
    autoReply: welcome === undefined ? undefined : asContent(welcome),
  }
}

/** As JSON: absent and undefined are the same there. */
const isSame = (one: object, other: object): boolean =>
  isDeepStrictEqual(JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(other)))
