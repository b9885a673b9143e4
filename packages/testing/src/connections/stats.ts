import type { T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { serverText } from "../simulation/links.ts"
import type { ConnRow } from "../store/rows.ts"

const isInviter = ({ connLinkInv, askedLink }: ConnRow) =>
  connLinkInv !== undefined && askedLink === undefined

/** What the agent knows of a connection: its queues, and whether both sides can decrypt. */
export function connectionStats(
  chat: Chat,
  conn: ConnRow,
  ratchetSyncState: T.RatchetSyncState = "ok",
): T.ConnectionStats {
  const server = serverText(chat.hub.server)
  const subStatus = { type: "active" } as const
  return {
    connAgentVersion: 7,
    // The one who made the link may send at once, and waits for the first message (o-users 757).
    rcvQueuesInfo: [
      {
        rcvServer: server,
        status: conn.heard || !isInviter(conn) ? "active" : "confirmed",
        canAbortSwitch: false,
        subStatus,
      },
    ],
    sndQueuesInfo: [{ sndServer: server, status: isInviter(conn) ? "active" : "confirmed" }],
    ratchetSyncState,
    ratchetSyncSupported: true,
    subStatus,
  }
}
