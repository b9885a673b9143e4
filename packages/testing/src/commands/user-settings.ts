import type { CR, T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { failed } from "../simulation/failure.ts"
import type { UserRow } from "../store/rows.ts"
import { onceRead } from "../views/views.ts"
import type { Handlers } from "./handlers.ts"
import { knownUser } from "./user-privacy.ts"
import { changeProfile } from "./users.ts"

/** What a user set for all chats, and the parts of the profile that have commands of their own. */
export const userSettingsCommands = {
  APIUserRead: (chat, { userId }) => allRead(chat, chat.runningUserWith(userId)),
  UserRead: (chat) => allRead(chat, chat.runningUser()),

  SetContactMergeEnabled(chat, { enable }) {
    chat.mergesContacts = enable
    return { type: "cmdOk" }
  },

  APISetUserContactReceipts: (chat, { userId, settings }) =>
    setReceipts(chat, userId, { sendRcptsContacts: settings.enable }),
  APISetUserGroupReceipts: (chat, { userId, settings }) =>
    setReceipts(chat, userId, { sendRcptsSmallGroups: settings.enable }),
  SetAllContactReceipts(chat, { enable }) {
    chat.runningUser()
    for (const user of chat.state.users.values())
      chat.state.users.update(user, { sendRcptsContacts: enable, sendRcptsSmallGroups: enable })
    return { type: "cmdOk" }
  },

  ShowProfile(chat) {
    const user = chat.activeUser()
    return { type: "userProfile", user: chat.wire(user), profile: profileOf(user) }
  },

  ShowProfileImage(chat) {
    const user = chat.activeUser()
    return { type: "userProfileImage", user: chat.wire(user), profile: profileOf(user) }
  },

  UpdateProfile(chat, { displayName, shortDescr }) {
    const user = chat.runningUser()
    const { shortDescr: _, ...profile } = profileOf(user)
    // What is said of oneself is cut to what all apps show.
    const short = shortDescr === undefined ? {} : { shortDescr: shortDescr.slice(0, 160) }
    return changeProfile(chat, user, { ...profile, displayName, fullName: "", ...short })
  },

  UpdateProfileImage(chat, { image }) {
    const user = chat.runningUser()
    const { image: _, ...profile } = profileOf(user)
    return changeProfile(chat, user, image === undefined ? profile : { ...profile, image })
  },

  /** A user with a menu is a bot, and stays one without it (o-users 444; it was a bot before the menu). */
  SetBotCommands(chat, params) {
    const user = chat.activeUser()
    if (!chat.started) throw failed({ type: "chatNotStarted" })
    const { commands: _, ...preferences } = profileOf(user).preferences ?? {}
    // `/delete bot commands` is read without any.
    const { commands = [] } = params as { readonly commands?: readonly T.ChatBotCommand[] }
    return changeProfile(chat, user, {
      ...profileOf(user),
      preferences: { ...preferences, commands: [...commands] },
      peerType: "bot",
    })
  },
} satisfies Partial<Handlers>

function profileOf({ profile: local }: UserRow): T.Profile {
  const { profileId: _, localAlias: __, ...profile } = local
  return profile
}

function allRead(chat: Chat, user: UserRow): CR.CmdOk {
  for (const item of chat.state.items.filter(({ userId }) => userId === user.id)) {
    if (item.status.type === "rcvNew")
      chat.state.items.update(item, { status: { type: "rcvRead" } })
  }
  return { type: "cmdOk", user_: chat.wire(user) }
}

function setReceipts(chat: Chat, userId: number, change: Partial<UserRow>): CR.CmdOk {
  const active = chat.runningUser()
  const user = knownUser(chat, userId)
  const { shown = onceRead(user) } = user
  chat.state.users.update(user, { ...change, shown })
  return { type: "cmdOk", user_: chat.wire(active) }
}
