import type { T } from "@simplex-chat/types"

/** How a chat is called in the list. */
export function nameOf(info: T.ChatInfo): string {
  if (info.type === "direct") return info.contact.profile.displayName
  if (info.type === "group") return info.groupInfo.groupProfile.displayName
  return "notes"
}

export function imageOf(info: T.ChatInfo): string | undefined {
  if (info.type === "direct") return info.contact.profile.image
  return info.type === "group" ? info.groupInfo.groupProfile.image : undefined
}

/** What kind of chat it is, in a word; undefined for a direct chat. */
export function kindOf(info: T.ChatInfo): "group" | "channel" | "business" | undefined {
  if (info.type !== "group") return undefined
  if (info.groupInfo.businessChat !== undefined) return "business"
  return info.groupInfo.useRelays ? "channel" : "group"
}

/** Who wrote an item; undefined when it is the person themselves. */
export function senderOf(info: T.ChatInfo, item: T.ChatItem): string | undefined {
  const { chatDir } = item
  if (chatDir.type === "groupRcv") return chatDir.groupMember.memberProfile.displayName
  if (chatDir.type === "directRcv" || chatDir.type === "channelRcv") return nameOf(info)
  return undefined
}

/** The commands that the bot of a chat offers in its menu. */
export function commandsOf(info: T.ChatInfo): readonly T.ChatBotCommand[] {
  if (info.type === "direct") return info.contact.profile.preferences?.commands ?? []
  if (info.type === "group") return info.groupInfo.groupProfile.groupPreferences?.commands ?? []
  return []
}

/** After how many seconds messages disappear; undefined when they stay. */
export function ttlOf(info: T.ChatInfo): number | undefined {
  if (info.type === "direct")
    return info.contact.mergedPreferences.timedMessages.userPreference.preference.ttl
  if (info.type !== "group") return undefined
  const { timedMessages } = info.groupInfo.fullGroupPreferences
  return timedMessages.enable === "on" ? timedMessages.ttl : undefined
}
