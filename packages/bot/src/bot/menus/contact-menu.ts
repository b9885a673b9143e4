import type { ChatApi } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import type { MenuHolder } from "./own-menus.ts"

export const contactKey = (contactId: number): string => `@${contactId}`

/** Whether a contact sees the profile of the bot, and so its menu, and receives changes. */
export const seesMenu = ({ contactStatus, activeConn }: T.Contact): boolean =>
  contactStatus === "active" &&
  activeConn?.connStatus.type === "ready" &&
  activeConn.customUserProfileId === undefined

/**
 * The menu for one contact is among the preferences for this contact. The core sends it as a part of the
 * profile, and shows it in no chat.
 */
export const contactMenu = (
  api: ChatApi,
  { contactId, userPreferences }: T.Contact,
): MenuHolder => ({
  key: contactKey(contactId),
  current: userPreferences.commands,
  set: (menu) => api.apiSetContactPrefs(contactId, { ...userPreferences, commands: menu?.slice() }),
})
