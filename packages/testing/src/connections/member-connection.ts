import type { Chat } from "../chat/chat.ts"
import { addConn } from "./connections.ts"
import type { ConnRow, MemberRow, UserRow } from "../store/rows.ts"

/** The connection to a member. */
export function memberConn(
  chat: Chat,
  user: UserRow,
  member: MemberRow,
  more: Partial<ConnRow> = {},
): ConnRow {
  const conn = addConn(chat, user, {
    entity: { type: "member", memberId: member.id },
    status: "new",
    ...more,
  })
  chat.state.members.update(member, { connId: conn.id })
  return conn
}
