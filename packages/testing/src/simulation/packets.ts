import type { T } from "@simplex-chat/types"

// What travels between cores, by the names that the chat protocol of SimpleX gives it.

/** One message of a conversation. Several may share a packet. */
export type Message =
  | {
      readonly event: "x.msg.new"
      readonly msgId: string
      readonly content: T.MsgContent
      readonly ttl?: number
      readonly live?: true
      readonly quote?: WireQuote
      readonly mentions?: Record<string, { memberId: string }>
      readonly file?: WireFile
      /** It was written in another chat. */
      readonly forwarded?: true
      readonly support?: string
      /** The group says it, not one of its members. */
      readonly asGroup?: true
      readonly signed?: true
    }
  | {
      readonly event: "x.msg.update"
      readonly msgId: string
      readonly content: T.MsgContent
      readonly support?: string
      readonly live?: true
      readonly mentions?: Record<string, { memberId: string }>
    }
  | {
      readonly event: "x.msg.del"
      readonly msgId: string
      readonly memberId?: string
      /** Relays forget it, so that later subscribers do not get it; who has it keeps it. */
      readonly onlyHistory?: true
      readonly support?: string
    }
  | {
      readonly event: "x.msg.react"
      readonly msgId: string
      readonly memberId?: string
      readonly reaction: T.MsgReaction
      readonly add: boolean
      readonly support?: string
    }
  | { readonly event: "x.info"; readonly profile: T.Profile; readonly msgId?: string }
  /** Who is behind a group's link: to who joined by it. */
  | { readonly event: "x.grp.link.mem"; readonly profile: T.Profile }
  | {
      readonly event: "x.info.probe" | "x.info.probe.check" | "x.info.probe.ok"
      readonly probe: string
    }
  /** A call, and its end. */
  | {
      readonly event: "x.call.inv"
      readonly msgId: string
      readonly callType: T.CallType
      readonly callUUID: string
      readonly sharedKey?: string
    }
  | { readonly event: "x.call.end"; readonly callId: string }
  | { readonly event: "x.direct.del"; readonly msgId: string }
  | {
      readonly event: "x.file.descr"
      readonly msgId: string
      readonly remote: string
      /** The server that keeps it, where it is one that not all know. */
      readonly server?: string
    }
  | { readonly event: "x.file.cancel"; readonly msgId: string }
  | GroupMessage

export interface WireQuote {
  readonly msgId?: string
  readonly sentAt: string
  readonly sent: boolean
  readonly memberId?: string
  /** What the group said, not one of its members. */
  readonly asGroup?: true
  readonly content: T.MsgContent
}

export interface WireFile {
  readonly fileName: string
  readonly fileSize: number
}

/** A member as others hear of it. */
/** The messages of one kind, or of several. */
export type MessageOf<Event extends Message["event"]> = Extract<Message, { event: Event }>

export interface WireMember {
  readonly memberId: string
  readonly role: T.GroupMemberRole
  readonly profile: T.Profile
  /** In a channel, what the member signs with. */
  readonly pubKey?: string
}

/** The members of a channel who have rights, but for its owners. */
export interface Roster {
  readonly version: number
  readonly members: readonly Omit<WireMember, "profile">[]
}

export type GroupMessage =
  | {
      readonly event: "x.grp.inv"
      readonly msgId: string
      readonly from: WireMember
      readonly invited: { memberId: string; role: T.GroupMemberRole }
      readonly groupProfile: T.GroupProfile
      readonly business?: T.BusinessChatInfo
      readonly queue: string
    }
  | {
      readonly event: "x.grp.mem.new"
      readonly msgId: string
      readonly member: WireMember
      readonly pending?: true
    }
  | { readonly event: "x.grp.mem.intro"; readonly member: WireMember; readonly blocked?: true }
  | { readonly event: "x.grp.mem.inv"; readonly memberId: string; readonly queue: string }
  /** The two members are connected: to who introduced them, and from there to the other, of whom. */
  | { readonly event: "x.grp.mem.con"; readonly memberId: string; readonly of?: string }
  | { readonly event: "x.grp.mem.fwd"; readonly member: WireMember; readonly queue: string }
  | {
      readonly event: "x.grp.mem.role"
      readonly msgId: string
      readonly memberId: string
      readonly role: T.GroupMemberRole
    }
  | {
      readonly event: "x.grp.mem.restrict"
      readonly msgId: string
      readonly memberId: string
      readonly blocked: boolean
    }
  | {
      readonly event: "x.grp.mem.del"
      readonly msgId: string
      readonly memberId: string
      readonly withMessages: boolean
    }
  | { readonly event: "x.grp.leave"; readonly msgId: string }
  | { readonly event: "x.grp.del"; readonly msgId: string }
  | { readonly event: "x.grp.info"; readonly msgId: string; readonly groupProfile: T.GroupProfile }
  | {
      readonly event: "x.grp.direct.inv"
      readonly msgId: string
      readonly queue: string
      readonly content?: T.MsgContent
    }
  /** A member was accepted, or waits for the group's moderators. */
  | {
      readonly event: "x.grp.link.acpt"
      readonly msgId: string
      readonly role: T.GroupMemberRole
      readonly memberId: string
      readonly pending?: true
    }
  | { readonly event: "x.grp.roster"; readonly roster: Roster }
  | { readonly event: "x.grp.roster.ack" }
  /** Subscribers join a channel through this relay too. */
  | { readonly event: "x.grp.relay.new"; readonly relayLink: string }
  | {
      readonly event: "x.grp.msg.forward"
      readonly memberId: string
      /** How the member is called, for those who do not know it. */
      readonly memberName?: string
      readonly sentAt: string
      readonly message: Message
    }

/** What a queue of the network carries. */
export type Packet =
  /** A request to an address or a group link. */
  | {
      readonly type: "request"
      readonly profile: T.Profile
      readonly xContactId: string
      readonly replyTo: string
      readonly welcomed?: true
      /** What the one who asks says. */
      readonly message?: { readonly msgId: string; readonly content: T.MsgContent }
      /** What the one who asks calls the welcome that its server shows. */
      readonly welcomeMsgId?: string
      /** Who the user is in the channel that is joined. */
      readonly member?: { readonly memberId: string; readonly pubKey: string }
    }
  /** Asks a relay whether it is there. */
  | { readonly type: "relayTest"; readonly replyTo: string }
  /** The owner of a channel asks a relay to serve it. */
  | {
      readonly type: "relayInvitation"
      readonly owner: WireMember
      readonly memberId: string
      readonly groupProfile: T.GroupProfile
      readonly publicGroupId: string
      readonly rootPubKey: string
      readonly replyTo: string
    }
  | {
      readonly type: "relayAccepted"
      readonly profile: T.Profile
      readonly pubKey: string
      readonly relayLink: string
      readonly replyTo: string
    }
  | { readonly type: "relayRejected"; readonly replyTo: string }
  /** The answer to a request, or to a one-time link: who is there, and where. */
  | { readonly type: "accept"; readonly profile: T.Profile; readonly replyTo: string }
  /** The owner of a one-time link answers back; of a group link, the group that it leads to. */
  | { readonly type: "info"; readonly profile: T.Profile }
  | {
      readonly type: "group"
      readonly from: WireMember
      readonly invited: { memberId: string; role: T.GroupMemberRole }
      readonly groupProfile: T.GroupProfile
      readonly business?: T.BusinessChatInfo
      /** The group's moderators decide first. */
      readonly pending?: true
      readonly replyTo: string
    }
  | {
      readonly type: "reject"
    }
  /** A member joins through a queue that it got in an invitation or an introduction. */
  | { readonly type: "join"; readonly memberId: string; readonly replyTo: string }
  /** The connection is there. */
  | { readonly type: "ready" }
  | {
      readonly type: "messages"
      readonly messages: readonly Message[]
      readonly receipt: number
      /** When the server took it, as the server says. */
      readonly sentAt: string
    }
  | { readonly type: "receipt"; readonly receipt: number }
  /** The agents move a queue to another server, or agree on new keys. */
  | {
      readonly type: "switch"
      readonly phase: T.SwitchPhase
      readonly from: "receiver" | "sender"
    }
  | { readonly type: "ratchetSync"; readonly from: "starter" | "other" }
