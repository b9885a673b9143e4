import type { CR, T } from "@simplex-chat/types"
import type { Chat } from "../../chat/chat.ts"
import { addGroup, addMember, addMembership } from "../../groups/members.ts"
import { addBanner, addGroupFeatures } from "../../items/items.ts"
import { customProfile, incognitoProfile } from "../../recipients/incognito.ts"
import { commandFailed, failed } from "../../simulation/failure.ts"
import type { ConnRow, GroupRow, UserRow } from "../../store/rows.ts"
import { given, membersOf, membershipOf } from "../../views/views.ts"
import { ask } from "../../recipients/ask.ts"
import { connectChannel, prepareChannel } from "./channels.ts"
import { findLink } from "../plans.ts"
import type { Handlers } from "../handlers.ts"
import {
  addRequestMessage,
  addWelcome,
  alreadyConnected,
  orShowAgain,
  preparedAnswer,
} from "./answers.ts"
import { changeUser } from "./change-user.ts"

/** Groups, and chats with businesses, that are shown before the user asks to join them. */
export const preparedGroupCommands = {
  APIPrepareGroup(chat, { userId, connLink, groupShortLinkData }) {
    const user = chat.runningUserWith(userId)
    const { groupProfile } = groupShortLinkData
    if (groupProfile.publicGroup !== undefined)
      return prepareChannel(chat, user, { ...groupShortLinkData, link: connLink })
    const { description } = groupProfile
    const message =
      description === undefined ? undefined : ({ type: "text", text: description } as const)
    return prepare(chat, user, { connLink, groupProfile, message })
  },

  APIConnectPreparedGroup(chat, { groupId, incognito, msgContent_ }) {
    const user = chat.runningUser()
    const group = chat.group(user, groupId)
    if (group.channel !== undefined) return connectChannel(chat, user, group)
    return orShowAgain(chat, user, `#${group.id}`, () => {
      const conn = connect(chat, user, group, { incognito, content: msgContent_ })
      return {
        type: "startedConnectionToGroup" as const,
        user: chat.wire(user),
        groupInfo: chat.groupInfo(group),
        ...given("customUserProfile", customProfile(conn)),
        relayResults: [],
      }
    })
  },

  APIChangePreparedGroupUser(chat, { groupId, newUserId }) {
    const user = chat.runningUser()
    const group = chat.group(user, groupId)
    const fromGroup = chat.groupInfo(group)
    if (group.preparedGroup === undefined) throw commandFailed("group is not prepared")
    if (group.preparedGroup.connLinkStartedConnection)
      throw commandFailed("group already has connection")
    const newUser = changeUser(chat, newUserId, { key: `#${group.id}`, row: group })
    for (const member of membersOf(chat.state, group.id))
      chat.state.members.update(member, { userId: newUserId })
    const { localDisplayName, profile, userContactId: memberContactId } = newUser
    chat.state.members.update(membershipOf(chat.state, group), {
      localDisplayName,
      profile,
      memberContactId,
    })
    return {
      type: "groupUserChanged",
      user: chat.wire(user),
      fromGroup,
      newUser: chat.wire(newUser),
      toGroup: chat.groupInfo(group),
    }
  },
} satisfies Partial<Handlers>

interface Prepared {
  readonly connLink: T.CreatedConnLink
  readonly groupProfile: T.GroupProfile
  readonly message: T.MsgContent | undefined
  readonly isBusiness?: true
}

/** What a chat with a business allows before the business says so itself (p-links 421). */
const presumedPreferences: T.GroupPreferences = {
  timedMessages: { enable: "on" },
  directMessages: { enable: "off" },
  fullDelete: { enable: "off" },
  reactions: { enable: "on" },
  voice: { enable: "on" },
  files: { enable: "on" },
  simplexLinks: { enable: "on" },
  reports: { enable: "off" },
  history: { enable: "on" },
  support: { enable: "on" },
  sessions: { enable: "off" },
  comments: { enable: "off" },
  signMessages: { enable: "off" },
  commands: [],
}

/** An address of a business leads to a group with it, and not to a contact. */
export function prepareBusiness(
  chat: Chat,
  user: UserRow,
  { connLink, profile, message }: Pick<Prepared, "connLink" | "message"> & { profile: T.Profile },
): CR.NewPreparedChat {
  const { displayName, fullName, shortDescr, image } = profile
  const groupProfile: T.GroupProfile = {
    displayName,
    fullName,
    ...given("shortDescr", shortDescr),
    ...given("image", image),
    groupPreferences: presumedPreferences,
  }
  return prepare(chat, user, { connLink, groupProfile, message, isBusiness: true })
}

function prepare(
  chat: Chat,
  user: UserRow,
  { connLink, groupProfile, message, isBusiness }: Prepared,
): CR.NewPreparedChat {
  const group = addGroup(chat, user, groupProfile, {
    preparedGroup: {
      connLinkToConnect: connLink,
      connLinkPreparedConnection: false,
      connLinkStartedConnection: false,
      ...(message !== undefined && { welcomeSharedMsgId: chat.hub.random.sharedId() }),
    },
  })
  const { localDisplayName } = group
  const base64 = (name: string) => Buffer.from(name).toString("base64")
  const unknownId = chat.hub.random.base64(12)
  const hostName = base64(unknownId).slice(0, 7)
  const host = addMember(chat, user, group, {
    memberId: base64(`${localDisplayName}_unknown_host_${unknownId}`),
    memberRole: "admin",
    memberCategory: "host",
    memberStatus: "accepted",
    invitedBy: { type: "unknown" },
    localDisplayName: hostName,
    profile: chat.profile({ displayName: hostName, fullName: "" }),
    memberChatVRange: { minVersion: 1, maxVersion: 1 },
  })
  chat.state.groups.update(group, { hostMemberId: host.id })
  const { memberId } = addMembership(chat, user, group, {
    memberId: base64(`${localDisplayName}_user_unknown_id`),
    memberRole: "member",
    memberStatus: "unknown",
    invitedBy: { type: "unknown" },
    invitedByGroupMemberId: host.id,
  })
  if (isBusiness)
    chat.state.groups.update(group, {
      businessChat: { chatType: "business", businessId: host.memberId, customerId: memberId },
    })
  const key = `#${group.id}`
  const dir = { type: "groupRcv", memberId: host.id } as const
  addBanner(chat, user, key)
  addGroupFeatures(chat, user, group, { dir, prepared: true })
  if (message === undefined) return preparedAnswer(chat, user, key, [])
  const sharedMsgId = group.preparedGroup?.welcomeSharedMsgId
  const more = { chat: key, dir, showGroupAsSender: true, ...given("sharedMsgId", sharedMsgId) }
  return preparedAnswer(chat, user, key, [addWelcome(chat, user, message, more)])
}

interface Wanted {
  readonly incognito: boolean
  readonly content: T.MsgContent | undefined
}

function connect(
  chat: Chat,
  user: UserRow,
  group: GroupRow,
  { incognito, content }: Wanted,
): ConnRow {
  const { state } = chat
  const { preparedGroup, hostMemberId } = group
  const host = state.members.get(hostMemberId ?? 0)
  if (preparedGroup === undefined || host === undefined)
    throw commandFailed("group is not prepared")
  const { welcomeSharedMsgId, connLinkToConnect } = preparedGroup
  if (host.connId !== undefined) throw alreadyConnected("group_member_id")
  const entry = findLink(chat, user, connLinkToConnect.connFullLink)
  const profile = incognitoProfile(chat, incognito)
  const sharedMsgId = content === undefined ? undefined : chat.hub.random.sharedId()
  if (sharedMsgId !== undefined) {
    state.groups.update(group, {
      preparedGroup: { ...preparedGroup, requestSharedMsgId: sharedMsgId },
    })
    // The core has given the message an id by then: a later attempt shows it (m-history 480 to 483).
    if (entry.kind === "group") throw failed({ type: "connReqMessageProhibited" })
  }
  const message =
    content === undefined || sharedMsgId === undefined ? undefined : { content, msgId: sharedMsgId }
  const conn = ask(chat, user, entry, {
    entity: { type: "member", memberId: host.id },
    connType: "member",
    // The queue of an address is quantum resistant, also where it leads to a business.
    pqSupport: entry.kind === "contact",
    pqEncryption: entry.kind === "contact",
    ...profile,
    ...given("message", message),
    ...given("welcomeMsgId", welcomeSharedMsgId),
  })
  state.members.update(host, { connId: conn.id })
  if (profile.incognito !== undefined)
    state.members.update(membershipOf(state, group), { profile: profile.incognito })
  state.groups.update(group, {
    viaGroupLinkUri: entry.link.connFullLink,
    preparedGroup: {
      ...preparedGroup,
      connLinkPreparedConnection: true,
      connLinkStartedConnection: true,
      ...given("requestSharedMsgId", sharedMsgId ?? preparedGroup.requestSharedMsgId),
    },
  })
  if (content !== undefined) {
    const dir = { type: "groupSnd" } as const
    const row = { chat: `#${group.id}`, dir, ...given("sharedMsgId", sharedMsgId) }
    addRequestMessage(chat, user, { ...row, msgContent: content })
  }
  return conn
}
