import type { Clock } from "../simulation/clock.ts"
import type { FileServer } from "../simulation/file-server.ts"
import type { LinkEntry, Links, ParsedLink, Server } from "../simulation/links.ts"
import type { Packet } from "../simulation/packets.ts"
import type { Random } from "../simulation/random.ts"
import type { ConnRow, UserRow } from "../store/rows.ts"
import type { State } from "../store/state.ts"

/** A core as the network sees it. */
export interface Endpoint {
  readonly name: string
  readonly state: State
}

/** What a core needs of the network. */
export interface Hub {
  readonly clock: Clock
  /** A stamp as servers write them. */
  serverTime(): string
  readonly random: Random
  readonly links: Links
  readonly files: FileServer
  /** The server that queues are made on where the user named none. */
  readonly server: Server
  /** A unique address for a connection. */
  queue(core: Endpoint): string
  /** No longer delivers to a queue: those who send there get an error. */
  closeQueue(queue: string): void
  send(core: Endpoint, conn: ConnRow, packet: Packet): void
  /** Delivers to the same connection, after what is under way. */
  continue(core: Endpoint, conn: ConnRow, packet: SelfPacket): void
  /** Takes the next step of a file's way, whatever becomes of connections. */
  transfer(core: Endpoint, packet: Transfer): void
  /** Lets something happen to a core that is not stored: what it does when it starts. */
  soon(core: Endpoint, lane: string, run: () => void): void
  /** Looks a link up at its server, or fails as the agent does. */
  resolve(core: Endpoint, user: UserRow, link: ParsedLink): LinkEntry
  /** Fails where the servers are down. */
  reachable(server: Server): void
}

/** What a core has to do next on a connection; it survives a crash like a message. */
export type SelfPacket =
  | { readonly type: "joined" }
  | { readonly type: "connected" }
  /** What was held of a member is let in. */
  | { readonly type: "release" }
  | { readonly type: "deleted"; readonly how: "own" | "peer" }

/** The next step of a file's way to or from the servers; it survives a crash too. */
export interface Transfer {
  readonly type: "upload" | "download"
  readonly fileId: number
  readonly step: number
  /** For a download: its id in the agent, since a file can have several. A cancelled one goes no further. */
  readonly agentFileId?: string
}
