import type { ChatApi } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import { isDeepStrictEqual } from "node:util"
import { asContent } from "../messages/outgoing.ts"
import { wireEntry } from "./menu.ts"
import type { BotOptions } from "./options.ts"

/** The user of the bot, made if there is none, with the profile that was declared. */
export async function reconcileUser(api: ChatApi, options: BotOptions): Promise<T.User> {
  const user = await api.apiGetActiveUser()
  if (user === undefined) return api.apiCreateActiveUser(declaredProfile(options))
  return user
}

/** Changes the profile if it is not what was declared. The chat must be started. */
export async function reconcileProfile(
  api: ChatApi,
  user: T.User,
  options: BotOptions,
): Promise<boolean> {
  const { updateProfile = true } = options
  const { profileId: _id, localAlias: _alias, ...current } = user.profile
  const wanted = declaredProfile(options, current)
  if (!updateProfile || isSame(current, wanted)) return false
  await api.apiUpdateProfile(user.userId, wanted)
  return true
}

/** Makes the address and its settings what was declared; gives the link. */
export async function reconcileAddress(
  api: ChatApi,
  { userId }: T.User,
  options: BotOptions,
): Promise<string | undefined> {
  const { createAddress = true, updateAddress = true } = options
  let address = await api.apiGetUserAddress(userId)
  if (address === undefined) {
    if (!createAddress) return undefined
    await api.apiCreateUserAddress(userId)
    address = await api.apiGetUserAddress(userId)
    if (address === undefined) return undefined
  }
  const settings = declaredSettings(options)
  if (updateAddress && !isSame(address.addressSettings, settings)) {
    address = await api.apiSetAddressSettings(userId, settings)
  }
  const { connShortLink, connFullLink } = address.connLinkContact
  return connShortLink ?? connFullLink
}

function declaredProfile(options: BotOptions, current?: T.Profile): T.Profile {
  const { profile, allowFiles = false, useBotProfile = true, commands = [] } = options
  const { displayName, fullName = "", shortDescr, image } = profile
  return {
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
