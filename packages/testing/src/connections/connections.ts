import type { Chat } from "../chat/chat.ts"
import type { ConnRow, Entity, UserRow } from "../store/rows.ts"

export type NewConn = Partial<ConnRow> & { entity: Entity; status: ConnRow["status"] }

/** Makes a connection with a queue of its own. */
export function addConn(chat: Chat, user: UserRow, conn: NewConn): ConnRow {
  const at = chat.now()
  // Connections between members have none of the quantum resistance of contacts (c-groups 103, 130).
  const isContact = conn.entity.type !== "member"
  return chat.state.conns.insert({
    userId: user.id,
    queue: chat.hub.queue(chat),
    agentConnId: chat.hub.random.agentId(),
    initiated: false,
    level: 0,
    viaGroupLink: false,
    connType:
      conn.entity.type === "member"
        ? "member"
        : conn.entity.type === "link"
          ? "user_contact"
          : "contact",
    pqSupport: isContact,
    pqEncryption: isContact,
    localAlias: "",
    createdAt: at,
    updatedAt: at,
    sent: 0,
    received: 0,
    ...conn,
  })
}

/** Deletes a connection: sending to it is an error from now on. */
export function deleteConn(chat: Chat, conn: ConnRow): void {
  chat.hub.closeQueue(conn.queue)
  chat.state.conns.delete(conn.id)
  chat.agentDeletes(conn)
}
