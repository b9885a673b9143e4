// Users, their contacts, and how those come to be.

import type { T } from "@simplex-chat/types"

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
  /** The operators' servers and relays that are switched on; those drawn for a new user where absent. */
  operatorsOn?: readonly string[]
  /** A user that only relays channels: it has no chats of its own. */
  userChatRelay?: boolean
  /** For a hidden user: what their password is compared with. */
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
