-- | Errors of the database of the core.
module Bots.API.Types.StoreErrors
  ( types,
    StoreError (..),
  )
where

import Bots.API.Types.Groups (GroupInfo)
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
  [ declareType @StoreError
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
        "duplicateContactLink"
          := "The user has a contact address already. Get it with `APIShowMyAddress`.",
        "userContactLinkNotFound"
          := "The user has no contact address. Create it with `APICreateMyAddress`.",
        "contactRequestNotFound" := "No contact request with this id, or it was answered already.",
        "contactRequestNotFoundByName" := "No contact request with this name.",
        "invalidContactRequestEntity"
          := "The contact request is not tied to what it should belong to.",
        "invalidBusinessChatContactRequest"
          := "The contact request for a business chat is invalid.",
        "groupNotFound" := "No group with this id.",
        "groupNotFoundByName" := "No group with this name.",
        "groupMemberNameNotFound" := "The group has no member with this name.",
        "groupMemberNotFound" := "No group member with this id.",
        "groupMemberNotFoundByIndex" := "The group has no member at this index.",
        "memberRelationsVectorNotFound"
          := "The relations of this member to the others are missing.",
        "groupHostMemberNotFound"
          := "The group has no host, the member through whom the user joined.",
        "groupMemberNotFoundByMemberId" := "The group has no member with this member id.",
        "groupMemberNotFoundByMemberId.memberId"
          := "Base64 id, the same for all members of the group.",
        "memberContactGroupMemberNotFound" := "This contact belongs to no group member.",
        "invalidMemberRelationUpdate"
          := "The relation between two members cannot change in this way.",
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
        "rcvFileInvalidDescrPart"
          := "A part of the file's description does not follow the one before.",
        "localFileNoTransfer" := "The file belongs to a private note, so that it has no transfer.",
        "sharedMsgIdNotFoundByFileId" := "No message carries this file.",
        "fileIdNotFoundBySharedMsgId" := "This message carries no file.",
        "sndFileNotFoundXFTP" := "No sent file has this upload.",
        "rcvFileNotFoundXFTP" := "No received file has this download.",
        "connectionNotFound"
          := "No connection with this id. It arrives as an event after deleting or leaving, and \
             \can be ignored then.",
        "connectionNotFound.agentConnId" := "Base64 id of the connection in the agent.",
        "connectionNotFoundById" := "No connection with this id.",
        "connectionNotFoundByMemberId" := "This group member has no connection.",
        "pendingConnectionNotFound" := "No pending connection with this id.",
        "uniqueID" := "No unique id could be made.",
        "largeMsg"
          := "The message is too large to be sent. Shorten or split it: about 15,000 bytes fit, \
             \with all JSON around the text.",
        "internalError" := "Internal error of the store.",
        "internalError.message" := "Description for developers, in no fixed format.",
        "dBException"
          := "The database failed. After the store was closed, every command that needs it \
             \answers so.",
        "dBException.message" := "Description for developers, in no fixed format.",
        "dBBusyError"
          := "The database is locked. Try again, and make sure that no other process uses it.",
        "dBBusyError.message" := "Description for developers, in no fixed format.",
        "badChatItem" := "A stored chat item cannot be read.",
        "badChatItem.itemTs" := "ISO 8601 time of the item, if known.",
        "chatItemNotFound" := "No chat item with this id in this chat.",
        "chatItemNotFoundByText" := "No chat item with this text.",
        "chatItemSharedMsgIdNotFound"
          := "No chat item with this shared message id. It may have been deleted, or sent before \
             \the user joined.",
        "chatItemSharedMsgIdNotFound.sharedMsgId"
          := "Base64 id of the message, the same for sender and recipients.",
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
        "duplicateGroupMessage.forwardedByGroupMemberId"
          := "Who forwarded it. Absent when it came directly.",
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
        "invalidQuote"
          := "The quoted message cannot be quoted. Quote a message of the same chat, with content.",
        "invalidMention"
          := "Too many mentions, a name that does not occur in the text as a mention, or one \
             \member mentioned twice.",
        "invalidDeliveryTask" := "A task to deliver messages to a group is invalid.",
        "deliveryTaskNotFound" := "No delivery task with this id.",
        "invalidDeliveryJob" := "A job to deliver messages to a group is invalid.",
        "deliveryJobNotFound" := "No delivery job with this id.",
        "workItemError" := "Internal error that stops a background worker.",
        "workItemError.errContext" := "Description for developers, in no fixed format."
      ]
