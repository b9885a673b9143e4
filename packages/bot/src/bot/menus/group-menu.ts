import type { ChatApi } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import type { MenuHolder } from "./own-menus.ts"

/** Whether the bot may give a group a menu: only owners change its profile. In channels only they write. */
export const maySetMenu = ({ membership, useRelays }: T.GroupInfo): boolean =>
  membership.memberRole === "owner" && isPresent.has(membership.memberStatus) && !useRelays

const isPresent: ReadonlySet<T.GroupMemberStatus> = new Set(["creator", "connected", "complete"])

/** Whether it is a chat with a customer, which the bot has by itself at a business address. */
export const isWithCustomer = ({ businessChat }: T.GroupInfo): boolean =>
  // What the other side is to the bot.
  businessChat?.chatType === "customer"

export const groupKey = (groupId: number): string => `#${groupId}`

/** The menu of a group is among its preferences, for all members. Changing it shows in no chat. */
export const groupMenu = (api: ChatApi, { groupId, groupProfile }: T.GroupInfo): MenuHolder => ({
  key: groupKey(groupId),
  current: groupProfile.groupPreferences?.commands,
  set: (menu) =>
    api.apiUpdateGroupProfile(groupId, {
      ...groupProfile,
      groupPreferences: { ...groupProfile.groupPreferences, commands: menu?.slice() },
    }),
})
