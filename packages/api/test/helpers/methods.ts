import { CC, type Command, type T } from "@simplex-chat/types"
import type { CommandName } from "@simplex-chat/types/parse"
import type { ChatApi } from "../../src/index.ts"
import { type Methods, nothing, only, whole } from "./method.ts"
import { methodsBeyond } from "./methods-beyond.ts"

const link = ({ connShortLink, connFullLink }: T.CreatedConnLink) => connShortLink ?? connFullLink

export const methods: Methods = {
  ...methodsBeyond,
  APICreateMyAddress: {
    call: (api, p) => api.apiCreateUserAddress(p.userId),
    value: (a) => a.connLinkContact,
  },
  APIDeleteMyAddress: { call: (api, p) => api.apiDeleteUserAddress(p.userId), value: nothing },
  APIShowMyAddress: {
    call: (api, p) => api.apiGetUserAddress(p.userId),
    value: (a) => a.contactLink,
    absent: "userContactLinkNotFound",
  },
  APISetProfileAddress: {
    call: (api, p) => api.apiSetProfileAddress(p.userId, p.enable),
    value: (a) => ("updateSummary" in a ? a.updateSummary : undefined),
  },
  APISetAddressSettings: {
    call: (api, p) => api.apiSetAddressSettings(p.userId, p.settings),
    value: (a) => a.contactLink,
  },
  APISendMessages: {
    call: (api, p) =>
      api.apiSendMessages(
        p.sendRef,
        p.composedMessages,
        only(p, "liveMessage", "ttl", "signMessages"),
      ),
    value: (a) => a.chatItems,
  },
  APIUpdateChatItem: {
    call: (api, p) => {
      const { msgContent, mentions } = p.updatedMessage
      const options = { liveMessage: p.liveMessage, mentions }
      return api.apiUpdateChatItem(p.chatRef, p.chatItemId, msgContent, options)
    },
    value: (a) => a.chatItem,
  },
  APIDeleteChatItem: {
    call: (api, p) => api.apiDeleteChatItems(p.chatRef, p.chatItemIds, p.deleteMode),
    value: (a) => a.chatItemDeletions,
  },
  APIDeleteMemberChatItem: {
    call: (api, p) => api.apiDeleteMemberChatItem(p.groupId, p.chatItemIds),
    value: (a) => a.chatItemDeletions,
  },
  APIChatItemReaction: {
    call: (api, p) => api.apiChatItemReaction(p.chatRef, p.chatItemId, p.reaction, { add: p.add }),
    value: (a) => a.reaction,
  },
  ReceiveFile: {
    call: (api, p) =>
      api.apiReceiveFile(
        p.fileId,
        only(p, "userApprovedRelays", "storeEncrypted", "fileInline", "filePath"),
      ),
    value: whole,
  },
  CancelFile: { call: (api, p) => api.apiCancelFile(p.fileId), value: whole },
  APIAddMember: {
    call: (api, p) => api.apiAddMember(p.groupId, p.contactId, p.memberRole),
    value: (a) => a.member,
  },
  APIJoinGroup: { call: (api, p) => api.apiJoinGroup(p.groupId), value: (a) => a.groupInfo },
  APIAcceptMember: {
    call: (api, p) => api.apiAcceptMember(p.groupId, p.groupMemberId, p.memberRole),
    value: (a) => a.member,
  },
  APIMembersRole: {
    call: (api, p) => api.apiSetMembersRole(p.groupId, p.groupMemberIds, p.memberRole),
    value: (a) => a.members,
  },
  APIBlockMembersForAll: {
    call: (api, p) => api.apiBlockMembersForAll(p.groupId, p.groupMemberIds, p.blocked),
    value: (a) => a.members,
  },
  APIRemoveMembers: {
    call: (api, p) =>
      api.apiRemoveMembers(p.groupId, p.groupMemberIds, { withMessages: p.withMessages }),
    value: (a) => a.members,
  },
  APILeaveGroup: { call: (api, p) => api.apiLeaveGroup(p.groupId), value: (a) => a.groupInfo },
  APIListMembers: {
    call: (api, p) => api.apiListMembers(p.groupId),
    value: (a) => a.group.members,
  },
  APINewGroup: {
    call: (api, p) => api.apiNewGroup(p.userId, p.groupProfile, { incognito: p.incognito }),
    value: (a) => a.groupInfo,
  },
  APINewPublicGroup: {
    call: (api, p) =>
      api.apiNewPublicGroup(p.userId, p.relayIds, p.groupProfile, { incognito: p.incognito }),
    value: whole,
  },
  APIGetGroupRelays: {
    call: (api, p) => api.apiGetGroupRelays(p.groupId),
    value: (a) => a.groupRelays,
  },
  APIAddGroupRelays: {
    call: (api, p) => api.apiAddGroupRelays(p.groupId, p.relayIds),
    value: whole,
  },
  APIAllowRelayGroup: {
    call: (api, p) => api.apiAllowRelayGroup(p.groupId),
    value: (a) => a.groupInfo,
  },
  APIUpdateGroupProfile: {
    call: (api, p) => api.apiUpdateGroupProfile(p.groupId, p.groupProfile),
    value: (a) => a.toGroup,
  },
  APICreateGroupLink: {
    call: (api, p) => api.apiCreateGroupLink(p.groupId, p.memberRole),
    value: (a) => link(a.groupLink.connLinkContact),
  },
  APIGroupLinkMemberRole: {
    call: (api, p) => api.apiSetGroupLinkMemberRole(p.groupId, p.memberRole),
    value: (a) => a.groupLink,
  },
  APIDeleteGroupLink: { call: (api, p) => api.apiDeleteGroupLink(p.groupId), value: nothing },
  APIGetGroupLink: {
    call: (api, p) => api.apiGetGroupLink(p.groupId),
    value: (a) => a.groupLink,
  },
  APIAddContact: {
    call: (api, p) => api.apiCreateLink(p.userId, { incognito: p.incognito }),
    value: (a) => link(a.connLinkInvitation),
  },
  APIConnectPlan: {
    call: (api, p) =>
      api.apiConnectPlan(p.userId, p.connectTarget, only(p, "resolveMode", "linkOwnerSig")),
    value: whole,
  },
  APIConnect: {
    // Without a link the text is that of APIAddContact, which the method does not offer.
    call: (api, p) => api.apiConnect(p.userId, p.incognito, p.preparedLink_ as T.CreatedConnLink),
    value: whole,
  },
  Connect: {
    // Without a link the core makes an invitation, and the method refuses it.
    call: (api, p) =>
      p.connTarget_ === undefined
        ? api.send(CC.Connect, p)
        : api.apiConnectActiveUser(p.connTarget_, { incognito: p.incognito }),
    value: whole,
  },
  APIAcceptContact: {
    call: (api, p) => api.apiAcceptContactRequest(p.contactReqId, { incognito: p.incognito }),
    value: (a) => a.contact,
  },
  APIRejectContact: {
    call: (api, p) => api.apiRejectContactRequest(p.contactReqId),
    value: nothing,
  },
  APICreateMemberContact: {
    call: (api, p) => api.apiCreateMemberContact(p.groupId, p.groupMemberId),
    value: (a) => a.contact,
  },
  APISendMemberContactInvitation: {
    call: (api, p) => api.apiSendMemberContactInvitation(p.contactId, p.msgContent_),
    value: (a) => a.contact,
  },
  APIListContacts: {
    call: (api, p) => api.apiListContacts(p.userId),
    value: (a) => a.contacts,
  },
  APIListGroups: {
    call: (api, p) => api.apiListGroups(p.userId, p.contactId_, p.search),
    value: (a) => a.groups,
  },
  APIGetChats: {
    call: (api, p) =>
      api.apiGetChats(p.userId, p.pagination, only(p, "pendingConnections", "query")),
    value: (a) => a.chats,
  },
  APIDeleteChat: { call: (api, p) => api.apiDeleteChat(p.chatRef, p.chatDeleteMode), value: whole },
  APISetGroupCustomData: {
    call: (api, p) => api.apiSetGroupCustomData(p.groupId, p.customData),
    value: nothing,
  },
  APISetContactCustomData: {
    call: (api, p) => api.apiSetContactCustomData(p.contactId, p.customData),
    value: nothing,
  },
  APISetUserAutoAcceptMemberContacts: {
    call: (api, p) => api.apiSetAutoAcceptMemberContacts(p.userId, p.onOff),
    value: nothing,
  },
  APIGetChat: {
    call: (api, p) => api.apiGetChat(p.chatRef, p.pagination, only(p, "contentTag", "search")),
    value: (a) => a.chat,
  },
  ShowActiveUser: {
    call: (api) => api.apiGetActiveUser(),
    value: (a) => a.user,
    absent: "noActiveUser",
  },
  CreateActiveUser: {
    call: (api, p) =>
      api.apiCreateActiveUser(
        p.newUser.profile,
        only(p.newUser, "pastTimestamp", "userChatRelay", "clientService"),
      ),
    value: (a) => a.user,
  },
  ListUsers: { call: (api) => api.apiListUsers(), value: (a) => a.users },
  APISetActiveUser: {
    call: (api, p) => api.apiSetActiveUser(p.userId, p.viewPwd),
    value: (a) => a.user,
  },
  APIDeleteUser: {
    call: (api, p) => api.apiDeleteUser(p.userId, p.delSMPQueues, p.viewPwd),
    value: nothing,
  },
  APIUpdateProfile: {
    call: (api, p) => api.apiUpdateProfile(p.userId, p.profile),
    value: (a) => ("updateSummary" in a ? a.updateSummary : undefined),
  },
  APISetContactPrefs: {
    call: (api, p) => api.apiSetContactPrefs(p.contactId, p.preferences),
    value: (a) => a.toContact,
  },
  StartChat: {
    call: (api, p) => api.startChat(only(p, "mainApp", "enableSndFiles")),
    value: nothing,
  },
  APIStopChat: { call: (api) => api.stopChat({ settleMs: 0 }), value: nothing },
}

/** A method whose command is known at run time only. */
export interface AnyMethod {
  call(api: ChatApi, params: unknown): Promise<unknown>
  value(answer: unknown): unknown
  readonly absent?: string
}

const commands = CC as unknown as Readonly<Record<CommandName, Command<unknown, unknown>>>

/** The method of a command; those without one of their own are sent by `send`. */
export const methodOf = (name: CommandName): AnyMethod =>
  (methods[name] as AnyMethod | undefined) ?? {
    call: (api, params) => api.send(commands[name], params),
    value: whole,
  }

/** The text of a command that is known at run time only. */
export const textOf = (name: CommandName, params: unknown): string =>
  commands[name].cmdString(params)
