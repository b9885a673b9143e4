import type { Chat } from "../../chat/chat.ts"
import type { ContactRow, GroupRow, UserRow } from "../../store/rows.ts"
import { knownUser } from "../user-privacy.ts"

/** Moves a chat that was only shown so far to another user, with what was said in it. */
export function changeUser(
  chat: Chat,
  newUserId: number,
  { key, row }: { readonly key: string; readonly row: ContactRow | GroupRow },
): UserRow {
  const { state } = chat
  const newUser = knownUser(chat, newUserId)
  for (const item of state.items.of(row.userId, key))
    state.items.update(item, { userId: newUserId })
  const localDisplayName = chat.freeName(newUser, row.localDisplayName.replace(/_\d+$/, ""))
  Object.assign(row, { userId: newUserId, localDisplayName })
  return newUser
}
