import type { T } from "@simplex-chat/types"
import { failed, notStored } from "../simulation/failure.ts"
import { fullGroupPreferences } from "./group-preferences.ts"
import { fullPreferences, mergedPreferences } from "./preferences.ts"
import type {
  ConnRow,
  ContactRow,
  GroupRow,
  MemberRow,
  RequestRow,
  UserRow,
} from "../store/rows.ts"
import type { GroupCounts, State } from "../store/state.ts"

// How the rows of a core look on the wire.

/** The versions of the chat protocol that this network speaks. */
export const chatVersions: T.VersionRange = { minVersion: 1, maxVersion: 19 }

const unknownVersions: T.VersionRange = { minVersion: 1, maxVersion: 1 }

/**
 * What the core reads of a user once, when they become the active one: after receipts are turned off,
 * answers still say that they are on (o-users 779), and only the list of users says otherwise (805).
 */
export function onceRead(user: UserRow): NonNullable<UserRow["shown"]> {
  return {
    sendRcptsContacts: user.sendRcptsContacts ?? true,
    sendRcptsSmallGroups: user.sendRcptsSmallGroups ?? true,
    autoAcceptMemberContacts: user.autoAcceptMemberContacts,
  }
}

export function userView(user: UserRow): T.User {
  return {
    userId: user.id,
    agentUserId: user.agentUserId,
    userContactId: user.userContactId,
    localDisplayName: user.localDisplayName,
    profile: user.profile,
    fullPreferences: fullPreferences(user.profile.preferences),
    activeUser: user.active,
    activeOrder: user.activeOrder,
    ...given("viewPwdHash", user.viewPwdHash),
    showNtfs: user.showNtfs ?? true,
    ...(user.shown ?? onceRead(user)),
    ...given("userMemberProfileUpdatedAt", user.userMemberProfileUpdatedAt),
    userChatRelay: user.userChatRelay ?? false,
    clientService: user.clientService ?? false,
  }
}

export function connView(conn: ConnRow): T.Connection {
  const { entity } = conn
  return {
    connId: conn.id,
    agentConnId: conn.agentConnId,
    connChatVersion: conn.versionUnknown ? 8 : chatVersions.maxVersion,
    peerChatVRange: conn.versionUnknown ? unknownVersions : chatVersions,
    connLevel: conn.level,
    ...given("viaContact", conn.viaContact),
    ...given("viaUserContactLink", conn.linkGone ? undefined : conn.viaUserContactLink),
    viaGroupLink: conn.viaGroupLink,
    ...given("groupLinkId", conn.groupLinkId),
    ...given("xContactId", conn.xContactId),
    ...given("customUserProfileId", conn.incognito?.profileId),
    connType: conn.connType,
    connStatus: { type: conn.status } as T.ConnStatus,
    contactConnInitiated: conn.initiated,
    localAlias: conn.localAlias,
    ...given(
      "entityId",
      entity.type === "contact"
        ? entity.contactId
        : entity.type === "member"
          ? entity.memberId
          : undefined,
    ),
    ...given("connectionCode", conn.verified),
    pqSupport: conn.pqSupport,
    pqEncryption: conn.pqEncryption,
    ...given("pqSndEnabled", conn.pqSndEnabled),
    ...given("pqRcvEnabled", conn.pqRcvEnabled),
    authErrCounter: conn.authErrors ?? 0,
    quotaErrCounter: 0,
    createdAt: conn.createdAt,
  }
}

export function pendingView(conn: ConnRow): T.PendingContactConnection {
  return {
    pccConnId: conn.id,
    pccAgentConnId: conn.agentConnId,
    pccConnStatus: { type: conn.status } as T.ConnStatus,
    viaContactUri: conn.viaContactUri ?? false,
    ...given("groupLinkId", conn.groupLinkId),
    ...given("customUserProfileId", conn.incognito?.profileId),
    ...given("connLinkInv", conn.connLinkInv),
    localAlias: conn.localAlias,
    createdAt: conn.createdAt,
    updatedAt: conn.updatedAt,
  }
}

export function contactView(state: State, contact: ContactRow): T.Contact {
  const conn = contact.connId === undefined ? undefined : state.conns.get(contact.connId)
  const isIncognito = conn?.incognito !== undefined
  const { groupDirectInv, userPreferences } = contact
  const { message: _, fromGroupMemberConnId_, ...invitation } = groupDirectInv ?? {}
  const from = state.conns.get(fromGroupMemberConnId_ ?? 0)
  const isThere = from !== undefined && from.status !== "deleted"
  const { fromGroupMemberId_, ...link } = invitation as T.GroupDirectInvitation
  const isMember = state.members.get(fromGroupMemberId_ ?? 0)?.memberStatus !== "removed"
  return {
    contactId: contact.id,
    localDisplayName: contact.localDisplayName,
    profile: contact.profile,
    ...given("activeConn", conn === undefined ? undefined : connView(conn)),
    contactUsed: contact.contactUsed,
    contactStatus: contact.contactStatus,
    chatSettings: contact.chatSettings ?? { enableNtfs: "all", favorite: false },
    userPreferences,
    mergedPreferences: mergedPreferences({
      user: isIncognito ? undefined : userOf(state, contact).profile.preferences,
      incognito: isIncognito,
      own: userPreferences,
      contact: contact.profile.preferences,
    }),
    createdAt: contact.createdAt,
    updatedAt: contact.updatedAt,
    chatTs: contact.chatTs,
    ...given("contactRequestId", contact.contactRequestId),
    ...given("contactGroupMemberId", contact.contactGroupMemberId),
    ...given("preparedContact", contact.preparedContact),
    contactGrpInvSent: contact.contactGrpInvSent,
    ...(groupDirectInv !== undefined && {
      groupDirectInv: {
        ...link,
        ...(isMember && given("fromGroupMemberId_", fromGroupMemberId_)),
        ...(isThere && given("fromGroupMemberConnId_", fromGroupMemberConnId_)),
      },
    }),
    chatTags: contact.chatTags ?? [],
    ...given("chatItemTTL", contact.chatItemTTL),
    chatDeleted: contact.chatDeleted ?? false,
    ...given("customData", contact.customData),
  }
}

/** The order of lists of contacts: by the last activity in the chat, oldest first (o-users 629). */
export function byActivity(contacts: readonly ContactRow[]): ContactRow[] {
  return contacts.toSorted((one, other) =>
    one.chatTs < other.chatTs ? -1 : one.chatTs > other.chatTs ? 1 : one.id - other.id,
  )
}

export interface MemberLook {
  /** Members inside items that were read back come without their connection. */
  readonly withoutConn?: boolean
}

export function memberView(state: State, member: MemberRow, look: MemberLook = {}): T.GroupMember {
  const conn =
    member.connId === undefined || look.withoutConn ? undefined : state.conns.get(member.connId)
  return {
    groupMemberId: member.id,
    groupId: member.groupId,
    indexInGroup: member.indexInGroup,
    memberId: member.memberId,
    memberRole: member.memberRole,
    memberCategory: member.memberCategory,
    memberStatus: member.memberStatus,
    memberSettings: member.memberSettings ?? { showMessages: true },
    blockedByAdmin: member.blockedByAdmin,
    invitedBy: member.invitedBy,
    ...given("invitedByGroupMemberId", member.invitedByGroupMemberId),
    localDisplayName: member.localDisplayName,
    memberProfile: member.profile,
    ...given("memberContactId", member.memberContactId),
    memberContactProfileId: contactProfileId(state, member),
    ...given("activeConn", conn === undefined ? undefined : connView(conn)),
    memberChatVRange: member.memberChatVRange,
    createdAt: member.createdAt,
    updatedAt: member.updatedAt,
    ...given("supportChat", member.supportChat),
    ...given("memberPubKey", member.pubKey),
    ...given("relayLink", member.relayLink),
  }
}

/** The profile of the contact that a member is: of the user, also where they are incognito. */
function contactProfileId(state: State, member: MemberRow): number {
  const { profile } = member.memberCategory === "user" ? userOf(state, member) : member
  return profile.profileId
}

/** Statuses of members who take part, or may soon. */
export const current: readonly T.GroupMemberStatus[] = [
  "introduced",
  "intro-inv",
  "accepted",
  "announced",
  "connected",
  "complete",
  "creator",
]

export function isCurrent({ memberStatus }: Pick<MemberRow, "memberStatus">): boolean {
  return current.includes(memberStatus)
}

/** Members who asked to join, and wait for the group's moderators. */
export function isPending({ memberStatus }: Pick<MemberRow, "memberStatus">): boolean {
  return memberStatus === "pending_approval" || memberStatus === "pending_review"
}

export function membersOf(state: State, groupId: number): MemberRow[] {
  return state.members.filter((member) => member.groupId === groupId)
}

export function membershipOf(state: State, group: GroupRow): MemberRow {
  const membership = state.members.get(group.membershipId)
  if (membership === undefined) throw notStored({ type: "groupWithoutUser" })
  return membership
}

/** Who takes part in a group, and who waits for its moderators. */
function countsOf(state: State, group: GroupRow): GroupCounts {
  const members = membersOf(state, group.id)
  const attention = members.filter(
    ({ supportChat, memberStatus, id, connId }) =>
      id !== group.membershipId &&
      (isCurrent({ memberStatus }) || isPending({ memberStatus })) &&
      ((supportChat?.memberAttention ?? 0) > 0 ||
        (supportChat?.mentions ?? 0) > 0 ||
        (isPending({ memberStatus }) && state.conns.get(connId ?? 0)?.status !== "new")),
  )
  return {
    currentMembers: members.filter(isCurrent).length,
    relays: members.filter((member) => isCurrent(member) && isRelay(member)).length,
    membersRequireAttention: attention.length,
  }
}

const isRelay = ({ relayLink, memberRole }: MemberRow) =>
  relayLink !== undefined || memberRole === "relay"

/** Counts a channel without one who is going, as its owner and its relays do before they tell. */
export function countWithout(state: State, group: GroupRow, member: MemberRow): void {
  const { currentMembers, relays, membersRequireAttention } = readCounts(state, group)
  const gone = isCurrent(member) ? 1 : 0
  const counts = {
    currentMembers: currentMembers - gone,
    relays: relays - (isRelay(member) ? gone : 0),
    membersRequireAttention,
  }
  state.setCounted(group.id, counts)
  if (group.relayOwnStatus !== undefined)
    state.groups.update(group, { publicMemberCount: counts.currentMembers - counts.relays })
}

/** Reads a group's counts, as what begins with this group does first. */
export function readCounts(state: State, group: GroupRow): GroupCounts {
  return state.counted(group.id, () => countsOf(state, group))
}

/** Members who wait for moderators are counted at once, new ones later (j-extra 173: 1 waits, of 3). */
export function recountAttention(state: State, group: GroupRow): void {
  const { membersRequireAttention } = countsOf(state, group)
  state.setCounted(group.id, { ...readCounts(state, group), membersRequireAttention })
}

export function groupView(state: State, group: GroupRow): T.GroupInfo {
  const counts = readCounts(state, group)
  return {
    groupId: group.id,
    useRelays: group.channel !== undefined,
    ...given("relayOwnStatus", group.relayOwnStatus),
    localDisplayName: group.localDisplayName,
    groupProfile: group.groupProfile,
    localAlias: group.localAlias ?? "",
    ...given("businessChat", group.businessChat),
    fullGroupPreferences: fullGroupPreferences(group.groupProfile.groupPreferences),
    membership: memberView(state, membershipOf(state, group)),
    chatSettings: group.chatSettings ?? { enableNtfs: "all", favorite: false },
    createdAt: group.createdAt,
    updatedAt: group.updatedAt,
    chatTs: group.chatTs,
    userMemberProfileSentAt: group.userMemberProfileSentAt,
    ...given("preparedGroup", group.preparedGroup),
    chatTags: group.chatTags ?? [],
    ...given("chatItemTTL", group.chatItemTTL),
    ...given("customData", group.customData),
    groupSummary: {
      currentMembers: counts.currentMembers,
      ...given("publicMemberCount", publicCount(group, counts)),
    },
    ...given("rosterVersion", group.rosterVersion),
    membersRequireAttention: counts.membersRequireAttention,
    ...given("viaGroupLinkUri", group.viaGroupLinkUri),
    ...given("groupKeys", keysView(group)),
  }
}

/** The owner counts the members of a channel, but for relays; others know the number that they received. */
function publicCount(
  { channel, publicMemberCount }: GroupRow,
  { currentMembers, relays }: GroupCounts,
): number | undefined {
  if (channel?.rootPrivKey === undefined) return publicMemberCount
  return currentMembers - relays
}

/** The keys of who is a member, or asked to become one. */
function keysView({ channel }: GroupRow): T.GroupKeys | undefined {
  if (channel?.memberPrivKey === undefined) return undefined
  const { publicGroupId, rootPubKey, rootPrivKey, memberPrivKey } = channel
  return {
    publicGroupId,
    groupRootKey:
      rootPrivKey === undefined ? { type: "public", rootPubKey } : { type: "private", rootPrivKey },
    memberPrivKey,
  }
}

export function requestView(request: RequestRow): T.UserContactRequest {
  return {
    contactRequestId: request.id,
    agentInvitationId: request.agentInvitationId,
    contactId_: request.contactId,
    userContactLinkId_: request.linkId,
    cReqChatVRange: chatVersions,
    localDisplayName: request.localDisplayName,
    profileId: request.profileId,
    profile: { profileId: request.profileId, ...request.profile, localAlias: "" },
    createdAt: request.createdAt,
    updatedAt: request.updatedAt,
    xContactId: request.xContactId,
    pqSupport: request.pqSupport,
    ...given("welcomeSharedMsgId", request.welcomeSharedMsgId),
    ...given("requestSharedMsgId", request.requestSharedMsgId),
  }
}

export function userOf(state: State, { userId }: { userId: number }): UserRow {
  const user = state.users.get(userId)
  if (user === undefined) throw failed({ type: "noActiveUser" })
  return user
}

/** A field that is left out where there is no value. */
export function given<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { [field in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { [field in Name]?: Value })
}
