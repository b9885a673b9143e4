import type { Chat } from "../chat/chat.ts"
import { offerGroup } from "./group-handshake.ts"
import { memberConn } from "../connections/member-connection.ts"
import { businessPreferences } from "../views/group-preferences.ts"
import { addBanner, addGroupE2EE, addGroupFeatures, addItem, announce } from "../items/items.ts"
import { addGroup, addMember, addMembership } from "../groups/members.ts"
import type { IncomingRequest } from "./incoming-request.ts"
import type { UserRow } from "../store/rows.ts"
import { sendMessages } from "../recipients/outbox.ts"
import { track } from "../recipients/item-statuses.ts"

/** A customer asks at a business address: they get a group of their own. */
export function acceptBusiness(
  chat: Chat,
  user: UserRow,
  { link, request }: IncomingRequest,
): void {
  const { profile, xContactId, replyTo } = request
  const { displayName, fullName } = profile
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
    profile: chat.profile(profile),
  })
  const conn = memberConn(chat, user, member, {
    viaUserContactLink: link.id,
    peer: replyTo,
    acceptedRequest: xContactId,
  })
  announce(chat, [addGroupE2EE(chat, user, group, { dir: { type: "groupSnd" } })])
  announce(chat, addGroupFeatures(chat, user, group, { dir: { type: "groupSnd" } }))
  addBanner(chat, user, `#${group.id}`)
  chat.emit({
    type: "acceptingBusinessRequest",
    user: chat.wire(user),
    groupInfo: chat.groupInfo(group),
  })
  offerBusiness(chat, user, { group, member, conn, reply: link.settings.autoReply })
  chat.send(conn, { type: "ready" })
}

type Offer = Parameters<typeof offerGroup>[2] & {
  reply: IncomingRequest["link"]["settings"]["autoReply"]
}

function offerBusiness(chat: Chat, user: UserRow, { reply, ...offer }: Offer): void {
  const { group, member, conn } = offer
  offerGroup(chat, user, offer)
  if (reply === undefined) return
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
