import type { Packet } from "../simulation/packets.ts"
import type { LinkRow } from "../store/rows.ts"

type Request = Extract<Packet, { type: "request" }>

/** A request that came through a link of the user, and the link. */
export interface IncomingRequest {
  readonly link: LinkRow
  readonly request: Request
}
