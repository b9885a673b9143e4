import type { T } from "@simplex-chat/types"

/** The kinds of content that a message can have: `text`, `link`, `image`, ... */
export type ContentKind = T.MsgContent.Tag

/** The kinds of chat that messages come from. A business chat is a group. */
export type ChatKind = "direct" | "group"

/** Who can send: a contact in a direct chat, a member of a group, or the channel itself. */
export type SenderKind = "contact" | "member" | "channel"

/** The members of a union by their tags; looking one up is covariant, which `Extract` is not. */
type ByTag<Union extends { readonly type: string }> = {
  [Tag in Union["type"]]: Extract<Union, { readonly type: Tag }>
}

/** The content of a message of this kind. */
export type ContentOf<Kind extends ContentKind> = ByTag<T.MsgContent>[Kind]

/** The chat of a message of this kind. */
export type ChatOf<Kind extends ChatKind> = ByTag<T.ChatInfo>[Kind]

/** The sender of this kind. */
export type SenderOf<Kind extends SenderKind> = ByTag<Sender>[Kind]

/**
 * Who sent a message. Names are claims, not identities: any two people can have the same, and both
 * can change it at any time. Tell people apart by `key`, or by `contactId` and `groupMemberId`, which stay
 * the same in one database for as long as the contact or the membership lasts.
 */
export type Sender = ContactSender | MemberSender | ChannelSender

/** A contact, in a direct chat. */
export interface ContactSender {
  readonly type: "contact"
  /** Stable key in this database, for maps and storages: `direct:4`. */
  readonly key: string
  /** Stable id of the contact in this database. */
  readonly contactId: number
  /** What this device shows as the name. Not an identity. */
  readonly name: string
  readonly contact: T.Contact
}

/** A member of a group. */
export interface MemberSender {
  readonly type: "member"
  /** Stable key in this database, for maps and storages: `group:1:member:7`. */
  readonly key: string
  /** Stable id of the membership in this database. */
  readonly groupMemberId: number
  /** The id that all members of the group have in common, base64url. */
  readonly memberId: string
  /** The contact that the member is, when it is one. */
  readonly contactId: number | undefined
  /** The role when the message came. */
  readonly role: T.GroupMemberRole
  /** What this device shows as the name. Not an identity. */
  readonly name: string
  readonly member: T.GroupMember
}

/** The channel, with no member named. */
export interface ChannelSender {
  readonly type: "channel"
  /** Stable key in this database, for maps and storages: `group:1`. */
  readonly key: string
  readonly name: string
}

/** Whether the item is a message from someone else in a direct chat or a group. */
export function isReceivedMessage({ chatInfo, chatItem }: T.AChatItem): boolean {
  return (
    chatItem.content.type === "rcvMsgContent" &&
    (chatInfo.type === "direct" || chatInfo.type === "group")
  )
}

/** Who sent the item. */
export function senderOf({ chatInfo, chatItem: { chatDir } }: T.AChatItem): Sender {
  if (chatDir.type === "groupRcv") {
    const { groupMember: member } = chatDir
    return {
      type: "member",
      key: `group:${chatInfo.type === "group" ? chatInfo.groupInfo.groupId : ""}:member:${member.groupMemberId}`,
      groupMemberId: member.groupMemberId,
      memberId: member.memberId,
      contactId: member.memberContactId,
      role: member.memberRole,
      name: member.localDisplayName,
      member,
    }
  }
  if (chatInfo.type === "direct") {
    const { contact } = chatInfo
    return {
      type: "contact",
      key: `direct:${contact.contactId}`,
      contactId: contact.contactId,
      name: contact.localDisplayName,
      contact,
    }
  }
  const group = chatInfo.type === "group" ? chatInfo.groupInfo : undefined
  return {
    type: "channel",
    key: `group:${group?.groupId ?? ""}`,
    name: group?.localDisplayName ?? "",
  }
}
