import type { T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import type { Handlers } from "./handlers.ts"
import { addLink, removeLink } from "../connections/links.ts"
import { commandFailed, notStored } from "../simulation/failure.ts"
import { checkSize } from "../recipients/outbox.ts"
import type { LinkRow, UserRow } from "../store/rows.ts"
import { changeProfile, updateLinkData } from "./users.ts"

export const addressCommands = {
  APICreateMyAddress(chat, { userId }) {
    const user = chat.runningUserWith(userId)
    if (addressOf(chat, user) !== undefined) throw notStored({ type: "duplicateContactLink" })
    chat.hub.reachable(chat.hub.server)
    chat.reach(user, chat.hub.server.host)
    const { link } = addLink(chat, user, user.userChatRelay ? "relay" : "contact")
    updateLinkData(chat, user)
    return { type: "userContactLinkCreated", user: chat.wire(user), connLinkContact: link }
  },

  APIDeleteMyAddress(chat, { userId }) {
    const user = chat.runningUserWith(userId)
    removeLink(chat, address(chat, user))
    const { contactLink, profileId: _, localAlias: __, ...profile } = user.profile
    // The address leaves the profile, too: contacts get an update, as after any change of the profile.
    if (contactLink === undefined) return { type: "userContactLinkDeleted", user: chat.wire(user) }
    changeProfile(chat, user, profile)
    return { type: "userContactLinkDeleted", user: chat.wire(user) }
  },

  APIShowMyAddress(chat, { userId }) {
    // The address can be read before the chat is started, unlike the servers (a-first-run 18, 22).
    const user = chat.sameUser(chat.activeUser(), userId)
    return {
      type: "userContactLink",
      user: chat.wire(user),
      contactLink: linkView(address(chat, user)),
    }
  },

  /** Addresses that 6.4 made had long links only; those of 7.0 have both. */
  APIAddMyAddressShortLink(chat, { userId }) {
    const user = chat.runningUserWith(userId)
    const contactLink = linkView(address(chat, user))
    return { type: "userContactLink", user: chat.wire(user), contactLink }
  },

  APISetProfileAddress(chat, { userId, enable }) {
    const user = chat.runningUserWith(userId)
    const { link } = address(chat, user)
    const { profileId: _, localAlias: __, contactLink: ___, ...profile } = user.profile
    const contactLink = link.connShortLink ?? link.connFullLink
    return changeProfile(chat, user, enable ? { ...profile, contactLink } : profile)
  },

  APISetAddressSettings(chat, { userId, settings }) {
    const user = chat.runningUserWith(userId)
    const row = address(chat, user)
    // Every address of 7.0 has a short link, whose data shows the profile: so none can be incognito (o-users
    // 230).
    if (settings.autoAccept?.acceptIncognito === true) throw incognitoRefused()
    const { autoReply: content } = settings
    // Those who have not seen it before get it as any other message.
    if (content !== undefined) checkSize({ event: "x.msg.new", msgId: "", content })
    chat.state.links.update(row, { settings })
    updateLinkData(chat, user)
    const contactLink = linkView(row)
    return { type: "userContactLinkUpdated", user: chat.wire(user), contactLink }
  },
} satisfies Partial<Handlers>

/** An address shows who is behind it (o-users 229, 234). */
export function incognitoRefused() {
  return commandFailed("incognito not allowed for address with short link data")
}

function addressOf(chat: Chat, user: UserRow): LinkRow | undefined {
  return chat.state.links.find((row) => row.userId === user.id && row.groupId === undefined)
}

function address(chat: Chat, user: UserRow): LinkRow {
  const row = addressOf(chat, user)
  if (row === undefined) throw notStored({ type: "userContactLinkNotFound" })
  return row
}

function linkView(row: LinkRow): T.UserContactLink {
  return {
    userContactLinkId: row.id,
    connLinkContact: row.link,
    shortLinkDataSet: true,
    shortLinkLargeDataSet: true,
    addressSettings: row.settings,
  }
}
