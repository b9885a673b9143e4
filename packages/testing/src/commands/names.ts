import type { Lookup } from "@simplex-chat/types/parse"
import type { Chat } from "../chat/chat.ts"
import { failed, NotSimulatedError, notStored } from "../simulation/failure.ts"
import { membersOf } from "../views/views.ts"

/**
 * The parameters of a command that a person wrote by names: `@bob hello`, `/leave #team`.
 *
 * @throws {NotSimulatedError} where the text names anything but users, contacts, groups and members.
 */
export function withNames(
  chat: Chat,
  { name, params, lookup }: { name: string; params: object; lookup: Lookup },
): object {
  const { user, contact, group, member, members, ...others } = lookup
  if (Object.keys(others).length > 0)
    throw new NotSimulatedError(`a text for people, read as ${name}`)
  if (typeof user === "string") return { ...params, userId: userId(chat, user) }
  const active = chat.activeUser()
  const found: Record<string, unknown> = { userId: active.id }
  if (typeof contact === "string") {
    const row = chat.state.contacts.find(
      (one) => one.userId === active.id && one.localDisplayName === contact,
    )
    if (row === undefined) throw notStored({ type: "contactNotFoundByName", contactName: contact })
    Object.assign(found, { contactId: row.id, ...references("direct", row.id) })
  }
  if (typeof group === "string") {
    const row = chat.state.groups.find(
      (one) => one.userId === active.id && one.localDisplayName === group,
    )
    if (row === undefined) throw notStored({ type: "groupNotFoundByName", groupName: group })
    Object.assign(found, { groupId: row.id, ...references("group", row.id) })
    const names = typeof member === "string" ? [member] : ((members ?? []) as string[])
    const ids = names.map((groupMemberName) => {
      const known = membersOf(chat.state, row.id).find(
        ({ localDisplayName }) => localDisplayName === groupMemberName,
      )
      if (known !== undefined) return known.id
      throw notStored({ type: "groupMemberNameNotFound", groupId: row.id, groupMemberName })
    })
    Object.assign(found, { groupMemberIds: ids, groupMemberId: ids[0] })
  }
  return { ...found, ...params }
}

const references = (chatType: "direct" | "group", chatId: number) => ({
  chatRef: { chatType, chatId },
  sendRef: { chatType, chatId },
})

function userId(chat: Chat, contactName: string): number {
  const user = chat.state.users.find(({ localDisplayName }) => localDisplayName === contactName)
  if (user === undefined) throw failed({ type: "userUnknown" })
  return user.id
}
