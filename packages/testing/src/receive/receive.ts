import type { Chat } from "../chat/chat.ts"
import { acceptedByPeer, connectedNow, inviterAnswered, joinedRequest } from "./handshake.ts"
import { switchStep, synced } from "./upkeep.ts"
import { takeHeld } from "./forwarding.ts"
import { groupOffered, memberJoins } from "./group-handshake.ts"
import { connectionGone } from "../recipients/contact-deletion.ts"
import type { SelfPacket } from "../chat/hub.ts"
import type { Packet } from "../simulation/packets.ts"
import { receiveMessages } from "./messages.ts"
import { relayAccepted, relayInvited, relayRejected, relayTested } from "./relay-service.ts"
import { requested } from "./requests.ts"
import { acknowledged } from "../recipients/item-statuses.ts"

/** A packet arrives at one of a core's queues. */
export function receive(
  chat: Chat,
  queue: string,
  number: number,
  packet: Packet | SelfPacket,
): void {
  const conn = chat.state.conns.at(queue)
  // What arrives on a deleted connection is never reported.
  if (conn === undefined || conn.status === "deleted") return
  if (number > 0 && conn.entity.type !== "link") {
    // A queue delivers a message again when its acknowledgement was lost; the number gives it away.
    // Requests at a link come from many people and have no common count.
    if (number <= conn.received) return
    chat.state.conns.update(conn, { received: number })
  }
  switch (packet.type) {
    case "request":
      return requested(chat, conn, packet)
    case "relayTest":
      return relayTested(chat, conn, packet)
    case "relayInvitation":
      return relayInvited(chat, conn, packet)
    case "relayAccepted":
      return relayAccepted(chat, conn, packet)
    case "relayRejected":
      return relayRejected(chat, conn, packet)
    case "joined":
      return joinedRequest(chat, conn)
    case "accept":
      return acceptedByPeer(chat, conn, packet)
    case "info":
      return inviterAnswered(chat, conn, packet)
    case "group":
      return groupOffered(chat, conn, packet)
    case "join":
      return memberJoins(chat, conn, packet)
    // A rejected request is silent: who asked waits for ever (b-direct 217 to 220).
    case "reject":
      return
    case "ready":
    case "connected":
      return connectedNow(chat, conn, packet.type)
    case "messages":
      return receiveMessages(chat, conn, packet)
    case "release":
      for (const held of takeHeld(chat, conn)) receiveMessages(chat, conn, held)
      return
    case "switch":
      return switchStep(chat, conn, packet)
    case "ratchetSync":
      return synced(chat, conn, packet)
    case "receipt":
      return acknowledged(chat, conn.id, packet.receipt)
    case "deleted":
      return connectionGone(chat, conn, packet.how)
  }
}
