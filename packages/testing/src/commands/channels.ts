import type { T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { chatRelayView, groupRelays, groupRelayView } from "../channels/group-relays.ts"
import { keyPair } from "../channels/keys.ts"
import { wireMember } from "../channels/roster.ts"
import { addConn, deleteConn } from "../connections/connections.ts"
import { linkOf, linkView } from "../groups/group-link.ts"
import { addGroup, addMember, addMembership } from "../groups/members.ts"
import { requireRole } from "../groups/roles.ts"
import { addBanner, addGroupE2EE, addGroupFeatures, announce } from "../items/items.ts"
import { commandFailed, Failure, notStored, unreadable } from "../simulation/failure.ts"
import { type LinkEntry, parseLink } from "../simulation/links.ts"
import type { ChatRelayRow, GroupRelayRow, GroupRow, UserRow } from "../store/rows.ts"
import { memberConn } from "../connections/member-connection.ts"
import { addLink } from "../connections/links.ts"
import { changeGroupProfile } from "./groups.ts"
import { byAddress, operatorServers, switchOff } from "./operators.ts"
import type { Handlers } from "./handlers.ts"
import { checkName } from "./users.ts"

/** Channels: their owners, and the relays that carry what is said in them. */
export const channelCommands = {
  APINewPublicGroup(chat, { userId, relayIds, groupProfile }) {
    const user = chat.runningUserWith(userId)
    checkName(groupProfile.displayName)
    const reached = reach(chat, user, relayIds)
    const failures = reached.filter(({ error }) => error !== undefined)
    // A channel needs one relay that answers: with none there is no group, and the answer names the
    // failure of each (k-channels 940 to 944).
    if (failures.length === reached.length) {
      abandonLink(chat, user)
      return {
        type: "publicGroupCreationFailed",
        user: chat.wire(user),
        addRelayResults: failures.map(resultView),
      }
    }
    const group = createChannel(chat, user, groupProfile)
    const rows = reached.flatMap((one) => inviteRelay(chat, user, group, one) ?? [])
    chat.state.recount()
    return {
      type: "publicGroupCreated",
      user: chat.wire(user),
      groupInfo: chat.groupInfo(group),
      groupLink: existingLink(chat, group),
      groupRelays: rows.map((row) => groupRelayView(chat, row)),
    }
  },

  APIGetGroupRelays(chat, { groupId }) {
    const user = chat.runningUser()
    const group = chat.group(user, groupId)
    return {
      type: "groupRelays",
      user: chat.wire(user),
      groupInfo: chat.groupInfo(group),
      groupRelays: groupRelays(chat, group).map((row) => groupRelayView(chat, row)),
    }
  },

  APIAddGroupRelays(chat, { groupId, relayIds }) {
    const user = chat.runningUser()
    const group = chat.group(user, groupId)
    if (group.channel === undefined) throw commandFailed("group does not use relays")
    requireRole(chat, group, "owner")
    const groupLink = existingLink(chat, group)
    const present = groupRelays(chat, group).map(({ chatRelayId }) => chatRelayId)
    if (relayIds.some((id) => present.includes(id)))
      throw commandFailed("some relays are already in the group")
    const reached = reach(chat, user, relayIds)
    const failures = reached.filter(({ error }) => error !== undefined)
    if (failures.length === reached.length)
      return {
        type: "groupRelaysAddFailed",
        user: chat.wire(user),
        addRelayResults: failures.map(resultView),
      }
    for (const one of reached) inviteRelay(chat, user, group, one)
    return {
      type: "groupRelaysAdded",
      user: chat.wire(user),
      groupInfo: chat.groupInfo(group),
      groupLink,
      groupRelays: groupRelays(chat, group).map((row) => groupRelayView(chat, row)),
    }
  },

  APIAllowRelayGroup(chat, { groupId }) {
    const user = chat.runningUser()
    const group = chat.group(user, groupId)
    // Succeeds for any group, also for one that no relay serves (k-channels 158).
    if (group.relayOwnStatus === "rejected")
      // The relay serves the channel again only after its owner removed and added it: then it has two
      // groups of that name (k-channels 658 to 673).
      chat.state.groups.update(group, { relayOwnStatus: "inactive" })
    const groupInfo = chat.groupInfo(group)
    return { type: "relayGroupAllowed", user: chat.wire(user), groupInfo }
  },

  APISetPublicGroupAccess(chat, { groupId, publicGroupAccess }) {
    const user = chat.runningUser()
    const group = chat.group(user, groupId)
    const { publicGroup } = group.groupProfile
    if (publicGroup === undefined) throw commandFailed("not a public group")
    requireRole(chat, group, "owner")
    return changeGroupProfile(chat, user, group, {
      ...group.groupProfile,
      publicGroup: { ...publicGroup, publicGroupAccess },
    })
  },

  APIGetUpdatedGroupLinkData(chat, { groupId }) {
    const user = chat.runningUser()
    const group = chat.group(user, groupId)
    const link = group.groupProfile.publicGroup?.groupLink
    if (link === undefined) throw commandFailed("group link data not available")
    const { group: data } = chat.hub.resolve(chat, user, parseLink(link))
    const publicMemberCount = data?.publicGroupData?.publicMemberCount
    if (publicMemberCount !== undefined) chat.state.groups.update(group, { publicMemberCount })
    return { type: "groupInfo", user: chat.wire(user), groupInfo: chat.groupInfo(group) }
  },

  APIShareChatMsgContent(chat, { shareChatRef }) {
    const user = chat.runningUser()
    if (shareChatRef.chatType !== "group") throw commandFailed("not supported")
    const group = chat.group(user, shareChatRef.chatId)
    const { groupProfile, channel } = group
    const link = groupProfile.publicGroup?.groupLink
    if (link === undefined) throw commandFailed("not a public group")
    const membership = chat.state.members.get(group.membershipId)
    const { random } = chat.hub
    const ownerSig =
      channel?.rootPrivKey !== undefined && membership !== undefined
        ? {
            ownerId: membership.memberId,
            chatBinding: random.url(48),
            ownerSig: random.url(64),
          }
        : undefined
    return {
      type: "chatMsgContent",
      user: chat.wire(user),
      msgContent: {
        type: "chat",
        text: link,
        chatLink: { type: "group", connLink: link, groupProfile },
        ...(ownerSig !== undefined && { ownerSig }),
      },
    }
  },

  APITestChatRelay(chat, { userId, address }) {
    return testRelay(chat, chat.runningUserWith(userId), address)
  },

  TestChatRelay(chat, { address }) {
    return testRelay(chat, chat.runningUser(), address)
  },

  SetUserChatRelays(chat, { relays }) {
    const user = chat.runningUser()
    setOwnRelays(chat, user, relays)
    switchOff(chat, user, "relays")
    return { type: "cmdOk" }
  },

  GetUserChatRelays(chat) {
    const user = chat.runningUser()
    const none = { smpServers: [], xftpServers: [] }
    const ofOperators = operatorServers(chat, user).map((list) => ({ ...list, ...none }))
    const own = { ...none, chatRelays: byAddress(ownRelays(chat, user)) }
    return { type: "userServers", user: chat.wire(user), userServers: [...ofOperators, own] }
  },
} satisfies Partial<Handlers>

/** The relays that a user named; the operators' are not on this network. */
export function ownRelays(chat: Chat, user: UserRow): T.UserChatRelay[] {
  const own = chat.state.chatRelays.filter(({ userId, preset }) => userId === user.id && !preset)
  return own.map(chatRelayView)
}

/** The user names these relays, and no others. */
export function setOwnRelays(
  { state: { chatRelays } }: Chat,
  user: UserRow,
  relays: readonly T.CLINewRelay[],
): void {
  const own = chatRelays.filter(({ userId, preset }) => userId === user.id && !preset)
  for (const { name, address } of relays) {
    const known = own.find((row) => row.address === address)
    if (known === undefined) chatRelays.insert({ userId: user.id, name, address })
    else chatRelays.update(known, { name })
  }
  const gone = own.filter((row) => relays.every(({ address }) => address !== row.address))
  for (const { id } of gone) chatRelays.delete(id)
}

function testRelay(chat: Chat, user: UserRow, address: string) {
  const type = "chatRelayTestResult" as const
  const failure = (rtfStep: T.RelayTestFailure["rtfStep"], rtfError: T.ChatError) => ({
    type,
    user: chat.wire(user),
    relayTestFailure: { rtfStep, rtfError },
  })
  try {
    const { relay, queue } = chat.hub.resolve(chat, user, readLink(address))
    if (relay === undefined) {
      const message = "no relay address link data"
      const errorType = { type: "relayTestError", message } as const
      return failure("decodeLink", { type: "error", errorType })
    }
    // The relay answers on a connection of its own, and keeps it (k-channels 195). Here it is deleted before
    // the answer (109 to 111).
    const conn = addConn(chat, user, { entity: { type: "pending" }, status: "joined", peer: queue })
    chat.send(conn, { type: "relayTest", replyTo: conn.queue })
    deleteConn(chat, conn)
    return { type, user: chat.wire(user), relayProfile: relay }
  } catch (error) {
    if (error instanceof Failure && error.chatError.type === "errorAgent")
      return failure("getLink", error.chatError)
    throw error
  }
}

/** The core reads nothing but links here: anything else is a malformed command (k-channels 120). */
function readLink(text: string) {
  try {
    return parseLink(text)
  } catch {
    throw unreadable()
  }
}

/** A relay that is to serve a channel, and its address as its server shows it, or why not. */
interface Reached {
  readonly relay: ChatRelayRow
  readonly entry?: LinkEntry
  readonly error?: T.ChatError
}

function reach(chat: Chat, user: UserRow, ids: readonly number[]): Reached[] {
  const rows = ids.map((chatRelayId) => {
    const row = chat.state.chatRelays.get(chatRelayId)
    if (row?.userId === user.id) return row
    // The core makes the channel's link before it looks for the relays: its queue is deleted before the
    // error is answered (k-channels 135 to 137).
    abandonLink(chat, user)
    throw notStored({ type: "userChatRelayNotFound", chatRelayId })
  })
  return rows.map((relay) => {
    try {
      return { relay, entry: chat.hub.resolve(chat, user, parseLink(relay.address)) }
    } catch (error) {
      if (error instanceof Failure) return { relay, error: error.chatError }
      throw error
    }
  })
}

function abandonLink(chat: Chat, user: UserRow): void {
  deleteConn(chat, addConn(chat, user, { entity: { type: "pending" }, status: "new" }))
}

function resultView({ relay, error }: Reached): T.AddRelayResult {
  return { relay: chatRelayView(relay), ...(error !== undefined && { relayError: error }) }
}

function createChannel(chat: Chat, user: UserRow, profile: T.GroupProfile): GroupRow {
  const { random } = chat.hub
  const root = keyPair(random)
  const own = keyPair(random)
  const publicGroupId = `${random.url(32)}=`
  const group = addGroup(chat, user, profile, {
    channel: {
      publicGroupId,
      rootPubKey: root.pubKey,
      rootPrivKey: root.privKey,
      memberPrivKey: own.privKey,
    },
    rosterVersion: 0,
  })
  addMembership(chat, user, group, {
    memberId: random.sharedId(),
    memberRole: "owner",
    memberStatus: "creator",
    invitedBy: { type: "user" },
    pubKey: own.pubKey,
  })
  const { link } = addLink(chat, user, "channel", {
    groupId: group.id,
    groupLinkId: `${random.url(16)}==`,
    acceptMemberRole: "observer",
  })
  const groupLink = link.connShortLink ?? link.connFullLink
  const publicGroup = { groupType: "channel", groupLink, publicGroupId } as const
  chat.state.groups.update(group, { groupProfile: { ...profile, publicGroup } })
  const dir = { type: "groupSnd" } as const
  // As with plain groups, two items come before the answer and the features after it (k-channels 165 to 169).
  announce(chat, [addBanner(chat, user, `#${group.id}`)])
  announce(chat, [addGroupE2EE(chat, user, group, { dir })])
  chat.afterAnswer(() => announce(chat, addGroupFeatures(chat, user, group, { dir })))
  return group
}

/** Asks a relay to serve a channel; it is a member of its own kind. */
function inviteRelay(
  chat: Chat,
  user: UserRow,
  group: GroupRow,
  { relay, entry }: Reached,
): GroupRelayRow | undefined {
  const { channel, groupProfile } = group
  const membership = chat.state.members.get(group.membershipId)
  if (entry === undefined || channel === undefined || membership === undefined) return undefined
  const profile = entry.relay ?? { displayName: relay.name, fullName: "" }
  const member = addMember(chat, user, group, {
    memberId: chat.hub.random.sharedId(),
    memberRole: "relay",
    memberCategory: "invitee",
    memberStatus: "invited",
    invitedBy: { type: "user" },
    invitedByGroupMemberId: membership.id,
    localDisplayName: chat.freeName(user, profile.displayName),
    profile: chat.profile(profile),
    // What a relay speaks is not known before it answers.
    memberChatVRange: { minVersion: 1, maxVersion: 1 },
  })
  const conn = memberConn(chat, user, member, {
    status: "joined",
    peer: entry.queue,
    versionUnknown: true,
  })
  chat.send(conn, {
    type: "relayInvitation",
    owner: wireMember(membership),
    memberId: member.memberId,
    groupProfile,
    publicGroupId: channel.publicGroupId,
    rootPubKey: channel.rootPubKey,
    replyTo: conn.queue,
  })
  return chat.state.groupRelays.insert({
    userId: user.id,
    groupId: group.id,
    memberId: member.id,
    chatRelayId: relay.id,
    status: "invited",
  })
}

function existingLink(chat: Chat, group: GroupRow): T.GroupLink {
  const link = linkOf(chat, group)
  if (link !== undefined) return linkView(link)
  throw notStored({ type: "groupLinkNotFound", groupInfo: chat.groupInfo(group) })
}
