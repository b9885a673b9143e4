import type { Methods } from "./method.ts"
import { nothing, only, whole } from "./method.ts"

/** The methods for commands that the reference of SimpleX Chat does not list. */
export const methodsBeyond = {
  APIChatRead: { call: (api, p) => api.apiChatRead(p.chatRef), value: nothing },
  APIChatItemsRead: {
    call: (api, p) => api.apiChatItemsRead(p.chatRef, p.chatItemIds),
    value: nothing,
  },
  APIChatUnread: { call: (api, p) => api.apiChatUnread(p.chatRef, p.unreadChat), value: nothing },
  APIUserRead: { call: (api, p) => api.apiUserRead(p.userId), value: nothing },
  APIClearChat: { call: (api, p) => api.apiClearChat(p.chatRef), value: nothing },
  APIGetChatItemInfo: {
    call: (api, p) => api.apiGetChatItemInfo(p.chatRef, p.chatItemId),
    value: (a) => a.chatItemInfo,
  },
  APIGetChatItems: {
    call: (api, p) => api.apiGetChatItems(p.chatPagination, { search: p.search }),
    value: (a) => a.chatItems,
  },
  APIGetChatContentTypes: {
    call: (api, p) => api.apiGetChatContentTypes(p.chatRef),
    value: (a) => a.contentTypes,
  },
  APIGetReactionMembers: {
    call: (api, p) => api.apiGetReactionMembers(p.userId, p, p.reaction),
    value: (a) => a.memberReactions,
  },
  APIPlanForwardChatItems: {
    call: (api, p) => api.apiPlanForwardChatItems(p.fromChatRef, p.chatItemIds),
    value: whole,
  },
  APIForwardChatItems: {
    call: (api, p) =>
      api.apiForwardChatItems(
        p.toChatRef,
        p.fromChatRef,
        p.chatItemIds,
        only(p, "sendAsGroup", "ttl"),
      ),
    value: (a) => a.chatItems,
  },
  APIShareChatMsgContent: {
    call: (api, p) => api.apiShareChatMsgContent(p.shareChatRef, p.toSendRef),
    value: (a) => a.msgContent,
  },
  APIReportMessage: {
    call: (api, p) =>
      api.apiReportMessage(p.groupId, p.chatItemId, p.reportReason, { text: p.reportText }),
    value: (a) => a.chatItems,
  },
  APIArchiveReceivedReports: {
    call: (api, p) => api.apiArchiveReceivedReports(p.groupId),
    value: (a) => a.chatItemIDs,
  },
  APIDeleteReceivedReports: {
    call: (api, p) => api.apiDeleteReceivedReports(p.groupId, p.chatItemIds, p.deleteMode),
    value: (a) => a.chatItemDeletions,
  },
  APICreateChatItems: {
    call: (api, p) => api.apiCreateNotes(p.noteFolderId, p.composedMessages),
    value: (a) => a.chatItems,
  },
  APIGetChatTags: { call: (api, p) => api.apiGetChatTags(p.userId), value: (a) => a.userTags },
  APICreateChatTag: {
    call: (api, p) => api.apiCreateChatTag(p.chatTagData),
    value: (a) => a.userTags,
  },
  APIUpdateChatTag: {
    call: (api, p) => api.apiUpdateChatTag(p.chatTagId, p.chatTagData),
    value: nothing,
  },
  APIDeleteChatTag: { call: (api, p) => api.apiDeleteChatTag(p.chatTagId), value: nothing },
  APIReorderChatTags: { call: (api, p) => api.apiReorderChatTags(p.chatTagIds), value: nothing },
  APISetChatTags: {
    call: (api, p) => api.apiSetChatTags(p.chatRef, p.chatTagIds ?? []),
    value: whole,
  },
  APIGetChatItemTTL: {
    call: (api, p) => api.apiGetChatItemTTL(p.userId),
    value: (a) => a.chatItemTTL ?? 0,
  },
  APISetChatItemTTL: {
    call: (api, p) => api.apiSetChatItemTTL(p.userId, p.chatItemTTL),
    value: nothing,
  },
  APISetChatTTL: {
    call: (api, p) => api.apiSetChatTTL(p.userId, p.chatRef, p.seconds),
    value: nothing,
  },
  APISetContactAlias: {
    call: (api, p) => api.apiSetContactAlias(p.contactId, p.localAlias),
    value: (a) => a.toContact,
  },
  APISetGroupAlias: {
    call: (api, p) => api.apiSetGroupAlias(p.groupId, p.localAlias),
    value: (a) => a.toGroup,
  },
  APISetConnectionAlias: {
    call: (api, p) => api.apiSetConnectionAlias(p.connectionId, p.localAlias),
    value: (a) => a.toConnection,
  },
  APISetChatSettings: {
    call: (api, p) => api.apiSetChatSettings(p.chatRef, p.chatSettings),
    value: nothing,
  },
  APISetMemberSettings: {
    call: (api, p) => api.apiSetMemberSettings(p.groupId, p.groupMemberId, p.memberSettings),
    value: nothing,
  },
  APISetUserContactReceipts: {
    call: (api, p) => api.apiSetContactReceipts(p.userId, p.settings),
    value: nothing,
  },
  APISetUserGroupReceipts: {
    call: (api, p) => api.apiSetGroupReceipts(p.userId, p.settings),
    value: nothing,
  },
  SetAllContactReceipts: {
    call: (api, p) => api.apiSetAllContactReceipts(p.enable),
    value: nothing,
  },
  APIContactInfo: { call: (api, p) => api.apiContactInfo(p.contactId), value: whole },
  APIGroupInfo: { call: (api, p) => api.apiGroupInfo(p.groupId), value: (a) => a.groupInfo },
  APIGroupMemberInfo: {
    call: (api, p) => api.apiGroupMemberInfo(p.groupId, p.groupMemberId),
    value: whole,
  },
  APIContactQueueInfo: { call: (api, p) => api.apiContactQueueInfo(p.contactId), value: whole },
  APIGroupMemberQueueInfo: {
    call: (api, p) => api.apiGroupMemberQueueInfo(p.groupId, p.groupMemberId),
    value: whole,
  },
  APIGetContactCode: {
    call: (api, p) => api.apiGetContactCode(p.contactId),
    value: (a) => a.connectionCode,
  },
  APIGetGroupMemberCode: {
    call: (api, p) => api.apiGetGroupMemberCode(p.groupId, p.groupMemberId),
    value: (a) => a.connectionCode,
  },
  APIVerifyContact: {
    call: (api, p) => api.apiVerifyContact(p.contactId, p.connectionCode),
    value: whole,
  },
  APIVerifyGroupMember: {
    call: (api, p) => api.apiVerifyGroupMember(p.groupId, p.groupMemberId, p.connectionCode),
    value: whole,
  },
  APISwitchContact: {
    call: (api, p) => api.apiSwitchContact(p.contactId),
    value: (a) => a.connectionStats,
  },
  APISwitchGroupMember: {
    call: (api, p) => api.apiSwitchGroupMember(p.groupId, p.groupMemberId),
    value: (a) => a.connectionStats,
  },
  APIAbortSwitchContact: {
    call: (api, p) => api.apiAbortSwitchContact(p.contactId),
    value: (a) => a.connectionStats,
  },
  APIAbortSwitchGroupMember: {
    call: (api, p) => api.apiAbortSwitchGroupMember(p.groupId, p.groupMemberId),
    value: (a) => a.connectionStats,
  },
  APISyncContactRatchet: {
    call: (api, p) => api.apiSyncContactRatchet(p.contactId, { force: p.force }),
    value: (a) => a.connectionStats,
  },
  APISyncGroupMemberRatchet: {
    call: (api, p) => api.apiSyncGroupMemberRatchet(p.groupId, p.groupMemberId, { force: p.force }),
    value: (a) => a.connectionStats,
  },
  APIEnableContact: { call: (api, p) => api.apiEnableContact(p.contactId), value: nothing },
  APIEnableGroupMember: {
    call: (api, p) => api.apiEnableGroupMember(p.groupId, p.groupMemberId),
    value: nothing,
  },
  APIPrepareContact: {
    call: (api, p) =>
      api.apiPrepareContact(p.userId, p.connLink, p.contactShortLinkData, {
        verifiedDomain: p.verifiedDomain,
      }),
    value: (a) => a.chat,
  },
  APIPrepareGroup: {
    call: (api, p) =>
      api.apiPrepareGroup(
        p.userId,
        p.connLink,
        p.groupShortLinkData,
        only(p, "directLink", "verifiedDomain"),
      ),
    value: (a) => a.chat,
  },
  APIChangePreparedContactUser: {
    call: (api, p) => api.apiChangePreparedContactUser(p.contactId, p.newUserId),
    value: (a) => a.toContact,
  },
  APIChangePreparedGroupUser: {
    call: (api, p) => api.apiChangePreparedGroupUser(p.groupId, p.newUserId),
    value: (a) => a.toGroup,
  },
  APIConnectPreparedContact: {
    call: (api, p) =>
      api.apiConnectPreparedContact(p.contactId, {
        incognito: p.incognito,
        message: p.msgContent_,
      }),
    value: whole,
  },
  APIConnectPreparedGroup: {
    call: (api, p) =>
      api.apiConnectPreparedGroup(p.groupId, {
        ...only(p, "incognito", "ownerContact"),
        message: p.msgContent_,
      }),
    value: whole,
  },
  APIConnectContactViaAddress: {
    call: (api, p) =>
      api.apiConnectContactViaAddress(p.userId, p.contactId, { incognito: p.incognito }),
    value: (a) => a.contact,
  },
  APISetConnectionIncognito: {
    call: (api, p) => api.apiSetConnectionIncognito(p.connectionId, p.incognito),
    value: (a) => a.toConnection,
  },
  APIChangeConnectionUser: {
    call: (api, p) => api.apiChangeConnectionUser(p.connectionId, p.newUserId),
    value: (a) => a.toConnection,
  },
  APIUploadStandaloneFile: {
    call: (api, p) => api.apiUploadStandaloneFile(p.userId, p.file),
    value: (a) => a.fileTransferMeta,
  },
  APIDownloadStandaloneFile: {
    call: (api, p) => api.apiDownloadStandaloneFile(p.userId, p.fileUri, p.file),
    value: (a) => a.rcvFileTransfer,
  },
  APIStandaloneFileInfo: {
    call: (api, p) => api.apiStandaloneFileInfo(p.fileUri),
    value: (a) => a.fileMeta,
  },
  FileStatus: { call: (api, p) => api.apiFileStatus(p.fileId), value: whole },
  SetFileToReceive: {
    call: (api, p) =>
      api.apiSetFileToReceive(p.fileId, only(p, "userApprovedRelays", "storeEncrypted")),
    value: nothing,
  },
  APISetEncryptLocalFiles: {
    call: (api, p) => api.apiSetEncryptLocalFiles(p.enable),
    value: nothing,
  },
  SetFilesFolder: { call: (api, p) => api.apiSetFilesFolder(p.filesFolder), value: nothing },
  SetTempFolder: { call: (api, p) => api.apiSetTempFolder(p.tempFolder), value: nothing },
  APIHideUser: {
    call: (api, p) => api.apiHideUser(p.userId, p.viewPwd),
    value: (a) => a.updatedUser,
  },
  APIUnhideUser: {
    call: (api, p) => api.apiUnhideUser(p.userId, p.viewPwd),
    value: (a) => a.updatedUser,
  },
  APIMuteUser: { call: (api, p) => api.apiMuteUser(p.userId), value: (a) => a.updatedUser },
  APIUnmuteUser: { call: (api, p) => api.apiUnmuteUser(p.userId), value: (a) => a.updatedUser },
  APIExportArchive: {
    call: (api, p) => api.apiExportArchive(p.archiveConfig),
    value: (a) => a.archiveErrors,
  },
  APIImportArchive: {
    call: (api, p) => api.apiImportArchive(p.archiveConfig),
    value: (a) => a.archiveErrors,
  },
  APIDeleteStorage: { call: (api) => api.apiDeleteStorage(), value: nothing },
  APIStorageEncryption: {
    call: (api, p) => api.apiStorageEncryption(p.encryptionConfig),
    value: nothing,
  },
  TestStorageEncryption: { call: (api, p) => api.apiTestStorageEncryption(p.key), value: nothing },
  APIGetUserServers: {
    call: (api, p) => api.apiGetUserServers(p.userId),
    value: (a) => a.userServers,
  },
  APISetUserServers: {
    call: (api, p) => api.apiSetUserServers(p.userId, p.userServers),
    value: nothing,
  },
  APIValidateServers: {
    call: (api, p) => api.apiValidateServers(p.userId, p.userServers),
    value: whole,
  },
  APITestProtoServer: {
    call: (api, p) => api.apiTestServer(p.userId, p.server),
    value: (a) => a.testFailure,
  },
  APIGetServerOperators: { call: (api) => api.apiGetServerOperators(), value: (a) => a.conditions },
  APISetServerOperators: {
    call: (api, p) => api.apiSetServerOperators(p.operators),
    value: (a) => a.conditions,
  },
  APIGetUsageConditions: { call: (api) => api.apiGetUsageConditions(), value: whole },
  APIAcceptConditions: {
    call: (api, p) => api.apiAcceptConditions(p.conditionsId, p.operatorIds),
    value: (a) => a.conditions,
  },
  GetUserChatRelays: { call: (api) => api.apiGetChatRelays(), value: (a) => a.userServers },
  SetUserChatRelays: { call: (api, p) => api.apiSetChatRelays(p.relays), value: nothing },
  APITestChatRelay: { call: (api, p) => api.apiTestChatRelay(p.userId, p.address), value: whole },
  APISetPublicGroupAccess: {
    call: (api, p) => api.apiSetPublicGroupAccess(p.groupId, p.publicGroupAccess),
    value: (a) => a.toGroup,
  },
  APIGetUpdatedGroupLinkData: {
    call: (api, p) => api.apiGetUpdatedGroupLinkData(p.groupId),
    value: (a) => a.groupInfo,
  },
  APIAddGroupShortLink: {
    call: (api, p) => api.apiAddGroupShortLink(p.groupId),
    value: (a) => a.groupLink,
  },
  ListMemberSupportChats: {
    call: (api, p) => api.apiListMemberSupportChats(p.groupName),
    value: (a) => a.members,
  },
  APIDeleteMemberSupportChat: {
    call: (api, p) => api.apiDeleteMemberSupportChat(p.groupId, p.groupMemberId),
    value: (a) => a.member,
  },
  APISetUserDomain: {
    call: (api, p) => api.apiSetUserDomain(p.userId, p.simplexDomain),
    value: (a) => (a.type === "userProfileUpdated" ? a.updateSummary : undefined),
  },
  APIVerifyContactDomain: {
    call: (api, p) => api.apiVerifyContactDomain(p.contactId),
    value: whole,
  },
  APIVerifyGroupDomain: { call: (api, p) => api.apiVerifyGroupDomain(p.groupId), value: whole },
  APIGetNetworkConfig: { call: (api) => api.apiGetNetworkConfig(), value: (a) => a.networkConfig },
  APISetNetworkConfig: {
    call: (api, p) => api.apiSetNetworkConfig(p.networkConfig),
    value: nothing,
  },
  SetNetworkConfig: {
    call: (api, p) => api.apiChangeNetworkConfig(p.simpleNetCfg),
    value: (a) => a.networkConfig,
  },
  APISetNetworkInfo: { call: (api, p) => api.apiSetNetworkInfo(p.networkInfo), value: nothing },
  ReconnectAllServers: { call: (api) => api.apiReconnectServers(), value: nothing },
  ReconnectServer: { call: (api, p) => api.apiReconnectServer(p.userId, p.server), value: nothing },
  ResubscribeAllConnections: { call: (api) => api.apiResubscribeAllConnections(), value: nothing },
  GetAgentSubsTotal: { call: (api, p) => api.apiGetSubsTotal(p.userId), value: whole },
  GetAgentServersSummary: {
    call: (api, p) => api.apiGetServersSummary(p.userId),
    value: (a) => a.serversSummary,
  },
  ResetAgentServersStats: { call: (api) => api.apiResetServersStats(), value: nothing },
  ShowVersion: { call: (api) => api.apiGetVersion(), value: whole },
  CheckChatRunning: {
    call: (api) => api.apiCheckChatRunning(),
    value: (a) => a.type === "chatRunning",
  },
  APIActivateChat: { call: (api, p) => api.apiActivateChat(p.restoreChat), value: nothing },
  APISuspendChat: { call: (api, p) => api.apiSuspendChat(p.suspendTimeout), value: nothing },
  APIAddMyAddressShortLink: {
    call: (api, p) => api.apiAddAddressShortLink(p.userId),
    value: (a) => a.contactLink,
  },
  APIAcceptMemberContact: {
    call: (api, p) => api.apiAcceptMemberContact(p.contactId),
    value: (a) => a.contact,
  },
} satisfies Methods
