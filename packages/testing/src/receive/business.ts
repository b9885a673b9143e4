import type { T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { offerGroup } from "./group-handshake.ts"
import { memberConn } from "../connections/member-connection.ts"
import { businessPreferences } from "../views/group-preferences.ts"
import { addBanner, addGroupE2EE, addGroupFeatures, addItem, announce } from "../items/items.ts"
import { introducedProfile } from "../groups/group-target.ts"
import { addGroup, addMember, addMembership } from "../groups/members.ts"
import type { IncomingRequest } from "./incoming-request.ts"
import type { MemberRow, UserRow } from "../store/rows.ts"
import { sendMessages } from "../recipients/outbox.ts"
import { track } from "../recipients/item-statuses.ts"

/** A customer asks at a business address: they get a group of their own. */
export function acceptBusiness(
  chat: Chat,
  user: UserRow,
  { link, request }: IncomingRequest,
): void {
  const { xContactId, replyTo, welcomeMsgId } = request
  const { autoReply } = link.settings
  const { group, member } = addCustomerChat(chat, user, request)
  announce(chat, [addGroupE2EE(chat, user, group, { dir: { type: "groupSnd" } })])
  announce(chat, addGroupFeatures(chat, user, group, { dir: { type: "groupSnd" } }))
  addBanner(chat, user, `#${group.id}`)
  addFirstMessages(chat, user, { member, request, autoReply })
  const conn = memberConn(chat, user, member, {
    viaUserContactLink: link.id,
    peer: replyTo,
    acceptedRequest: xContactId,
  })
  chat.emit({
    type: "acceptingBusinessRequest",
    user: chat.wire(user),
    groupInfo: chat.groupInfo(group),
  })
  offerBusiness(chat, user, { group, member, conn, reply: autoReply, welcomeMsgId })
  chat.send(conn, { type: "ready" })
}

type Request = IncomingRequest["request"]

/** The group of the business and a customer. */
function addCustomerChat(chat: Chat, user: UserRow, { profile, welcomed }: Request) {
  const { displayName, fullName } = profile
  // The business picks both ids: the customer learns theirs from the offer (p-links 443, 444).
  const memberId = chat.hub.random.base64(12)
  const customerId = chat.hub.random.base64(12)
  const group = addGroup(
    chat,
    user,
    { displayName, fullName, groupPreferences: businessPreferences },
    { businessChat: { chatType: "customer", businessId: memberId, customerId } },
  )
  addMembership(chat, user, group, {
    memberId,
    memberRole: "owner",
    memberStatus: "creator",
    invitedBy: { type: "user" },
  })
  const member = addMember(chat, user, group, {
    memberId: customerId,
    memberRole: "member",
    memberCategory: "invitee",
    memberStatus: "accepted",
    invitedBy: { type: "user" },
    invitedByGroupMemberId: group.membershipId,
    localDisplayName: chat.freeName(user, displayName),
    profile: chat.profile(welcomed ? introducedProfile(profile) : profile),
  })
  return { group, member }
}

interface Opening {
  readonly member: MemberRow
  readonly request: Request
  readonly autoReply: T.MsgContent | undefined
}

/** What the two said before there was a group: the welcome of the address, and what came with the request. */
function addFirstMessages(
  chat: Chat,
  user: UserRow,
  { member, request: { message, welcomeMsgId }, autoReply }: Opening,
): void {
  const key = `#${member.groupId}`
  if (autoReply !== undefined && welcomeMsgId !== undefined) {
    // The customer saw it before: it is in the chat, and no event reports it (p-links 440 to 445).
    const content = { type: "sndMsgContent", msgContent: autoReply } as const
    const dir = { type: "groupSnd" } as const
    addItem(chat, user, {
      chat: key,
      dir,
      content,
      text: autoReply.text,
      sharedMsgId: welcomeMsgId,
    })
  }
  if (message !== undefined) {
    const { content: msgContent, msgId: sharedMsgId } = message
    const content = { type: "rcvMsgContent", msgContent } as const
    const dir = { type: "groupRcv", memberId: member.id } as const
    const item = { chat: key, dir, content, text: msgContent.text, sharedMsgId }
    announce(chat, [addItem(chat, user, item)], { unshared: true, withoutConn: true })
  }
}

type Offer = Parameters<typeof offerGroup>[1] & {
  readonly reply: T.MsgContent | undefined
  readonly welcomeMsgId: string | undefined
}

function offerBusiness(chat: Chat, user: UserRow, { reply, welcomeMsgId, ...offer }: Offer): void {
  const { group, member, conn } = offer
  offerGroup(chat, offer)
  if (reply === undefined) return
  if (welcomeMsgId !== undefined) {
    // The customer has the welcome from the link already: the core sends it as an edit of that
    // item, which changes nothing there (p-links 445).
    const update = { event: "x.msg.update", msgId: welcomeMsgId, content: reply } as const
    return sendMessages(chat, conn, [update])
  }
  const msgId = chat.hub.random.sharedId()
  const item = addItem(chat, user, {
    chat: `#${group.id}`,
    dir: { type: "groupSnd" },
    content: { type: "sndMsgContent", msgContent: reply },
    text: reply.text,
    sharedMsgId: msgId,
    recipients: { [member.id]: "new" },
  })
  announce(chat, [item])
  const message = { event: "x.msg.new", msgId, content: reply } as const
  sendMessages(chat, conn, [message], track(chat, conn, [item]))
}
