import type { T } from "@simplex-chat/types"

/** What a core keeps, one interface per table. Numbers that end in `Id` are rows of other tables. */

export interface UserRow {
  id: number
  agentUserId: string
  userContactId: number
  localDisplayName: string
  profile: T.LocalProfile
  active: boolean
  activeOrder: number
  autoAcceptMemberContacts: boolean
  /** What is shown of what changed since: the core reads a user once, when it becomes the active one. */
  shown?: Pick<T.User, "sendRcptsContacts" | "sendRcptsSmallGroups" | "autoAcceptMemberContacts">
  userMemberProfileUpdatedAt?: string
  /** The host of the server that new queues of this user are made on, `smp://key@host:port`. */
  server?: string
  /** Addresses of this user's own servers, in the order in which they were given. */
  ownServers?: { smp?: readonly string[]; xftp?: readonly string[] }
  /** A user that only relays channels: it has no chats of its own. */
  userChatRelay?: boolean
  /** Of a hidden user: what their password is compared with. */
  viewPwdHash?: T.UserPwdHash
  /** What the user receives is handled by a service of their own. */
  clientService?: boolean
  /** Whether messages of this user are reported while another one is active. */
  showNtfs?: boolean
  /** After how many seconds items are deleted; 0 for never. */
  chatItemTTL?: number
  sendRcptsContacts?: boolean
  sendRcptsSmallGroups?: boolean
}

export interface ContactRow {
  id: number
  userId: number
  localDisplayName: string
  profile: T.LocalProfile
  connId?: number
  contactUsed: boolean
  contactStatus: T.ContactStatus
  userPreferences: T.Preferences
  createdAt: string
  updatedAt: string
  chatTs: string
  contactRequestId?: number
  contactGroupMemberId?: number
  contactGrpInvSent: boolean
  chatDeleted?: boolean
  groupDirectInv?: T.GroupDirectInvitation & {
    /** Shown once the user accepts. */
    message?: { content: T.MsgContent; msgId: string }
  }
  /** The link that the chat was shown for before anything was sent. */
  preparedContact?: T.PreparedContact
  customData?: Record<string, unknown>
  unreadChat?: boolean
  chatSettings?: T.ChatSettings
  chatTags?: number[]
  /** After how many seconds items are deleted; 0 for never, and absent where the user's holds. */
  chatItemTTL?: number
  /** The user's own row and the preset contacts have no peer. */
  own?: true
}

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
  /** Acknowledgements that wait until this side can send. */
  receipts?: number[]
}

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

/** A probe that was sent, one that came, or a hash that came: see `receive/probes.ts`. */
export interface ProbeRow {
  id: number
  userId: number
  way: "sent" | "probe" | "check"
  probe: string
  /** The contact (`@1`) or the member (`m1`) that it is about. */
  of: string
  /** Of one that was sent: to whom its hash went. */
  checked?: string[]
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
  /** Of a relay: the link at which subscribers join through it. */
  relayLink?: string
  /** All that others forwarded of this member has come; until then its own messages are held. */
  allForwarded?: true
  held?: unknown[]
}

/** Who an item is from; members by their row. */
export type Direction =
  | {
      readonly type: "directSnd" | "directRcv" | "groupSnd" | "channelRcv" | "localSnd" | "localRcv"
    }
  | { readonly type: "groupRcv"; readonly memberId: number }

export interface QuoteRow {
  dir?: Direction
  itemId?: number
  sharedMsgId?: string
  sentAt: string
  content: T.MsgContent
}

export type DeletedRow =
  | { readonly type: "deleted"; readonly deletedTs: string }
  | { readonly type: "blocked" | "blockedByAdmin"; readonly deletedTs: string }
  | { readonly type: "moderated"; readonly deletedTs: string; readonly memberId: number }

export interface ReactionRow {
  /** The member who reacted, "peer" in a direct chat, or "user". */
  readonly by: number | "peer" | "user"
  readonly reaction: T.MsgReaction
  readonly at: string
}

export interface ItemRow {
  id: number
  userId: number
  /** `@4`, `#1` or `*1`. */
  chat: string
  /** In a group's support chat: the member whose chat it is; 0 for the user's own. */
  support?: number
  dir: Direction
  itemTs: string
  text: string
  status: T.CIStatus
  sentViaProxy?: boolean
  sharedMsgId?: string
  deleted?: DeletedRow
  edited: boolean
  timed?: T.CITimed
  live?: boolean
  userMention: boolean
  /** Of what was forwarded from another chat: from which, where the user forwarded it. */
  forwarded?: T.CIForwardedFrom
  forwardedByMember?: number
  showGroupAsSender: boolean
  createdAt: string
  updatedAt: string
  content: T.CIContent
  mentions: Record<string, { memberId: string }>
  quote?: QuoteRow
  reactions: ReactionRow[]
  /** What it said before it was edited, and now; only of what was edited. */
  versions?: { content: T.MsgContent; at: string; createdAt: string }[]
  fileId?: number
  /** It was signed, and the signature is good. */
  signed?: true
  /** In a group: how far the message came, by member. */
  recipients?: Record<number, "new" | "sent" | "rcvd" | "pending" | "forwarded">
}

/** What came before the message that it is about. */
export interface EarlyRow {
  id: number
  userId: number
  chat: string
  msgId: string
  /** The member that it came from. */
  by: number
  reaction?: { reaction: T.MsgReaction; add: boolean }
  moderatedAt?: string
}

export interface LinkRow {
  id: number
  userId: number
  connId: number
  link: T.CreatedConnLink
  settings: T.AddressSettings
  groupId?: number
  groupLinkId?: string
  acceptMemberRole?: T.GroupMemberRole
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

export interface RequestRow {
  id: number
  userId: number
  agentInvitationId: string
  contactId: number
  linkId: number
  localDisplayName: string
  profileId: number
  profile: T.Profile
  xContactId: string
  pqSupport: boolean
  createdAt: string
  updatedAt: string
  /** Where the one who asked waits for the answer. */
  replyTo: string
  /** What both sides call the message that came with it, and the welcome that was shown before. */
  requestSharedMsgId?: string
  welcomeSharedMsgId?: string
  accepted?: true
}

export interface FileRow {
  id: number
  userId: number
  chat: string
  itemId?: number
  direction: "snd" | "rcv"
  fileName: string
  fileSize: number
  /** Relative to the folder of files, as the core writes it. */
  filePath?: string
  cryptoArgs?: T.CryptoFileArgs
  status: T.CIFileStatus
  cancelled: boolean
  /** The file on the network's file server. */
  remote?: string
  agentFileId: string
  senderDisplayName?: string
  grpMemberId?: number
  userApprovedRelays?: boolean
  /** The agent knows of it: it is being received, or was. */
  started?: boolean
  /** Others heard where it is. */
  described?: true
  /** Relays forwarded where it is: all have the same description. */
  relayed?: true
  /** It is received at the next start. */
  toReceive?: true
  /** It is no part of a message. */
  standalone?: true
}

/** A label that a user gives to chats. */
export interface TagRow {
  id: number
  userId: number
  text: string
  emoji?: string
  order: number
}

export interface NoteRow {
  id: number
  userId: number
  createdAt: string
  updatedAt: string
  chatTs: string
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
