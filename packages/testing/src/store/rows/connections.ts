// Connections, and what is on its way on them.

import type { T } from "@simplex-chat/types"

/** What a connection belongs to. */
export type Entity =
  | { readonly type: "pending" }
  | { readonly type: "contact"; readonly contactId: number }
  | { readonly type: "member"; readonly memberId: number }
  | { readonly type: "link"; readonly linkId: number }

export interface ConnRow {
  id: number
  userId: number
  entity: Entity
  /** The address that peers send to; unique in the network. */
  queue: string
  /** Where this side sends. */
  peer?: string
  agentConnId: string
  status: T.ConnStatus["type"]
  initiated: boolean
  level: number
  viaContact?: number
  viaUserContactLink?: number
  viaGroupLink: boolean
  groupLinkId?: string
  xContactId?: string
  connType: T.ConnType
  pqSupport: boolean
  pqEncryption: boolean
  pqSndEnabled?: boolean
  pqRcvEnabled?: boolean
  localAlias: string
  createdAt: string
  updatedAt: string
  viaContactUri?: boolean
  /** The one-time link that this side made or used. */
  connLinkInv?: T.CreatedConnLink
  /** The address or group link that this side asked to connect to. */
  askedLink?: string
  /** A member contact's link is used by its peer without a request. */
  memberContact?: true
  /** How many messages were sent, and the last that arrived, which reveals duplicates. */
  sent: number
  received: number
  /** The request that was accepted on it: it is answered once. */
  acceptedRequest?: string
  /** The user was shown what the group says to new members before asking to join. */
  welcomed?: true
  /** Who the user is to the other side, where that is not their own profile. */
  incognito?: T.LocalProfile
  /** The other side has not said yet which versions it speaks. */
  versionUnknown?: true
  /** The link at which it was asked for is deleted. */
  linkGone?: true
  /** How often a server refused a message: the queue is not there any more. */
  authErrors?: number
  /** The other side said something on it. */
  heard?: true
  /** The code that both sides compared. */
  verified?: T.SecurityCode
  /** How far the queue is moved to another server. */
  switching?: T.SwitchPhase
  /** Acknowledgements that wait until this side can send. */
  receipts?: number[]
}

/** A probe that was sent, one that came, or a hash that came: see `receive/probes.ts`. */
export interface ProbeRow {
  id: number
  userId: number
  way: "sent" | "probe" | "check"
  probe: string
  /** The contact (`@1`) or the member (`m1`) that it is about. */
  of: string
  /** For one that was sent: who got its hash. */
  checked?: string[]
}

/** A message on its way; kept until the peer has it. */
export interface OutboxRow {
  id: number
  connId: number
  from: string
  to: string
  /** 0 for what is not part of the conversation: handshakes and receipts. */
  number: number
  packet: unknown
  sent: boolean
}

/** Items whose message is on its way: found again when the peer acknowledges it. */
export interface TrackRow {
  id: number
  connId: number
  number: number
  items: number[]
}
