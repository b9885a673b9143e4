import type { Chat } from "../chat/chat.ts"
import { deleteConn } from "../connections/connections.ts"
import { customProfile, incognitoProfile } from "../recipients/incognito.ts"
import { failed, notStored } from "../simulation/failure.ts"
import type { ConnRow, UserRow } from "../store/rows.ts"
import { given, pendingView } from "../views/views.ts"
import { offerInvitation, openInvitation } from "./connect.ts"
import type { Handlers } from "./handlers.ts"
import { knownUser } from "./user-privacy.ts"

/** One-time links that were made and not used yet, and requests that are not answered yet. */
export const pendingConnectionCommands = {
  APISetConnectionAlias(chat, { connectionId, localAlias = "" }) {
    const user = chat.runningUser()
    const conn = pendingConn(chat, user, connectionId)
    chat.state.conns.update(conn, { localAlias })
    const toConnection = pendingView(conn)
    return { type: "connectionAliasUpdated", user: chat.wire(user), toConnection }
  },

  APISetConnectionIncognito(chat, { connectionId, incognito }) {
    const user = chat.runningUser()
    const conn = pendingConn(chat, user, connectionId)
    if (!isUnused(conn) || incognito === (conn.incognito !== undefined))
      throw failed({ type: "connectionIncognitoChangeProhibited" })
    if (conn.incognito !== undefined) chat.state.profiles.delete(conn.incognito.profileId)
    delete conn.incognito
    chat.state.conns.update(conn, incognitoProfile(chat, incognito))
    offerInvitation(chat, user, conn)
    return {
      type: "connectionIncognitoUpdated",
      user: chat.wire(user),
      toConnection: pendingView(conn),
      ...given("customUserProfile", customProfile(conn)),
    }
  },

  /** The link shows who made it: another user gets another link, and another connection (o-users 212). */
  APIChangeConnectionUser(chat, { connectionId, newUserId }) {
    const user = chat.runningUser()
    const conn = pendingConn(chat, user, connectionId)
    if (!isUnused(conn)) throw failed({ type: "connectionUserChangeProhibited" })
    const newUser = knownUser(chat, newUserId)
    const fromConnection = pendingView(conn)
    chat.hub.links.remove(conn.connLinkInv ?? { connFullLink: "" })
    deleteConn(chat, conn)
    const toConnection = pendingView(openInvitation(chat, newUser, conn.incognito !== undefined))
    return {
      type: "connectionUserChanged",
      user: chat.wire(user),
      fromConnection,
      toConnection,
      newUser: chat.wire(newUser),
    }
  },
} satisfies Partial<Handlers>

function pendingConn(chat: Chat, user: UserRow, connId: number): ConnRow {
  const conn = chat.state.conns.get(connId)
  if (conn?.entity.type === "pending" && conn.userId === user.id) return conn
  throw notStored({ type: "pendingConnectionNotFound", connId })
}

/** Whether it is an unused one-time link of the user. */
function isUnused({ status, connLinkInv, askedLink }: ConnRow): boolean {
  return status === "new" && connLinkInv !== undefined && askedLink === undefined
}
