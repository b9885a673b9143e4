import type { Chat } from "../chat/chat.ts"
import { type LinkKind, makeLink } from "../simulation/links.ts"
import type { LinkRow, UserRow } from "../store/rows.ts"
import { addConn, deleteConn } from "./connections.ts"

/** Makes a link that can be used any number of times, and the queue it leads to. */
export function addLink(
  chat: Chat,
  user: UserRow,
  kind: Exclude<LinkKind, "invitation">,
  more: Partial<LinkRow> = {},
): LinkRow {
  const { state, hub } = chat
  const conn = addConn(chat, user, {
    entity: { type: "pending" },
    status: "new",
    connType: "user_contact",
  })
  const row = state.links.insert({
    userId: user.id,
    connId: conn.id,
    link: makeLink(kind, hub.server, hub.random, more.groupLinkId),
    settings: { businessAddress: false },
    ...more,
  })
  state.conns.update(conn, { entity: { type: "link", linkId: row.id } })
  hub.links.add({ kind, link: row.link, queue: conn.queue })
  return row
}

/** Deletes a link. Those who came by it stay, but are no longer shown as of this link (p-links 467). */
export function removeLink(chat: Chat, row: LinkRow): void {
  chat.hub.links.remove(row.link)
  for (const via of chat.state.conns.filter((one) => one.viaUserContactLink === row.id))
    chat.state.conns.update(via, { linkGone: true })
  const conn = chat.conn(row.connId)
  if (conn !== undefined) deleteConn(chat, conn)
  chat.state.links.delete(row.id)
}
