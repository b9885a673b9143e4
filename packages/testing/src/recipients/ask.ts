import type { Chat } from "../chat/chat.ts"
import { addConn } from "../connections/connections.ts"
import { type LinkEntry, parseLink } from "../simulation/links.ts"
import type { Packet } from "../simulation/packets.ts"
import type { ConnRow, UserRow } from "../store/rows.ts"
import { given } from "../views/views.ts"
import { shownProfile } from "./incognito.ts"

/** What a connection is to be, as which member of a channel one asks, and what one says. */
type Asked = Partial<ConnRow> &
  Pick<Extract<Packet, { type: "request" }>, "member" | "message" | "welcomeMsgId">

/** Sends a request to an address or a group link. */
export function ask(
  chat: Chat,
  user: UserRow,
  { link, kind }: LinkEntry,
  { member, message, welcomeMsgId, ...more }: Asked = {},
): ConnRow {
  const data = new URL(link.connFullLink).hash.replace(/^#\/\?/, "")
  const linkData = new URLSearchParams(data).get("data")
  const groupLinkId =
    linkData === null ? undefined : (JSON.parse(linkData) as { groupLinkId: string }).groupLinkId
  // Who asks again asks for the same.
  const before = chat.state.conns.find(
    (one) => one.askedLink === link.connFullLink && one.userId === user.id,
  )
  const xContactId = before?.xContactId ?? `${chat.hub.random.url(16)}==`
  const conn = addConn(chat, user, {
    entity: { type: "pending" },
    status: "prepared",
    viaContactUri: true,
    xContactId,
    askedLink: link.connFullLink,
    initiated: true,
    versionUnknown: true,
    ...(kind === "group" && groupLinkId !== undefined && { groupLinkId }),
    ...more,
  })
  const { queue } = chat.hub.resolve(chat, user, parseLink(link.connFullLink))
  chat.state.conns.update(conn, { peer: queue, status: "joined" })
  const profile = shownProfile(chat, user, conn)
  const welcomed = conn.entity.type === "member" && { welcomed: true as const }
  chat.send(conn, {
    type: "request",
    profile,
    xContactId,
    replyTo: conn.queue,
    ...welcomed,
    ...given("member", member),
    ...given("message", message),
    ...given("welcomeMsgId", welcomeMsgId),
  })
  return conn
}
