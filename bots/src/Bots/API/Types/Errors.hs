-- | Errors of commands and of what happens on its own, as chats see them.
module Bots.API.Types.Errors where

import Bots.API.Types.Addresses (UserContact)
import Bots.API.Types.AgentErrors (AgentErrorType)
import Bots.API.Types.ChatItems (MsgDirection)
import Bots.API.Types.Connections (Connection)
import Bots.API.Types.Contacts (Contact)
import Bots.API.Types.Groups (GroupInfo, GroupMember)
import Bots.API.Types.Preferences (GroupMemberRole)
import Bots.Declaration (Declaration, declareType)
import Bots.Declare
import Bots.Schema (TypeDef)
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.Text (Text)
import Data.Time (UTCTime)
import GHC.Generics (Generic)

types :: [Declaration TypeDef]
types =
  [ declareType @ConnectionEntity,
    declareType @ChatErrorType,
    declareType @StoreError,
    declareType @ChatError
  ]

data ConnectionEntity
  = ConnectionEntityRcvDirectMsgConnection {entityConnection :: Connection, contact :: Maybe Contact}
  | ConnectionEntityRcvGroupMsgConnection
      { entityConnection :: Connection,
        groupInfo :: GroupInfo,
        groupMember :: GroupMember
      }
  | ConnectionEntityUserContactConnection {entityConnection :: Connection, userContact :: UserContact}
  deriving (Eq, Show, Generic, Wire)

instance Declared ConnectionEntity where
  about =
    union
      "What a connection belongs to."
      [ "rcvDirectMsgConnection" := "A direct chat.",
        "rcvDirectMsgConnection.contact" := "Absent while the contact is not known yet.",
        "rcvGroupMsgConnection" := "A member of a group.",
        "userContactConnection" := "A contact address or group link of the user."
      ]

data ChatErrorType
  = ChatErrorTypeNoActiveUser
  | ChatErrorTypeNoConnectionUser {agentConnId :: Text}
  | ChatErrorTypeNoSndFileUser {agentSndFileId :: Text}
  | ChatErrorTypeNoRcvFileUser {agentRcvFileId :: Text}
  | ChatErrorTypeUserUnknown
  | ChatErrorTypeActiveUserExists
  | ChatErrorTypeUserExists {contactName :: Text}
  | ChatErrorTypeChatRelayExists
  | ChatErrorTypeDifferentActiveUser {commandUserId :: Int64, activeUserId :: Int64}
  | ChatErrorTypeCantDeleteActiveUser {userId :: Int64}
  | ChatErrorTypeCantDeleteLastUser {userId :: Int64}
  | ChatErrorTypeCantHideLastUser {userId :: Int64}
  | ChatErrorTypeHiddenUserAlwaysMuted {userId :: Int64}
  | ChatErrorTypeEmptyUserPassword {userId :: Int64}
  | ChatErrorTypeUserAlreadyHidden {userId :: Int64}
  | ChatErrorTypeUserNotHidden {userId :: Int64}
  | ChatErrorTypeInvalidDisplayName {displayName :: Text, validName :: Text}
  | ChatErrorTypeChatNotStarted
  | ChatErrorTypeChatNotStopped
  | ChatErrorTypeChatStoreChanged
  | ChatErrorTypeInvalidConnReq
  | ChatErrorTypeUnsupportedConnReq
  | ChatErrorTypeConnReqMessageProhibited
  | ChatErrorTypeContactNotReady {contact :: Contact}
  | ChatErrorTypeContactNotActive {contact :: Contact}
  | ChatErrorTypeContactDisabled {contact :: Contact}
  | ChatErrorTypeConnectionDisabled {connection :: Connection}
  | ChatErrorTypeGroupUserRole {groupInfo :: GroupInfo, requiredRole :: GroupMemberRole}
  | ChatErrorTypeGroupMemberInitialRole {groupInfo :: GroupInfo, initialRole :: GroupMemberRole}
  | ChatErrorTypeContactIncognitoCantInvite
  | ChatErrorTypeGroupIncognitoCantInvite
  | ChatErrorTypeGroupContactRole {contactName :: Text}
  | ChatErrorTypeGroupDuplicateMember {contactName :: Text}
  | ChatErrorTypeGroupDuplicateMemberId
  | ChatErrorTypeGroupNotJoined {groupInfo :: GroupInfo}
  | ChatErrorTypeGroupMemberNotActive
  | ChatErrorTypeCantBlockMemberForSelf
      { groupInfo :: GroupInfo,
        member :: GroupMember,
        setShowMessages :: Bool
      }
  | ChatErrorTypeGroupMemberUserRemoved
  | ChatErrorTypeGroupMemberNotFound
  | ChatErrorTypeGroupCantResendInvitation {groupInfo :: GroupInfo, contactName :: Text}
  | ChatErrorTypeGroupInternal {message :: Text}
  | ChatErrorTypeFileNotFound {message :: Text}
  | ChatErrorTypeFileSize {filePath :: Text}
  | ChatErrorTypeFileAlreadyReceiving {message :: Text}
  | ChatErrorTypeFileCancelled {message :: Text}
  | ChatErrorTypeFileCancel {fileId :: Int64, message :: Text}
  | ChatErrorTypeFileAlreadyExists {filePath :: Text}
  | ChatErrorTypeFileWrite {filePath :: Text, message :: Text}
  | ChatErrorTypeFileSend {fileId :: Int64, agentError :: AgentErrorType}
  | ChatErrorTypeFileRcvChunk {message :: Text}
  | ChatErrorTypeFileInternal {message :: Text}
  | ChatErrorTypeFileImageType {filePath :: Text}
  | ChatErrorTypeFileImageSize {filePath :: Text}
  | ChatErrorTypeFileNotReceived {fileId :: Int64}
  | ChatErrorTypeFileNotApproved {fileId :: Int64, unknownServers :: [Text]}
  | ChatErrorTypeFallbackToSMPProhibited {fileId :: Int64}
  | ChatErrorTypeInlineFileProhibited {fileId :: Int64}
  | ChatErrorTypeInvalidForward
  | ChatErrorTypeInvalidChatItemUpdate
  | ChatErrorTypeInvalidChatItemDelete
  | ChatErrorTypeHasCurrentCall
  | ChatErrorTypeNoCurrentCall
  | ChatErrorTypeCallContact {contactId :: Int64}
  | ChatErrorTypeDirectMessagesProhibited {direction :: MsgDirection, contact :: Contact}
  | ChatErrorTypeAgentVersion
  | ChatErrorTypeAgentNoSubResult {agentConnId :: Text}
  | ChatErrorTypeCommandError {message :: Text}
  | ChatErrorTypeAgentCommandError {message :: Text}
  | ChatErrorTypeInvalidFileDescription {message :: Text}
  | ChatErrorTypeConnectionIncognitoChangeProhibited
  | ChatErrorTypeConnectionUserChangeProhibited
  | ChatErrorTypePeerChatVRangeIncompatible
  | ChatErrorTypeRelayTestError {message :: Text}
  | ChatErrorTypeInternalError {message :: Text}
  | ChatErrorTypeException {message :: Text}
  deriving (Eq, Show, Generic, Wire)

instance Declared ChatErrorType where
  about =
    union
      "An error of the chat layer: what was asked is malformed, not allowed or not possible now. The core also has tags here that its reference leaves out, so expect others."
      [ "noActiveUser" := "There is no user yet. Create one with `CreateActiveUser`.",
        "noConnectionUser" := "No user has this connection. It arrives as an event after deleting or leaving, and can be ignored then.",
        "noSndFileUser" := "No user has this upload.",
        "noRcvFileUser" := "No user has this download.",
        "userUnknown" := "No user with this id, or the wrong password for a hidden user.",
        "activeUserExists" := "There is an active user already.",
        "userExists" := "There is a user with this display name already.",
        "userExists.contactName" := "The display name.",
        "chatRelayExists" := "There is a chat relay already.",
        "differentActiveUser" := "The command names a user that is not the active one. Switch with `APISetActiveUser`. Creating a user switches, too.",
        "cantDeleteActiveUser" := "The active user cannot be deleted. Switch to another one first.",
        "cantDeleteLastUser" := "The only user cannot be deleted.",
        "cantHideLastUser" := "The only visible user cannot be hidden.",
        "hiddenUserAlwaysMuted" := "A hidden user cannot be unmuted.",
        "emptyUserPassword" := "The password is empty.",
        "userAlreadyHidden" := "The user is hidden already.",
        "userNotHidden" := "The user is not hidden.",
        "invalidDisplayName" := "The display name is empty or has characters that are not allowed.",
        "invalidDisplayName.validName" := "A name that would do. Empty when there is none.",
        "chatNotStarted" := "The command needs a running chat. Send `StartChat` first.",
        "chatNotStopped" := "The command needs a stopped chat. Send `APIStopChat` first.",
        "chatStoreChanged" := "The database was replaced under the core. Restart the program.",
        "invalidConnReq" := "The text is not a SimpleX link, or a damaged one.",
        "unsupportedConnReq" := "The link needs another version of SimpleX Chat than this one.",
        "connReqMessageProhibited" := "A message cannot be sent along with this connection request.",
        "contactNotReady" := "The connection with this contact is not complete yet. Wait for the event `contactConnected`.",
        "contactNotActive" := "The contact was deleted on one of the two sides, so that messages cannot be sent.",
        "contactDisabled" := "Sending to this contact is off after repeated refusals of its server: most likely the contact has deleted the connection.",
        "connectionDisabled" := "The connection is off after repeated refusals of its server: most likely the other side has deleted it.",
        "groupUserRole" := "The user's role in the group is too low for this. An owner or admin can raise it.",
        "groupUserRole.requiredRole" := "The lowest role that suffices. `author` stands for the right to send messages.",
        "groupMemberInitialRole" := "New members cannot start with this role. Give a link the role `member` or `observer` and raise roles later.",
        "groupMemberInitialRole.initialRole" := "The role that was asked for.",
        "contactIncognitoCantInvite" := "The user is in the group under the main profile, and so cannot invite a contact that knows a random one.",
        "groupIncognitoCantInvite" := "The user is in the group under a random profile, and so cannot invite contacts.",
        "groupContactRole" := "The role of this contact in the group is too low.",
        "groupDuplicateMember" := "The contact is a member of the group already.",
        "groupDuplicateMemberId" := "The group has a member with this member id already.",
        "groupNotJoined" := "The user has not joined the group. Send `APIJoinGroup` first.",
        "groupMemberNotActive" := "The connection with the group or its member is not active yet. Try again later.",
        "cantBlockMemberForSelf" := "Admins and owners block members for everybody instead. Use `APIBlockMembersForAll`.",
        "cantBlockMemberForSelf.setShowMessages" := "True when the member was to be unblocked, false when blocked.",
        "groupMemberUserRemoved" := "The user is no longer a member of the group.",
        "groupMemberNotFound" := "The group has no such member.",
        "groupCantResendInvitation" := "The contact is invited already and the invitation cannot be sent again. Remove the member, then invite anew.",
        "groupInternal" := "Internal error about a group.",
        "groupInternal.message" := "Description for developers, in no fixed format.",
        "fileNotFound" := "No file at this path. Paths are relative to the files folder, if one is set.",
        "fileNotFound.message" := "The path.",
        "fileSize" := "The file is too large to be sent.",
        "fileAlreadyReceiving" := "The file was accepted before.",
        "fileAlreadyReceiving.message" := "Name of the file.",
        "fileCancelled" := "The file was cancelled.",
        "fileCancelled.message" := "Name of the file.",
        "fileCancel" := "The file cannot be cancelled.",
        "fileCancel.message" := "Description for developers, in no fixed format.",
        "fileAlreadyExists" := "There is a file at the destination already.",
        "fileWrite" := "The file cannot be written.",
        "fileWrite.message" := "Description for developers, in no fixed format.",
        "fileSend" := "The file cannot be sent.",
        "fileRcvChunk" := "A received piece of a file is invalid.",
        "fileRcvChunk.message" := "Description for developers, in no fixed format.",
        "fileInternal" := "Internal error about a file.",
        "fileInternal.message" := "Description for developers, in no fixed format.",
        "fileImageType" := "The type of the image is not supported. Send it as a file.",
        "fileImageSize" := "The image is too large. Send it as a file.",
        "fileNotReceived" := "The file was not received yet.",
        "fileNotApproved" := "The file is on servers that are not among the configured ones. Send `ReceiveFile` with `userApprovedRelays` to agree to them.",
        "fileNotApproved.unknownServers" := "Addresses of these servers, which learn the IP address of the core when the file is fetched.",
        "fallbackToSMPProhibited" := "The recipient asked for the file in the older way of sending, which is not allowed.",
        "inlineFileProhibited" := "Receiving small files without accepting them is not allowed.",
        "invalidForward" := "These messages cannot be forwarded.",
        "invalidChatItemUpdate" := "The message cannot be edited: it is not the user's own, or too old. `editable` of CIMeta says so beforehand.",
        "invalidChatItemDelete" := "The message cannot be deleted in this way. `deletable` of CIMeta says whether the user can delete it for everybody.",
        "hasCurrentCall" := "A call is under way already.",
        "noCurrentCall" := "There is no call.",
        "callContact" := "The call is with another contact.",
        "directMessagesProhibited" := "Direct messages with this contact are not allowed, for instance because they share only a group that forbids them. The user's own contact record answers so, too.",
        "directMessagesProhibited.direction" := "`snd` when the user was to send, `rcv` when the contact did.",
        "agentVersion" := "The version of the agent is not supported.",
        "agentNoSubResult" := "Subscribing to this connection gave no result.",
        "commandError" := "The command cannot be parsed or is not allowed now. Every text that cannot be parsed gives the same message, `Failed reading: empty`.",
        "commandError.message" := "The reason, in no fixed format: `not current member`, `reaction already removed`.",
        "agentCommandError" := "The agent refused a command.",
        "agentCommandError.message" := "Description for developers, in no fixed format.",
        "invalidFileDescription" := "The description of the file is invalid.",
        "invalidFileDescription.message" := "Description for developers, in no fixed format.",
        "connectionIncognitoChangeProhibited" := "Whether this connection uses a random profile can no longer be changed.",
        "connectionUserChangeProhibited" := "The user of this connection can no longer be changed.",
        "peerChatVRangeIncompatible" := "The other side uses a version of SimpleX Chat that is not compatible with this one.",
        "relayTestError" := "The test of a chat relay failed.",
        "relayTestError.message" := "Description for developers, in no fixed format.",
        "internalError" := "Internal error of the core.",
        "internalError.message" := "Description for developers, in no fixed format.",
        "exception" := "Unexpected exception in the core.",
        "exception.message" := "Description for developers, in no fixed format."
      ]

data StoreError
  = StoreErrorDuplicateName
  | StoreErrorUserNotFound {userId :: Int64}
  | StoreErrorRelayUserNotFound
  | StoreErrorUserNotFoundByName {contactName :: Text}
  | StoreErrorUserNotFoundByContactId {contactId :: Int64}
  | StoreErrorUserNotFoundByGroupId {groupId :: Int64}
  | StoreErrorUserNotFoundByFileId {fileId :: Int64}
  | StoreErrorUserNotFoundByContactRequestId {contactRequestId :: Int64}
  | StoreErrorContactNotFound {contactId :: Int64}
  | StoreErrorContactNotFoundByName {contactName :: Text}
  | StoreErrorContactNotFoundByMemberId {groupMemberId :: Int64}
  | StoreErrorContactNotReady {contactName :: Text}
  | StoreErrorDuplicateContactLink
  | StoreErrorUserContactLinkNotFound
  | StoreErrorContactRequestNotFound {contactRequestId :: Int64}
  | StoreErrorContactRequestNotFoundByName {contactName :: Text}
  | StoreErrorInvalidContactRequestEntity {contactRequestId :: Int64}
  | StoreErrorInvalidBusinessChatContactRequest
  | StoreErrorGroupNotFound {groupId :: Int64}
  | StoreErrorGroupNotFoundByName {groupName :: Text}
  | StoreErrorGroupMemberNameNotFound {groupId :: Int64, groupMemberName :: Text}
  | StoreErrorGroupMemberNotFound {groupMemberId :: Int64}
  | StoreErrorGroupMemberNotFoundByIndex {groupMemberIndex :: Int64}
  | StoreErrorMemberRelationsVectorNotFound {groupMemberId :: Int64}
  | StoreErrorGroupHostMemberNotFound {groupId :: Int64}
  | StoreErrorGroupMemberNotFoundByMemberId {memberId :: Text}
  | StoreErrorMemberContactGroupMemberNotFound {contactId :: Int64}
  | StoreErrorInvalidMemberRelationUpdate
  | StoreErrorGroupWithoutUser
  | StoreErrorDuplicateGroupMember
  | StoreErrorDuplicateMemberId
  | StoreErrorGroupAlreadyJoined
  | StoreErrorGroupInvitationNotFound
  | StoreErrorNoteFolderAlreadyExists {noteFolderId :: Int64}
  | StoreErrorNoteFolderNotFound {noteFolderId :: Int64}
  | StoreErrorUserNoteFolderNotFound
  | StoreErrorSndFileNotFound {fileId :: Int64}
  | StoreErrorSndFileInvalid {fileId :: Int64}
  | StoreErrorRcvFileNotFound {fileId :: Int64}
  | StoreErrorRcvFileDescrNotFound {fileId :: Int64}
  | StoreErrorFileNotFound {fileId :: Int64}
  | StoreErrorRcvFileInvalid {fileId :: Int64}
  | StoreErrorRcvFileInvalidDescrPart
  | StoreErrorLocalFileNoTransfer {fileId :: Int64}
  | StoreErrorSharedMsgIdNotFoundByFileId {fileId :: Int64}
  | StoreErrorFileIdNotFoundBySharedMsgId {sharedMsgId :: Text}
  | StoreErrorSndFileNotFoundXFTP {agentSndFileId :: Text}
  | StoreErrorRcvFileNotFoundXFTP {agentRcvFileId :: Text}
  | StoreErrorConnectionNotFound {agentConnId :: Text}
  | StoreErrorConnectionNotFoundById {connId :: Int64}
  | StoreErrorConnectionNotFoundByMemberId {groupMemberId :: Int64}
  | StoreErrorPendingConnectionNotFound {connId :: Int64}
  | StoreErrorUniqueID
  | StoreErrorLargeMsg
  | StoreErrorInternalError {message :: Text}
  | StoreErrorDBException {message :: Text}
  | StoreErrorDBBusyError {message :: Text}
  | StoreErrorBadChatItem {itemId :: Int64, itemTs :: Maybe UTCTime}
  | StoreErrorChatItemNotFound {itemId :: Int64}
  | StoreErrorChatItemNotFoundByText {text :: Text}
  | StoreErrorChatItemSharedMsgIdNotFound {sharedMsgId :: Text}
  | StoreErrorChatItemNotFoundByFileId {fileId :: Int64}
  | StoreErrorChatItemNotFoundByContactId {contactId :: Int64}
  | StoreErrorChatItemNotFoundByGroupId {groupId :: Int64}
  | StoreErrorProfileNotFound {profileId :: Int64}
  | StoreErrorDuplicateGroupLink {groupInfo :: GroupInfo}
  | StoreErrorGroupLinkNotFound {groupInfo :: GroupInfo}
  | StoreErrorHostMemberIdNotFound {groupId :: Int64}
  | StoreErrorContactNotFoundByFileId {fileId :: Int64}
  | StoreErrorNoGroupSndStatus {itemId :: Int64, groupMemberId :: Int64}
  | StoreErrorDuplicateGroupMessage
      { groupId :: Int64,
        sharedMsgId :: Text,
        authorGroupMemberId :: Maybe Int64,
        forwardedByGroupMemberId :: Maybe Int64
      }
  | StoreErrorRemoteHostNotFound {remoteHostId :: Int64}
  | StoreErrorRemoteHostUnknown
  | StoreErrorRemoteHostDuplicateCA
  | StoreErrorRemoteCtrlNotFound {remoteCtrlId :: Int64}
  | StoreErrorRemoteCtrlDuplicateCA
  | StoreErrorProhibitedDeleteUser {userId :: Int64, contactId :: Int64}
  | StoreErrorOperatorNotFound {serverOperatorId :: Int64}
  | StoreErrorUsageConditionsNotFound
  | StoreErrorUserChatRelayNotFound {chatRelayId :: Int64}
  | StoreErrorGroupRelayNotFound {groupRelayId :: Int64}
  | StoreErrorGroupRelayNotFoundByMemberId {groupMemberId :: Int64}
  | StoreErrorInvalidQuote
  | StoreErrorInvalidMention
  | StoreErrorInvalidDeliveryTask {taskId :: Int64}
  | StoreErrorDeliveryTaskNotFound {taskId :: Int64}
  | StoreErrorInvalidDeliveryJob {jobId :: Int64}
  | StoreErrorDeliveryJobNotFound {jobId :: Int64}
  | StoreErrorWorkItemError {errContext :: Text}
  deriving (Eq, Show, Generic, Wire)

instance Declared StoreError where
  about =
    union
      "An error of the database: mostly that something does not exist, or exists already."
      [ "duplicateName" := "The display name is taken by a user, contact or group.",
        "userNotFound" := "No user with this id.",
        "relayUserNotFound" := "There is no user for chat relays.",
        "userNotFoundByName" := "No user with this name.",
        "userNotFoundByName.contactName" := "Display name of the user.",
        "userNotFoundByContactId" := "No user has this contact.",
        "userNotFoundByGroupId" := "No user has this group.",
        "userNotFoundByFileId" := "No user has this file: most likely the id is wrong.",
        "userNotFoundByContactRequestId" := "No user has this contact request.",
        "contactNotFound" := "No contact with this id, or it was deleted.",
        "contactNotFoundByName" := "No contact with this name.",
        "contactNotFoundByMemberId" := "This group member has no contact.",
        "contactNotReady" := "The connection with this contact is not complete yet.",
        "duplicateContactLink" := "The user has a contact address already. Get it with `APIShowMyAddress`.",
        "userContactLinkNotFound" := "The user has no contact address. Create it with `APICreateMyAddress`.",
        "contactRequestNotFound" := "No contact request with this id, or it was answered already.",
        "contactRequestNotFoundByName" := "No contact request with this name.",
        "invalidContactRequestEntity" := "The contact request is not tied to what it should belong to.",
        "invalidBusinessChatContactRequest" := "The contact request for a business chat is invalid.",
        "groupNotFound" := "No group with this id.",
        "groupNotFoundByName" := "No group with this name.",
        "groupMemberNameNotFound" := "The group has no member with this name.",
        "groupMemberNotFound" := "No group member with this id.",
        "groupMemberNotFoundByIndex" := "The group has no member at this index.",
        "memberRelationsVectorNotFound" := "The relations of this member to the others are missing.",
        "groupHostMemberNotFound" := "The group has no host, the member through whom the user joined.",
        "groupMemberNotFoundByMemberId" := "The group has no member with this member id.",
        "groupMemberNotFoundByMemberId.memberId" := "Base64 id, the same for all members of the group.",
        "memberContactGroupMemberNotFound" := "This contact belongs to no group member.",
        "invalidMemberRelationUpdate" := "The relation between two members cannot change in this way.",
        "groupWithoutUser" := "The user is not among the members of the group.",
        "duplicateGroupMember" := "The group has this member already.",
        "duplicateMemberId" := "The member id exists already.",
        "groupAlreadyJoined" := "The user has joined the group already.",
        "groupInvitationNotFound" := "There is no invitation to this group.",
        "noteFolderAlreadyExists" := "The folder for private notes exists already.",
        "noteFolderNotFound" := "No folder for private notes with this id.",
        "userNoteFolderNotFound" := "The user has no folder for private notes.",
        "sndFileNotFound" := "No sent file with this id.",
        "sndFileInvalid" := "The record of the sent file is invalid.",
        "rcvFileNotFound" := "No received file with this id.",
        "rcvFileDescrNotFound" := "The received file has no description.",
        "fileNotFound" := "No file with this id.",
        "rcvFileInvalid" := "The record of the received file is invalid.",
        "rcvFileInvalidDescrPart" := "A part of the file's description does not follow the one before.",
        "localFileNoTransfer" := "The file belongs to a private note, so that it has no transfer.",
        "sharedMsgIdNotFoundByFileId" := "No message carries this file.",
        "fileIdNotFoundBySharedMsgId" := "This message carries no file.",
        "sndFileNotFoundXFTP" := "No sent file has this upload.",
        "rcvFileNotFoundXFTP" := "No received file has this download.",
        "connectionNotFound" := "No connection with this id. It arrives as an event after deleting or leaving, and can be ignored then.",
        "connectionNotFound.agentConnId" := "Base64 id of the connection in the agent.",
        "connectionNotFoundById" := "No connection with this id.",
        "connectionNotFoundByMemberId" := "This group member has no connection.",
        "pendingConnectionNotFound" := "No pending connection with this id.",
        "uniqueID" := "No unique id could be made.",
        "largeMsg" := "The message is too large to be sent. Shorten or split it: about 15,000 bytes fit, with all JSON around the text.",
        "internalError" := "Internal error of the store.",
        "internalError.message" := "Description for developers, in no fixed format.",
        "dBException" := "The database failed. After the store was closed, every command that needs it answers so.",
        "dBException.message" := "Description for developers, in no fixed format.",
        "dBBusyError" := "The database is locked. Try again, and make sure that no other process uses it.",
        "dBBusyError.message" := "Description for developers, in no fixed format.",
        "badChatItem" := "A stored chat item cannot be read.",
        "badChatItem.itemTs" := "ISO 8601 time of the item, if known.",
        "chatItemNotFound" := "No chat item with this id in this chat.",
        "chatItemNotFoundByText" := "No chat item with this text.",
        "chatItemSharedMsgIdNotFound" := "No chat item with this shared message id. It may have been deleted, or sent before the user joined.",
        "chatItemSharedMsgIdNotFound.sharedMsgId" := "Base64 id of the message, the same for sender and recipients.",
        "chatItemNotFoundByFileId" := "No chat item carries this file.",
        "chatItemNotFoundByContactId" := "No such chat item in the chat with this contact.",
        "chatItemNotFoundByGroupId" := "No such chat item in this group.",
        "profileNotFound" := "No profile with this id.",
        "duplicateGroupLink" := "The group has a link already. Get it with `APIGetGroupLink`.",
        "groupLinkNotFound" := "The group has no link. Create it with `APICreateGroupLink`.",
        "hostMemberIdNotFound" := "The member id of the group's host is not known.",
        "contactNotFoundByFileId" := "No contact goes with this file.",
        "noGroupSndStatus" := "There is no delivery status of this item for this member.",
        "duplicateGroupMessage" := "The group message was received before, directly or forwarded.",
        "duplicateGroupMessage.authorGroupMemberId" := "Its author, if known.",
        "duplicateGroupMessage.forwardedByGroupMemberId" := "Who forwarded it. Absent when it came directly.",
        "remoteHostNotFound" := "No remote host with this id.",
        "remoteHostUnknown" := "The remote host is not known.",
        "remoteHostDuplicateCA" := "There is a remote host with this certificate already.",
        "remoteCtrlNotFound" := "No remote controller with this id.",
        "remoteCtrlDuplicateCA" := "There is a remote controller with this certificate already.",
        "prohibitedDeleteUser" := "This contact is the user's own record and cannot be deleted.",
        "operatorNotFound" := "No server operator with this id.",
        "usageConditionsNotFound" := "There are no conditions of use.",
        "userChatRelayNotFound" := "The user has no chat relay with this id.",
        "groupRelayNotFound" := "No group relay with this id.",
        "groupRelayNotFoundByMemberId" := "This group member is no relay of the group.",
        "invalidQuote" := "The quoted message cannot be quoted. Quote a message of the same chat, with content.",
        "invalidMention" := "Too many mentions, a name that does not occur in the text as a mention, or one member mentioned twice.",
        "invalidDeliveryTask" := "A task to deliver messages to a group is invalid.",
        "deliveryTaskNotFound" := "No delivery task with this id.",
        "invalidDeliveryJob" := "A job to deliver messages to a group is invalid.",
        "deliveryJobNotFound" := "No delivery job with this id.",
        "workItemError" := "Internal error that stops a background worker.",
        "workItemError.errContext" := "Description for developers, in no fixed format."
      ]

data ChatError
  = ChatErrorError {errorType :: ChatErrorType}
  | ChatErrorErrorAgent
      { agentError :: AgentErrorType,
        agentConnId :: Text,
        connectionEntity_ :: Maybe ConnectionEntity
      }
  | ChatErrorErrorStore {storeError :: StoreError}
  deriving (Eq, Show, Generic, Wire)

instance Declared ChatError where
  about =
    union
      "What went wrong. It comes as the answer to a command, and also on its own as an event. The core also has members here that its reference leaves out: errors of the database and of controlling one device from another."
      [ "error" := "The chat layer refuses: see the command and the state of the chat.",
        "errorAgent" := "The agent, a server or the network failed.",
        "errorAgent.agentConnId" := "Base64 id of the connection in the agent. Empty when the error belongs to none.",
        "errorAgent.connectionEntity_" := "What that connection belongs to, if known.",
        "errorStore" := "The database failed, or has no such record."
      ]
