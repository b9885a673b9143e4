import type { T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import type { GroupRow, UserRow } from "../store/rows.ts"

/** A group keeps its name on this device until the name in its profile changes. */
export function setGroupProfile(
  chat: Chat,
  user: UserRow,
  group: GroupRow,
  groupProfile: T.GroupProfile,
): void {
  if (group.groupProfile.displayName !== groupProfile.displayName) {
    const localDisplayName = chat.freeName(user, groupProfile.displayName)
    chat.state.groups.update(group, { localDisplayName })
  }
  chat.state.groups.update(group, { groupProfile })
}
