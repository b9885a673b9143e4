// Groups and channels, and who is in them.

import type { T } from "@simplex-chat/types"

export interface GroupRow {
  id: number
  userId: number
  localDisplayName: string
  groupProfile: T.GroupProfile
  membershipId: number
  hostMemberId?: number
  businessChat?: T.BusinessChatInfo
  createdAt: string
  updatedAt: string
  chatTs: string
  userMemberProfileSentAt: string
  preparedGroup?: T.PreparedGroup
  customData?: Record<string, unknown>
  viaGroupLinkUri?: string
  unreadChat?: boolean
  chatSettings?: T.ChatSettings
  chatTags?: number[]
  localAlias?: string
  chatItemTTL?: number
  /** The queue at which the inviter waits, until the user joins. */
  invitation?: { queue: string; contactId: number }
  /** How many members it has had: each gets the next number. */
  membersSoFar?: number
  /** That the features were shown in the chat. */
  featuresShown?: true
  /** A channel: what is said in it goes through relays. */
  channel?: ChannelKeys
  /** What became of the user's own work as the channel's relay. */
  relayOwnStatus?: T.RelayStatus
  /** The last list of members with rights that was received, or sent by the owner. */
  rosterVersion?: number
  /** For a relay: the last list itself, which new subscribers get. */
  roster?: unknown
  /** How many members a channel has, as its link says; its owner counts them. */
  publicMemberCount?: number
}

/** The keys of a channel and of the user in it; without its own a member did not ask to join yet. */
export interface ChannelKeys {
  publicGroupId: string
  rootPubKey: string
  rootPrivKey?: string
  memberPrivKey?: string
}

export interface MemberRow {
  id: number
  userId: number
  groupId: number
  memberId: string
  memberRole: T.GroupMemberRole
  memberCategory: T.GroupMemberCategory
  memberStatus: T.GroupMemberStatus
  blockedByAdmin: boolean
  invitedBy: T.InvitedBy
  invitedByGroupMemberId?: number
  localDisplayName: string
  profile: T.LocalProfile
  memberContactId?: number
  connId?: number
  memberChatVRange: T.VersionRange
  indexInGroup: number
  createdAt: string
  updatedAt: string
  supportChat?: T.GroupSupportChat
  memberSettings?: T.GroupMemberSettings
  /** Messages that wait until the member is connected. */
  pending?: { messages: readonly unknown[]; items: number[] }[]
  /** The user introduced this member to these... */
  introduced?: number[]
  /** ... and forwards what it says to those that it is not connected to yet. */
  forwardTo?: number[]
  /** In a channel, what the member signs with. */
  pubKey?: string
  /** For a relay: the link at which subscribers join through it. */
  relayLink?: string
  /** All that others forwarded of this member has come; until then its own messages are held. */
  allForwarded?: true
  held?: unknown[]
}

/** A relay of channels that a user knows by its address. */
export interface ChatRelayRow {
  id: number
  userId: number
  name: string
  address: string
  preset?: true
}

/** A relay of one of the user's channels. */
export interface GroupRelayRow {
  id: number
  userId: number
  groupId: number
  memberId: number
  chatRelayId: number
  status: T.RelayStatus
}
