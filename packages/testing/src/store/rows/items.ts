// What chats show.

import type { T } from "@simplex-chat/types"

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
  /** For an item forwarded from another chat: which chat, if the user forwarded it. */
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
