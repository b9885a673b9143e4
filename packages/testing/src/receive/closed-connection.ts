import type { Chat } from "../chat/chat.ts"
import type { ConnRow } from "../store/rows.ts"

/**
 * The message that ended a connection cannot be acknowledged any more: the agent says so, without naming
 * the connection (b-direct 230, c-groups 341).
 */
export function closed(chat: Chat, conn: ConnRow): void {
  chat.hub.closeQueue(conn.queue)
  chat.agentDeletes(conn)
  notAcknowledged(chat)
}

export function notAcknowledged(chat: Chat): void {
  chat.emitError({
    type: "errorAgent",
    agentError: { type: "CONN", connErr: { type: "NOT_FOUND" }, errContext: "" },
    agentConnId: "",
  })
}
