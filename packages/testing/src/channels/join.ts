import type { T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { addMember, addMembership, addUnknown, memberByMemberId } from "../groups/members.ts"
import { ask } from "../recipients/ask.ts"
import { Failure } from "../simulation/failure.ts"
import { type LinkEntry, parseLink } from "../simulation/links.ts"
import type { GroupRow, MemberRow, UserRow } from "../store/rows.ts"
import { membershipOf } from "../views/views.ts"
import { keyPair } from "./keys.ts"

/** The user in a channel that is shown before it is joined: already with the id it will have there. */
export function addSubscription(chat: Chat, user: UserRow, group: GroupRow): MemberRow {
  return addMembership(chat, user, group, {
    memberId: chat.hub.random.sharedId(),
    memberRole: "observer",
    memberStatus: "unknown",
    invitedBy: { type: "unknown" },
  })
}

/** Asks to join a channel at each of its relays. */
export function joinChannel(
  chat: Chat,
  user: UserRow,
  group: GroupRow,
  entry: LinkEntry,
): T.RelayConnectionResult[] {
  const { channel, group: data } = entry
  if (channel === undefined) return []
  const { state } = chat
  const { pubKey, privKey } = keyPair(chat.hub.random)
  const { publicGroupId, rootPubKey } = channel
  const publicMemberCount = data?.publicGroupData?.publicMemberCount
  state.groups.update(group, {
    channel: { publicGroupId, rootPubKey, memberPrivKey: privKey },
    viaGroupLinkUri: entry.link.connFullLink,
    ...(publicMemberCount !== undefined && { publicMemberCount }),
  })
  state.members.update(membershipOf(state, group), { pubKey })
  for (const owner of channel.owners) addOwner(chat, user, group, owner)
  const joined = channel.relays.map((link) => joinThroughRelay(chat, user, group, link))
  state.recount()
  return joined.map(({ relay, error }) => ({
    relayMember: chat.memberInfo(relay),
    ...(error !== undefined && { relayError: error }),
  }))
}

/** The link of a channel gives only the id and the key of each owner. */
function addOwner(
  chat: Chat,
  user: UserRow,
  group: GroupRow,
  { memberId, pubKey }: { readonly memberId: string; readonly pubKey: string },
): void {
  if (memberByMemberId(chat, group, memberId) !== undefined) return
  const owner = addUnknown(chat, user, group, { memberId })
  chat.state.members.update(owner, { memberRole: "owner", pubKey })
}

/** Asks to join through one relay, which becomes a member that hosts the user. */
export function joinThroughRelay(
  chat: Chat,
  user: UserRow,
  group: GroupRow,
  relayLink: string,
): { relay: MemberRow; error?: T.ChatError } {
  const { state } = chat
  const found = lookUp(chat, user, relayLink)
  const { relayMember } = found.entry ?? {}
  const profile = relayMember?.profile ?? { displayName: "relay", fullName: "" }
  const relay = addMember(chat, user, group, {
    memberId: relayMember?.memberId ?? chat.hub.random.sharedId(),
    memberRole: "relay",
    memberCategory: "host",
    memberStatus: "accepted",
    invitedBy: { type: "unknown" },
    localDisplayName: chat.freeName(user, profile.displayName),
    profile: chat.profile(profile),
    memberChatVRange: { minVersion: 1, maxVersion: 1 },
    relayLink,
    ...(relayMember !== undefined && { pubKey: relayMember.pubKey }),
  })
  if (found.entry === undefined) return { relay, ...found }
  const membership = membershipOf(state, group)
  const conn = ask(chat, user, found.entry, {
    entity: { type: "member", memberId: relay.id },
    connType: "member",
    viaGroupLink: true,
    pqSupport: false,
    pqEncryption: false,
    member: { memberId: membership.memberId, pubKey: membership.pubKey ?? "" },
  })
  // A subscriber who gets a second relay has not asked for it: its connection has no `xContactId`
  // (k-channels 570), while the first one has (804).
  if (membership.memberStatus === "connected") delete conn.xContactId
  state.members.update(relay, { connId: conn.id })
  if (group.hostMemberId === undefined) state.groups.update(group, { hostMemberId: relay.id })
  return { relay }
}

function lookUp(
  chat: Chat,
  user: UserRow,
  link: string,
): { readonly entry?: LinkEntry; readonly error?: T.ChatError } {
  try {
    return { entry: chat.hub.resolve(chat, user, parseLink(link)) }
  } catch (error) {
    if (error instanceof Failure) return { error: error.chatError }
    throw error
  }
}
